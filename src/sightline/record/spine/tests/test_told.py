"""Whoever has to hear of a change hears of it: the audit trail of each event, and the followers."""

from datetime import date, time

import pytest

from sightline.access.audit.models import Entry
from sightline.people.testing import a_child, a_user
from sightline.record.spine import following
from sightline.record.spine.actions import Part, open_step, record, record_occasion
from sightline.record.spine.following import Follower
from sightline.record.spine.models import Event
from sightline.record.spine.voiding import correct, void

MONDAY = date(2026, 6, 1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return a_user()


def trail(*events):
    """What the audit trail says was done: the action, the kind, the child and the reason."""
    found = Entry.objects.filter(ident__in=[event.pk for event in events], kind__contains=".")
    return sorted(found.values_list("action", "kind", "child_id", "user_id", "reason"))


def test_every_way_of_writing_leaves_an_entry_for_that_child(by):
    child = a_child()
    step = open_step("asking.asked", child=child, by=by, on=MONDAY)
    asked = step.events.get()
    said = record("asking.answered", step=step, by=by, on=MONDAY, outcome="yes")
    right = correct(said, by=by, reason="misheard", outcome="no")
    void(right, by=by, reason="nobody answered")
    assert trail(asked, said, right) == [
        ("corrected", "asking.answered", child.pk, by.pk, ""),
        ("opened", "asking.asked", child.pk, by.pk, ""),
        ("recorded", "asking.answered", child.pk, by.pk, ""),
        ("voided", "asking.answered", child.pk, by.pk, "nobody answered"),
    ]


def test_an_occasion_leaves_an_entry_for_each_child(by):
    children = [a_child(), a_child()]
    occasion = record_occasion(
        "asking.asked", by=by, on=MONDAY, parts=[Part(child, opens=True) for child in children]
    )
    assert [entry[2] for entry in trail(*occasion.parts.all())] == [one.pk for one in children]


def test_what_was_never_so_for_anybody_is_voided_for_all(by):
    children = [a_child(), a_child(), a_child()]
    occasion = record_occasion(
        "asking.asked", by=by, on=MONDAY, parts=[Part(child, opens=True) for child in children]
    )
    one, other, third = occasion.parts.order_by("pk")
    void(one, by=by, reason="another family", for_all=True, among={other.child_id})
    standing = set(Event.objects.standing().filter(occasion=occasion))
    assert standing == {third}, "the third child's record is not this person's to put right"
    void(third, by=by, reason="another family", for_all=True)
    occasion.refresh_from_db()
    assert not occasion.stands
    assert {entry[2] for entry in trail(one, other, third) if entry[0] == "voided"} == {
        child.pk for child in children
    }


def test_who_follows_hears_of_what_was_said_before_and_of_what_is_said_now(by, monkeypatch):
    heard = []
    kinds = frozenset({"asking.answered"})
    monkeypatch.setattr(following, "followers", [Follower(heard.extend, kinds)])
    step = open_step("asking.asked", child=a_child(), by=by, on=MONDAY)
    said = record("asking.answered", step=step, by=by, on=MONDAY, at=time(9), outcome="yes")
    assert heard == [said]
    right = correct(said, by=by, reason="misheard", outcome="no")
    assert heard == [said, right, said]
