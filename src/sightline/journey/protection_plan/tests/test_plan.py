"""A plan is written, carried out, audited and ended, each by the gate that belongs to it."""

from datetime import date

import pytest

from sightline.journey.protection_plan import actions, panels
from sightline.journey.protection_plan.models import Finding, PlanAudit
from sightline.people.testing import a_child, a_team
from sightline.record.decisions.models import Decision
from sightline.record.handover.actions import return_, send
from sightline.record.harm.categories import rows
from sightline.record.plans.queries import current, share_improved
from sightline.record.plans.written import ContingencyText, PlanText
from sightline.record.spine.actions import open_step, record
from sightline.record.spine.errors import GateRefused, RecordError
from sightline.record.spine.models import Clock
from sightline.record.tasks.actions import check, finish
from sightline.record.tasks.models import Task
from sightline.record.testing import said_now

TODAY, REVIEW = date(2026, 6, 10), date(2026, 6, 1)


def ended_by_conference(borough, step, on=REVIEW):
    review = open_step(
        "conference.requested", by=borough.cal, on=on, child=step.child, led_from=step,
        outcome="review",
    )
    return record("conference.decided", by=borough.cal, on=on, step=review, outcome="plan_ended")


@pytest.mark.covers("S060")
def test_a_plan_without_contingency_is_not_final(borough, on_plan, whole):
    step = on_plan()
    plan = whole(contingency=ContingencyText(
        "Mum drinks again", "Ring the duty team", "Sam", "", "020 7946 0100"
    ))
    with pytest.raises(GateRefused, match="who would look after the child"):
        actions.write(step=step, plan=plan, by=borough.sam, on=TODAY)
    assert current(step) is None


@pytest.mark.covers("S059")
def test_a_whole_plan_becomes_final_and_its_actions_become_tasks(borough, on_plan, whole, clean):
    step = on_plan()
    actions.write(step=step, plan=whole(), by=borough.sam, on=TODAY)
    assert current(step).state == "final"
    assert Task.objects.get(step=step).text == "Take Ada to the dentist"
    clean(step.child)


def test_an_outline_and_an_agreed_plan_are_kept_whatever_they_lack(borough, on_plan):
    step = on_plan()
    for state in ("outline", "agreed"):
        plan = PlanText(kind="protection", state=state, why="Not finished")
        actions.write(step=step, plan=plan, by=borough.sam, on=TODAY)
    assert current(step).state == "agreed"


def test_an_incomplete_document_never_takes_the_child_off_the_plan(borough, on_plan):
    step = on_plan()
    actions.write(
        step=step, plan=PlanText(kind="protection"), by=borough.sam, on=TODAY
    )
    assert said_now(panels.now, step)[0] == "On a protection plan: neglect, since 3 March 2026"


@pytest.mark.covers("S080")
def test_the_plans_own_rhythm_sets_when_the_child_is_seen(borough, on_plan, clean):
    step = on_plan(on=date(2026, 6, 1))
    clock = Clock.objects.get(step=step, key="cp_visit_first")
    assert clock.due_on == date(2026, 6, 15)
    actions.set_visiting(step=step, every="every_week", by=borough.sam, on=date(2026, 6, 2))
    clock.refresh_from_db()
    assert clock.due_on == date(2026, 6, 8)
    clean(step.child)


@pytest.mark.covers("S064")
def test_a_category_changes_with_a_main_one_and_a_reason(borough, on_plan):
    step = on_plan()
    with pytest.raises(RecordError, match="main one"):
        actions.change_category(step=step, harms=[], by=borough.cal, on=TODAY)
    event = actions.change_category(
        step=step, harms=rows("EMO", ["NEG"]), by=borough.cal, on=TODAY,
        decision=Decision(rationale="The shouting harms more"),
    )
    assert event.outcome == "EMO"
    assert said_now(panels.now, step)[0].startswith("On a protection plan: emotional abuse")


def test_progress_is_told_outcome_by_outcome(borough, on_plan, whole):
    step = on_plan()
    actions.write(step=step, plan=whole(), by=borough.sam, on=REVIEW)
    actions.review(step=step, said={"1.1": ("better", "One tooth left")}, by=borough.sam, on=TODAY)
    assert share_improved(step) == 1


@pytest.mark.covers("S062")
def test_each_finding_of_the_chairs_audit_is_a_task_the_chair_checks(borough, on_plan, clean):
    step = on_plan()
    event = actions.audit(
        step=step, audit=PlanAudit(progress="Little", grade=3), by=borough.cal, on=TODAY,
        findings=[Finding(text="No contingency", action="Write who takes Ada in an emergency")],
    )
    assert Clock.objects.get(step=step, key="cp_chair_audit").state == "stopped"
    task = Task.objects.get(source_event=event)
    assert (task.owner_worker, task.due_on, task.needs_check) == (
        borough.manager, date(2026, 6, 17), True,
    )
    finish(task=task, by=borough.tess, on=TODAY, evidence="Gran has agreed")
    check(task=task, by=borough.cal, on=TODAY)
    assert task.state == "checked"
    assert PlanAudit.objects.get(event=event).auditor == borough.chair
    clean(step.child)


@pytest.mark.covers("S087")
def test_a_plan_does_not_end_until_a_conference_decided_it_and_help_goes_on(
    borough, on_plan, clean
):
    step = on_plan()
    with pytest.raises(GateRefused, match=r"No review conference.*what help follows"):
        actions.end(step=step, reason="review_conference", by=borough.cal, on=REVIEW)
    ended_by_conference(borough, step)
    with pytest.raises(GateRefused, match="what help follows"):
        actions.end(step=step, reason="review_conference", by=borough.cal, on=REVIEW)
    open_step("child_in_need.opened", by=borough.sam, on=REVIEW, child=step.child, led_from=step)
    actions.end(step=step, reason="review_conference", by=borough.cal, on=REVIEW)
    step.refresh_from_db()
    assert step.closed_on == REVIEW
    clean(step.child)


@pytest.mark.covers("S087")
def test_a_recorded_reason_lets_a_plan_end(borough, on_plan):
    step = on_plan()
    ended_by_conference(borough, step)
    with pytest.raises(GateRefused):
        actions.end(
            step=step, reason="review_conference", by=borough.cal, on=REVIEW,
            decision=Decision(rationale="tbc"),
        )
    actions.end(
        step=step, reason="review_conference", by=borough.cal, on=REVIEW,
        decision=Decision(rationale="Adopted by her aunt, who needs no help"),
    )


@pytest.mark.covers("S086")
def test_a_step_down_sent_back_is_no_help_that_goes_on(borough, on_plan):
    step = on_plan()
    ended_by_conference(borough, step)
    send(
        step=step, direction="step_down", destination="early_help", by=borough.sam, on=REVIEW,
        to_team=a_team("Early help"), reason="School help is enough",
    )
    return_(step=step, reason="Mum said no", by=borough.tess, on=date(2026, 6, 2))
    with pytest.raises(GateRefused, match="what help follows"):
        actions.end(step=step, reason="review_conference", by=borough.cal, on=date(2026, 6, 3))


@pytest.mark.parametrize("reason", ["died", "eighteen", "moved_abroad", "transferred"])
def test_life_ends_a_plan_without_a_conference(borough, on_plan, reason, clean):
    step = on_plan()
    actions.end(step=step, reason=reason, by=borough.cal, on=TODAY)
    step.refresh_from_db()
    assert step.closed_on == TODAY
    clean(step.child)


def said(step):
    return " ".join(warning.words for warning in panels.warnings([step]))


def test_an_ending_decided_and_not_carried_out_shows(borough, on_plan):
    step = on_plan()
    ended_by_conference(borough, step)
    assert "The conference of 1 June 2026 decided to end this plan" in said(step)


def test_a_child_in_need_plan_beside_the_protection_plan_shows_with_the_way_to_end_it(
    borough, on_plan
):
    step = on_plan()
    assert "beside" not in said(step)
    other = open_step("child_in_need.opened", by=borough.sam, on=REVIEW, child=step.child)
    found = [w for w in panels.warnings([step]) if "beside the protection plan" in w.words]
    assert f"/step/{other.pk}/end" in found[0].href


def test_a_plan_belongs_to_one_child_alone(borough, on_plan):
    step = on_plan(child=a_child("Ada Example"))
    brother = a_child("Ben Example")
    assert step.child != brother
    assert not brother.steps.exists()
