"""A record put right loses none of its words."""

from datetime import date

import pytest
from django.urls import reverse

from sightline.people.relationships.actions import relate
from sightline.people.testing import a_child
from sightline.record.allocation.actions import allocate
from sightline.record.drafts.models import Draft
from sightline.record.spine.actions import open_step
from sightline.record.spine.models import Event
from sightline.record.visits.actions import Seen, record_visit
from sightline.record.visits.models import ChildPart, Visit


@pytest.fixture
def sister(child, worker):
    made = a_child("Robin Sample")
    relate(person=child, other=made, kind="sibling", by=worker, on=date(2020, 1, 1))
    step = open_step("paged.begun", by=worker, on=date(2026, 6, 1), child=made)
    allocate(step=step, worker=worker.worker_row, team=None, role="lead", reason="test",
             by=worker, on=date(2026, 6, 1))
    return made


@pytest.fixture
def visited(child, sister, worker):
    occasion = record_visit(
        by=worker, on=date(2026, 6, 3), visitor=worker.worker_row, purpose="To see her room",
        summary="We talked in the kitchen", children=[
            Seen(child, seen="seen_alone", said="I like it here"),
            Seen(sister, seen="not_seen", why_not="child_asleep"),
        ],
    )
    return occasion.parts.get(child=child)


def void(browser, event, **more):
    address = reverse("pages:void", args=[event.child_id, event.pk])
    return browser.post(address, {"reason": "Wrong day", **more})


def recorded_again(browser, answer):
    path, _, query = answer["Location"].partition("?")
    draft = query.partition("=")[2]
    return browser.post(f"{path}check", {"_draft": draft})


def test_a_shared_record_that_was_voided_is_written_again_with_the_same_words(
    browser, child, sister, visited
):
    answer = void(browser, visited, again="1")
    html = browser.get(answer["Location"]).content.decode()
    assert "We talked in the kitchen" in html
    assert "I like it here" in html
    recorded_again(browser, answer)
    new = Event.objects.standing().get(kind="visit.made", child=child)
    assert (new.outcome, new.happened_on) == (visited.outcome, visited.happened_on)
    assert ChildPart.objects.get(event=new).said == "I like it here"
    assert Visit.objects.get(occasion=new.occasion).purpose == "To see her room"
    # what stood for her sister stands: it was voided for one alone
    assert Event.objects.standing().filter(kind="visit.made", child=sister).count() == 1


def test_voided_for_all_it_is_written_again_for_all_each_with_their_own(
    browser, child, sister, visited
):
    recorded_again(browser, void(browser, visited, again="1", **{"for": "all"}))
    parts = {
        part.event.child_id: (part.seen, part.why_not)
        for part in ChildPart.objects.filter(event__in=Event.objects.standing())
    }
    assert parts == {child.pk: ("seen_alone", ""), sister.pk: ("not_seen", "child_asleep")}


def test_nothing_is_recorded_until_somebody_says_so(browser, child, visited):
    void(browser, visited, again="1")
    assert not Event.objects.standing().filter(kind="visit.made", child=child).exists()
    assert Draft.objects.open().filter(process="visit", child=child).count() == 1


def test_what_is_only_voided_leaves_no_draft(browser, visited):
    answer = void(browser, visited)
    assert answer["Location"] == reverse("pages:event", args=[visited.child_id, visited.pk])
    assert not Draft.objects.open().exists()
