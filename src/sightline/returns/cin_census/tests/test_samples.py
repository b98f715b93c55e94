"""The two files made by others, brought in."""

from collections import Counter
from copy import deepcopy

import pytest
from django.db import transaction

from sightline.people.testing import a_recorder, an_authority
from sightline.record.allocation.queries import to_be_placed
from sightline.record.spine.deriving import difference
from sightline.record.spine.models import Clock, Event, Step
from sightline.returns.cin_census.actions import import_file
from sightline.returns.cin_census.models import ImportedChild
from sightline.returns.kit.findings import Kind

SAMPLES = {"CIN_Census_2021.xml": ("201", 1), "fake_CIN_data.xml": ("975", 332)}


@pytest.fixture(scope="module", params=sorted(SAMPLES))
def brought_in(request, shared_dir, kept):
    code, children = SAMPLES[request.param]
    path = shared_dir / "samples" / "cin_census" / request.param
    with transaction.atomic():
        done = import_file(path=path, authority=an_authority(code), by=a_recorder())
        yield path, done, children
        transaction.set_rollback(True)


@pytest.fixture
def sample(brought_in, db):
    return deepcopy(brought_in)


def test_a_sample_file_comes_in_with_a_report(sample):
    _, done, children = sample
    assert (done.file.children, done.file.new) == (children, children)
    assert ImportedChild.objects.count() == children
    assert Event.objects.standing().count() == done.file.events
    assert all(f.reason for f in done.findings)
    assert done.file.findings.count() == len(done.findings)
    assert Counter(f.kind for f in done.findings)[Kind.SET_ASIDE]


def test_its_clocks_are_what_its_events_say(sample):
    children = list(ImportedChild.objects.values_list("person_id", flat=True))
    assert Clock.objects.exists() or sample[2] == 1, "no duty of the small file's 1970 is known"
    assert not difference(children)


def test_the_same_file_again_changes_nothing(sample):
    path, done, _ = sample
    before = list(Event.objects.order_by("id").values())
    again = import_file(path=path, authority=done.file.authority, by=a_recorder())
    assert again.before
    assert list(Event.objects.order_by("id").values()) == before
    assert again.findings == done.findings


def test_its_open_children_wait_with_the_team(sample):
    _, done, _ = sample
    waiting = to_be_placed(done.file.team)
    open_children = set(Step.objects.open().values_list("child_id", flat=True))
    assert {held.child.pk for held in waiting} == open_children
    assert len(open_children) == done.file.placed
