"""A core group that met stops the time limit; one that was missed is told to the chair."""

from datetime import date

import pytest

from sightline.journey.core_group import actions, panels, queries
from sightline.journey.core_group.models import ChildsProgress, Missed, NotesSent
from sightline.people.testing import a_child
from sightline.record.meetings.models import Meeting, Participant
from sightline.record.spine.actions import record
from sightline.record.spine.errors import RecordError
from sightline.record.spine.models import Clock, Event
from sightline.record.spine.voiding import void
from sightline.record.tasks.models import Task
from sightline.record.testing import said_now

MET, NEXT, TODAY = date(2026, 5, 20), date(2026, 6, 24), date(2026, 6, 10)


def people():
    return [
        Participant(agency="family", name="Mum Example", attendance="attended"),
        Participant(agency="education", name="Ms Teacher", attendance="apologies"),
    ]


def hold(borough, *steps, on=MET, **more):
    return actions.hold(
        children=[step.child for step in steps], by=borough.sam, on=on, next_on=NEXT,
        meeting=Meeting(notes="We went through the plan."), participants=people(), **more,
    )


@pytest.mark.covers("S061")
def test_the_first_core_group_stops_its_clock_and_the_next_begins(borough, on_plan, clean):
    step = on_plan()
    assert queries.due_on(step) == date(2026, 5, 26)
    hold(borough, step)
    assert Clock.objects.get(step=step, key="core_group_first").state == "stopped"
    assert Clock.objects.get(step=step, key="core_group_next").due_on == date(2026, 7, 1)
    assert queries.next_on(step) == NEXT
    clean(step.child)


@pytest.mark.covers("S061")
def test_one_meeting_on_two_children_is_recorded_once_and_says_what_is_so_of_each(
    borough, on_plan, clean
):
    ada, ben = on_plan("Ada Example"), on_plan("Ben Example")
    occasion = hold(
        borough, ada, ben,
        said={ada.child_id: ChildsProgress(progress="Sleeps better"),
              ben.child_id: ChildsProgress(progress="Still bitten")},
    )
    parts = {part.child_id: part for part in occasion.parts.all()}
    assert ChildsProgress.objects.get(event=parts[ben.child_id]).progress == "Still bitten"
    assert parts[ada.child_id].step == ada
    clean(ada.child)
    clean(ben.child)


@pytest.mark.covers("S061")
def test_a_core_group_that_was_missed_stops_nothing_and_is_told_to_the_chair(
    borough, on_plan, clean
):
    step = on_plan()
    actions.miss(
        children=[step.child], by=borough.sam, on=MET, missed=Missed(reason="The worker was ill.")
    )
    assert Clock.objects.get(step=step, key="core_group_first").state == "running"
    task = Task.objects.get(step=step)
    assert (task.owner_worker, task.due_on) == (borough.chair, date(2026, 5, 21))
    assert "The worker was ill." in task.text
    clean(step.child)


def test_where_no_chair_is_named_the_lead_is_told(borough, on_plan):
    step = on_plan(chair=False)
    actions.miss(children=[step.child], by=borough.sam, on=MET, missed=Missed())
    assert Task.objects.get(step=step).owner_worker == borough.worker


def test_a_meeting_written_up_after_the_plan_ended_belongs_to_the_plan(borough, on_plan):
    step = on_plan()
    record("protection_plan.ended", by=borough.sam, on=date(2026, 6, 1), step=step,
           outcome="moved_abroad")
    assert hold(borough, step).parts.get().step == step


def test_a_meeting_for_a_child_without_a_plan_is_recorded_on_the_child(borough):
    child = a_child()
    occasion = actions.hold(children=[child], by=borough.sam, on=MET)
    assert occasion.parts.get().step is None
    with pytest.raises(RecordError, match="which child"):
        actions.hold(children=[], by=borough.sam, on=MET)


def said(step):
    return [warning.words for warning in panels.warnings([step])]


@pytest.mark.covers("S061")
def test_members_who_were_not_sent_the_notes_in_five_working_days_are_named(borough, on_plan):
    step = on_plan()
    hold(borough, step)
    (owed,) = queries.notes_owed(authority=borough.authority)
    assert (owed.members, owed.due_on) == (("Mum Example", "Ms Teacher"), date(2026, 5, 28))
    actions.share_notes(
        children=[step.child], by=borough.sam, on=date(2026, 5, 21),
        recipients=[NotesSent(name="mum example ", way="By hand")],
    )
    assert said(step) == [
        "The notes of the core group of 20 May 2026 have not been sent to Ms Teacher."
    ]
    sent = NotesSent.objects.get()
    assert sent.participant.name == "Mum Example"


@pytest.mark.covers("S061")
def test_notes_sent_to_every_member_leave_nothing_owed(borough, on_plan, clean):
    step = on_plan()
    hold(borough, step)
    actions.share_notes(
        children=[step.child], by=borough.sam, on=date(2026, 5, 21),
        recipients=[NotesSent(name="Mum Example"), NotesSent(name="Ms Teacher")],
    )
    assert queries.notes_owed(steps=[step]) == []
    assert said(step) == []
    clean(step.child)


def test_notes_of_an_earlier_meeting_do_not_stand_for_a_later_one(borough, on_plan):
    step = on_plan()
    hold(borough, step)
    actions.share_notes(
        children=[step.child], by=borough.sam, on=date(2026, 5, 21),
        recipients=[NotesSent(name="Mum Example"), NotesSent(name="Ms Teacher")],
    )
    hold(borough, step, on=date(2026, 6, 1))
    (owed,) = queries.notes_owed(steps=[step])
    assert owed.event.happened_on == date(2026, 6, 1)


def test_plans_whose_core_group_is_past_its_day_are_listed(borough, on_plan):
    step = on_plan()
    (late,) = queries.not_in_time(borough.authority)
    assert (late.step, late.days) == (step, 15)
    hold(borough, step)
    assert queries.not_in_time(borough.authority) == []


def test_how_well_a_core_group_is_attended_is_worked_out(borough, on_plan):
    step = on_plan()
    assert queries.attended_share(step) is None
    hold(borough, step)
    assert queries.attended_share(step) == 0.5


def test_the_day_agreed_shows_on_the_childs_page(borough, on_plan):
    step = on_plan(for_on=date(2026, 6, 12))
    assert said_now(panels.now, step)[0] == "Core group on 12 June 2026"


def test_voiding_a_core_group_makes_it_owed_again(borough, on_plan, clean):
    step = on_plan()
    hold(borough, step)
    void(Event.objects.get(kind="core_group.held"), by=borough.sam, reason="Another family")
    assert Clock.objects.get(step=step, key="core_group_first").state == "running"
    clean(step.child)
