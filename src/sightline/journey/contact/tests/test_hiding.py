"""No outcome hides work: what goes on behind a closed contact counts as open, with its age."""

from datetime import date, timedelta

import pytest

from sightline.journey.contact import actions
from sightline.journey.contact.hidden import closed_with_work
from sightline.journey.contact.tests.taking import TODAY, take
from sightline.record.notes.models import Note
from sightline.record.spine import actions as spine
from sightline.record.tasks import actions as tasks

pytestmark = pytest.mark.covers("D001", "S003")
RECEIVED = date(2026, 5, 20)


@pytest.fixture
def advised(borough, child):
    (step,) = take(borough, child(), on=RECEIVED)
    actions.decide(step=step, outcome="advice", by=borough.mo, on=RECEIVED + timedelta(days=1))
    return step


def note(borough, child, on=TODAY, step=None):
    spine.record(
        "note.recorded", by=borough.asha, on=on, child=child, step=step,
        facts=[Note(kind="call", purpose="Rang the school", text="They are worried")],
    )


def test_a_contact_closed_with_nothing_after_it_is_closed(borough, advised):
    assert closed_with_work(borough.authority) == []


def test_an_open_task_on_a_closed_contact_counts_as_open_from_receipt(borough, advised):
    tasks.give(
        text="Ring the health visitor", due_on=TODAY, by=borough.asha, on=TODAY, step=advised,
        owner_worker=borough.asha.worker,
    )
    (row,) = closed_with_work(borough.authority)
    assert (row.step, row.received_on, row.age_days) == (advised, RECEIVED, 21)
    assert [task.text for task in row.tasks] == ["Ring the health visitor"]


def test_a_task_given_before_the_decision_and_never_finished_is_work(borough, child):
    (step,) = take(borough, child(), on=RECEIVED)
    tasks.give(
        text="Ring the school", due_on=TODAY, by=borough.asha, on=RECEIVED, step=step,
        owner_worker=borough.asha.worker,
    )
    actions.decide(step=step, outcome="no_further_action", by=borough.mo, on=RECEIVED)
    assert [row.step for row in closed_with_work(borough.authority)] == [step]


def test_a_note_about_the_child_after_the_decision_is_work(borough, advised):
    note(borough, advised.child)
    (row,) = closed_with_work(borough.authority)
    assert [event.kind for event in row.events] == ["note.recorded"]


def test_a_note_on_the_contact_itself_after_the_decision_is_work(borough, advised):
    note(borough, advised.child, step=advised)
    assert [row.step for row in closed_with_work(borough.authority)] == [advised]


def test_a_note_before_the_decision_is_no_hidden_work(borough, child):
    (step,) = take(borough, child(), on=RECEIVED)
    note(borough, step.child, on=RECEIVED, step=step)
    actions.decide(step=step, outcome="advice", by=borough.mo, on=RECEIVED)
    assert closed_with_work(borough.authority) == []


def test_work_in_a_later_open_step_is_not_hidden(borough, advised):
    spine.open_step("referral.received", by=borough.asha, on=TODAY, child=advised.child)
    note(borough, advised.child)
    assert closed_with_work(borough.authority) == []


def test_telling_the_referrer_is_no_hidden_work(borough, advised):
    from sightline.record.referrers.models import Reply

    actions.tell_referrer(step=advised, reply=Reply(words="Advice"), by=borough.asha, on=TODAY)
    assert closed_with_work(borough.authority) == []


def test_early_help_that_nobody_has_accepted_is_still_ours(borough, child):
    (step,) = take(borough, child(), on=RECEIVED)
    actions.decide(
        step=step, outcome="early_help", by=borough.mo, on=RECEIVED, to_team=borough.early_help
    )
    (row,) = closed_with_work(borough.authority)
    assert row.handover.to_team == borough.early_help


def test_a_reopened_contact_is_open_and_not_listed_as_hidden(borough, advised):
    note(borough, advised.child)
    actions.reopen(step=advised, reason="work_continued", by=borough.mo, on=TODAY)
    assert closed_with_work(borough.authority) == []


def test_a_contact_decided_twice_in_a_day_is_read_by_its_last_decision(borough, child):
    (step,) = take(borough, child(), on=TODAY)
    actions.decide(step=step, outcome="advice", by=borough.mo, on=TODAY)
    actions.decide(step=step, outcome="referral", by=borough.mo, on=TODAY)
    note(borough, step.child, step=step)
    assert closed_with_work(borough.authority) == []


def test_another_authoritys_contacts_are_not_listed(borough, advised):
    from sightline.access.authorities.actions import add_authority

    note(borough, advised.child)
    assert closed_with_work(add_authority(code="998", name="Tillingham", by=None)) == []


@pytest.mark.parametrize("outcome", ["early_help", "transferred"])
def test_a_contact_handed_to_nobody_by_name_stays_open_until_somebody_is(borough, child, outcome):
    (step,) = take(borough, child(), on=RECEIVED)
    actions.decide(step=step, outcome=outcome, by=borough.mo, on=RECEIVED)
    (row,) = closed_with_work(borough.authority)
    assert row.step == step
    assert ["nobody has been asked" in task.text for task in row.tasks] == [True]


def test_what_is_asked_for_at_the_decision_is_not_settled_by_it(borough, open_child):
    (step,) = take(borough, open_child, on=RECEIVED)
    actions.decide(step=step, outcome="early_help", by=borough.mo, on=RECEIVED)
    assert [task.text[:4] for task in step.tasks.filter(state="open")] == ["Send"]


def test_an_answer_left_out_of_the_decision_is_no_work_on_the_worry(borough, advised):
    tasks.give(
        text="Decide the contact: still to be filled in: Which level of need", due_on=TODAY,
        by=borough.asha, on=TODAY, step=advised, owner_worker=borough.asha.worker,
        source="missing_answers",
    )
    assert closed_with_work(borough.authority) == []
