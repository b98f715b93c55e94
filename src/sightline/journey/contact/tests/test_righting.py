"""The moment of receipt moves only by a correction with a reason, and every one is listed."""

from datetime import date, datetime, time

import pytest
from django.urls import reverse

from sightline.access.policy import may_read
from sightline.base.moments import LONDON
from sightline.journey.contact import actions, queries
from sightline.journey.contact.tests.taking import TODAY, take
from sightline.people.restriction.actions import restrict
from sightline.record.referrers.models import Referrer
from sightline.record.spine.errors import RecordError
from sightline.record.spine.models import Clock, Event, Step
from sightline.record.spine.voiding import correct, void
from sightline.record.tasks.models import Task

pytestmark = pytest.mark.covers("S003")
SINCE = datetime(2026, 6, 1, tzinfo=LONDON)


@pytest.fixture
def referred(borough, child):
    steps = take(borough, child("Ana"), child("Bo"), on=date(2026, 6, 8))
    for step in steps:
        actions.decide(step=step, outcome="referral", by=borough.mo, on=TODAY)
    return steps


def change(borough, step, on=date(2026, 6, 5), reason="The email came on Friday"):
    return actions.change_receipt(
        step=step, on=on, at=time(17, 0), reason=reason, by=borough.mo
    )


def test_changing_receipt_changes_it_for_everybody_it_was_about(borough, referred):
    change(borough, referred[0])
    days = {queries.received(step).happened_on for step in referred}
    assert days == {date(2026, 6, 5)}


def test_the_referral_follows_its_contact(borough, referred):
    change(borough, referred[0])
    referrals = Step.objects.filter(process="referral")
    assert {r.opened_on for r in referrals} == {date(2026, 6, 5)}
    due = Clock.objects.filter(key="referral_decision", state="running")
    assert {c.due_on for c in due} == {date(2026, 6, 8)}


@pytest.mark.parametrize("level", ["restricted", "sealed"])
def test_a_hidden_sister_is_neither_changed_nor_told_of_and_her_keeper_is_asked(
    borough, referred, client, level
):
    ana, bo = referred
    apart = Event.objects.filter(child=bo.child).exclude(kind__startswith="task.")
    before = set(apart.values_list("pk", "voided_at"))
    restrict(person=bo.child, level=level, reason="In danger", custodian=borough.cora.worker,
             by=borough.tess, on=TODAY)
    client.force_login(borough.mo)
    told = {"on-day": "5", "on-month": "6", "on-year": "2026", "time": "17:00", "reason": "Friday"}
    page = reverse("contact:receipt", args=[ana.child_id, ana.pk])
    answer = client.post(page, told, follow=True).content.decode()
    assert "Changed, for this child" in answer
    assert "Bo Reed" not in answer
    assert queries.received(ana).happened_on == date(2026, 6, 5)
    assert set(apart.all().values_list("pk", "voided_at")) == before
    (task,) = Task.objects.filter(child=bo.child, source="match")
    assert task.owner_worker == borough.cora.worker
    assert "5 June 2026 at 17:00" in task.text
    assert "Ana" not in task.text
    assert may_read(borough.mo, bo.child_id).allowed is False
    # whoever keeps her makes the same change on her record; the others have it already
    moved = actions.change_receipt(step=bo, on=date(2026, 6, 5), at=time(17, 0), reason="Friday",
                                   by=borough.cora)
    assert [event.child_id for event in moved] == [bo.child_id]
    assert queries.received(bo).happened_on == date(2026, 6, 5)


def test_changing_receipt_needs_a_reason(borough, referred):
    with pytest.raises(RecordError, match="why"):
        change(borough, referred[0], reason=" ")


def test_every_moved_receipt_is_listed_once_with_its_reason(borough, referred):
    change(borough, referred[0])
    rows = queries.moved_receipts(borough.authority, SINCE)
    assert {row.step.pk for row in rows} == {step.pk for step in referred}
    assert {row.reason for row in rows} == {"The email came on Friday"}
    assert {(row.was_on, row.now_on) for row in rows} == {(date(2026, 6, 8), date(2026, 6, 5))}
    assert rows[0].by == borough.mo


def test_a_referrals_own_receipt_moved_apart_from_its_contact_is_listed(borough, referred):
    event = Event.objects.get(kind="referral.received", step__led_from=referred[0])
    correct(event, by=borough.mo, reason="Counted late", on=TODAY)
    rows = queries.moved_receipts(borough.authority, SINCE)
    assert [row.event.kind for row in rows] == ["referral.received"]


def test_a_contact_voided_altogether_is_listed(borough, child):
    (step,) = take(borough, child())
    void(queries.received(step), by=borough.mo, reason="Recorded on the wrong child")
    (row,) = queries.moved_receipts(borough.authority, SINCE)
    assert row.withdrawn
    assert row.reason == "Recorded on the wrong child"


def test_a_correction_of_something_else_is_not_a_moved_receipt(borough, child):
    (step,) = take(borough, child(), referrer=Referrer(source="2A"))
    correct(
        queries.received(step), by=borough.mo, reason="It was the GP",
        facts=[Referrer(source="3A")],
    )
    assert queries.moved_receipts(borough.authority, SINCE) == []


def test_what_was_moved_before_the_period_is_not_listed(borough, referred):
    change(borough, referred[0])
    assert queries.moved_receipts(borough.authority, datetime(2026, 6, 11, tzinfo=LONDON)) == []
