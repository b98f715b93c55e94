"""Copies told to their author while they write, and weighed afterwards for the manager."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.urls import reverse

from sightline.base.forms.advising import Answers, advice_on
from sightline.base.moments import now
from sightline.people.relationships.actions import relate
from sightline.people.restriction.actions import restrict
from sightline.people.testing import a_child, a_recorder, a_user, a_worker, an_adult
from sightline.record.allocation.actions import allocate
from sightline.record.copying.actions import begin, weigh
from sightline.record.copying.models import Likeness
from sightline.record.copying.queries import repeated
from sightline.record.copying.tests.test_likeness import STORY
from sightline.record.notes.actions import record_note
from sightline.record.spine.voiding import void
from sightline.record.testing import begun, invented_work

pytestmark = pytest.mark.django_db
MAY = date(2026, 5, 4)
SINCE = timedelta(days=40)


@pytest.fixture(autouse=True)
def work():
    with invented_work():
        yield


@pytest.fixture
def family():
    """Ada and Ben of one mother; Sam works with Ada alone, Tess with both."""
    sam, tess = a_user("social_worker", name="Sam"), a_user("social_worker", name="Tess")
    made = SimpleNamespace(sam=sam, tess=tess, ada=a_child(), ben=a_child("Ben Example"))
    workers = {sam: a_worker("Sam", user=sam), tess: a_worker("Tess", user=tess)}
    mother = made.grace = an_adult("Grace Example")
    for child, user in ((made.ada, sam), (made.ben, tess)):
        relate(person=child, other=mother, kind="mother", by=a_recorder(), on=MAY)
        allocate(step=begun(child, on=MAY), worker=workers[user], by=sam, on=MAY)
    allocate(step=begun(made.ada, on=MAY), worker=workers[tess], by=sam, on=MAY)
    return made


def note(child, by, text=STORY, on=MAY):
    record_note(by=by, on=on, children=[child], text=text)


def advice(child, reader, text=STORY, kind="note.recorded", **children):
    values = {"event": {}, "rows": {"notes.Note": [{"text": text}]}, "children": children}
    about = [child.pk, *children] if not children else list(children)
    return [
        each.words for each in advice_on(Answers(kind, about, values, frozenset(), reader=reader))
        if "word for word" in each.words
    ]


@pytest.mark.covers("S344")
def test_the_author_is_told_which_earlier_day_the_words_are_of(family):
    assert advice(family.ada, family.sam) == []
    note(family.ada, family.sam)
    assert advice(family.ada, family.sam) == [
        "100% of this is word for word what was recorded on 4 May 2026."
    ]
    # a visit that repeats a note is told too; one that is written anew is not
    assert advice(family.ada, family.sam, kind="visit.made") != []
    assert advice(family.ada, family.sam, text="New words. " * 30) == []


@pytest.mark.covers("S344")
def test_what_is_carried_on_by_its_nature_is_not_called_a_copy(family):
    note(family.ada, family.sam)
    assert advice(family.ada, family.sam, kind="situation.written") == []


@pytest.mark.covers("S344")
def test_a_siblings_words_are_told_only_to_who_may_open_the_sibling(family):
    note(family.ben, family.tess)
    assert advice(family.ada, family.tess) == [
        "100% of this is word for word what was recorded of Ben Example on 4 May 2026."
    ]
    assert advice(family.ada, family.sam) == []
    assert advice(family.ada, None) == []


@pytest.mark.covers("S344")
def test_two_children_of_one_page_with_the_same_part_are_told(family):
    part = {"rows": {"notes.Note": [{"analysis": STORY}]}}
    values = {"event": {}, "rows": {}, "children": {family.ada.pk: part, family.ben.pk: part}}
    found = advice_on(Answers("note.recorded", [family.ada.pk, family.ben.pk], values, frozenset()))
    assert [each.child_id for each in found if "another child on this page" in each.words] == [
        family.ben.pk
    ]


@pytest.mark.covers("S344")
def test_the_advice_stands_where_answers_are_checked_and_saving_goes_on(family, client):
    note(family.ada, family.sam)
    client.force_login(family.sam)
    page = reverse("pages:start_page", args=[family.ada.pk, "note", "note"])
    day = {"on-day": "4", "on-month": "5", "on-year": "2026"}
    told = {**day, "notes.Note-text": STORY, "notes.Note-purpose": "To see", "_check": "1"}
    html = client.post(page, told, follow=True).content.decode()
    assert "word for word what was recorded on 4 May 2026" in html


@pytest.mark.covers("S344")
def test_what_was_recorded_is_weighed_once_and_a_void_text_is_no_finding(family):
    note(family.ada, family.sam)
    note(family.ada, family.sam, on=MAY + timedelta(days=7))
    assert weigh() == 2
    assert weigh() == 0
    (found,) = Likeness.objects.exclude(other=None)
    assert found.percent == 100
    assert found.event_id > found.other_id
    asked = {"child_ids": [family.ada.pk], "reader": family.sam, "since": now() - SINCE}
    assert [row.pk for row in repeated(**asked)] == [found.pk]
    void(found.other, by=family.sam, reason="Another child")
    assert not repeated(**asked)


@pytest.mark.covers("S344")
def test_a_manager_is_not_told_that_a_sealed_brother_has_the_same_words(family):
    note(family.ben, family.tess)
    note(family.ada, family.tess, on=MAY + timedelta(days=1))
    weigh()
    asked = {"child_ids": [family.ada.pk], "since": now() - SINCE}
    assert [row.other.child for row in repeated(reader=family.tess, **asked)] == [family.ben]
    assert not repeated(reader=family.sam, **asked)
    restrict(person=family.ben, level="sealed", reason="Threats", custodian=a_worker("Cus"),
             by=family.sam, on=MAY)
    assert not repeated(reader=family.tess, **asked)


@pytest.mark.covers("S344")
def test_what_was_written_once_for_both_is_no_copy(family):
    record_note(by=family.tess, on=MAY, children=[family.ada, family.ben], text=STORY)
    assert weigh() == 2
    assert not Likeness.objects.exclude(other=None)


@pytest.mark.covers("S344")
def test_a_list_may_begin_with_what_is_new(family):
    note(family.ada, family.sam)
    note(family.ada, family.sam, on=MAY + timedelta(days=7))
    assert begin(before=now() + timedelta(hours=1)) == 2
    assert weigh() == 0
    note(family.ada, family.sam, on=MAY + timedelta(days=8))
    assert weigh() == 1
    assert Likeness.objects.exclude(other=None).count() == 1


@pytest.mark.covers("S344")
def test_words_alike_say_nothing_of_who_is_a_sister_through_a_parent_kept_from_the_reader(family):
    """Tess works with both; that they have one mother is what the mother's record would tell."""
    other = " ".join(reversed(STORY.split()))
    note(family.ben, family.tess)
    note(family.ben, family.tess, text=other)
    note(family.ada, family.tess, on=MAY + timedelta(days=1))
    weigh()
    asked = {"child_ids": [family.ada.pk], "reader": family.tess, "since": now() - SINCE}
    assert "of Ben" in " ".join(advice(family.ada, family.tess, text=other))
    assert [row.other.child for row in repeated(**asked)] == [family.ben]
    restrict(person=family.grace, level="sealed", reason="Witness", custodian=a_worker("Cus"),
             by=family.sam, on=MAY)
    assert advice(family.ada, family.tess, text=other) == []
    assert not repeated(**asked)
