"""Help under a child in need plan: agreed with substance, reviewed, moved with consent, ended."""

from datetime import date

import pytest

from sightline.journey.child_in_need import actions, panels, queries
from sightline.journey.child_in_need.models import HelpReview
from sightline.people.testing import a_child
from sightline.record.decisions.models import Decision
from sightline.record.handover.actions import accept, send
from sightline.record.identity.models import IdentityNeed
from sightline.record.plans.queries import progress, starting_point
from sightline.record.plans.written import PlanText
from sightline.record.spine.actions import open_step, record
from sightline.record.spine.errors import GateRefused, RecordError
from sightline.record.spine.models import Clock, Step
from sightline.record.spine.voiding import void
from sightline.record.tasks.actions import cancel, give
from sightline.record.tasks.models import Task
from sightline.record.testing import said_now

ON, TODAY = date(2026, 6, 1), date(2026, 6, 10)


def words(step):
    return " ".join(warning.words for warning in panels.warnings([step]))


@pytest.mark.covers("S082")
def test_an_empty_plan_is_no_plan_and_is_not_agreed(borough, helped, clean):
    step = helped()
    with pytest.raises(GateRefused, match="this is no plan"):
        actions.agree(step=step, plan=PlanText(kind="child_in_need"), by=borough.sam, on=TODAY)
    assert Clock.objects.get(step=step, key="cin_plan_first").state == "running"
    assert "There is no plan." in words(step)
    clean(step.child)


@pytest.mark.covers("S082", "S083")
def test_a_plan_with_substance_is_agreed_and_stops_its_clock(borough, helped, whole, clean):
    step = helped()
    assert Clock.objects.get(step=step, key="cin_plan_first").due_on == date(2026, 6, 15)
    actions.agree(step=step, plan=whole(), by=borough.sam, on=TODAY)
    assert Clock.objects.get(step=step, key="cin_plan_first").state == "stopped"
    assert Clock.objects.get(step=step, key="cin_review").due_on == date(2026, 9, 10)
    assert Task.objects.get(step=step).text == "Ring the school"
    assert "no plan" not in words(step)
    clean(step.child)


@pytest.mark.covers("S039")
def test_a_plan_that_leaves_open_who_the_child_is_says_so_and_is_agreed(borough, helped, whole):
    step = helped()
    assessment = open_step("assessment.started", child=step.child, by=borough.sam, on=ON)
    need = IdentityNeed(aspect="language", text="Ada signs")
    record("assessment.written", step=assessment, by=borough.sam, on=ON, facts=[need])
    actions.agree(step=step, plan=whole(), by=borough.sam, on=TODAY)
    assert "does not answer 1 need that the assessment says comes from who" in words(step)
    plan = whole()
    plan.left = {need.pk: "Her school has seen to it"}
    actions.agree(step=step, plan=plan, by=borough.sam, on=TODAY)
    assert "does not answer" not in words(step)


@pytest.mark.covers("S060")
def test_a_plan_without_contingency_is_not_agreed(borough, helped, whole):
    step, plan = helped(), whole()
    plan.contingency.emergency_carer = ""
    with pytest.raises(GateRefused, match="who would look after the child"):
        actions.agree(step=step, plan=plan, by=borough.sam, on=TODAY)


@pytest.mark.covers("S083", "S084")
def test_a_review_rates_each_outcome_and_starts_the_time_again(borough, helped, whole, clean):
    step = helped()
    actions.agree(step=step, plan=whole(), by=borough.sam, on=ON)
    event = actions.review(
        step=step, outcome="continues", by=borough.tess, on=TODAY, next_on=date(2026, 9, 1),
        review=HelpReview(progress="Four days out of five"), said={"1.1": ("better", "Register")},
    )
    assert progress(step)[0].progress == "better"
    assert event.for_on == date(2026, 9, 1)
    running = Clock.objects.get(step=step, key="cin_review", state="running")
    assert running.started_on == TODAY
    clean(step.child)


@pytest.mark.covers("S086")
def test_a_review_may_step_up_to_a_conference_at_once(borough, helped, clean):
    step = helped()
    actions.step_up(step=step, to="conference", reason="She was hit", by=borough.sam, on=TODAY)
    asked = Step.objects.get(led_from=step, process="conference")
    assert (asked.opened_on, asked.events.get().outcome) == (TODAY, "initial")
    assert step.is_open
    clean(step.child)


@pytest.mark.covers("S086")
def test_a_review_may_step_up_to_a_strategy_discussion_at_once(borough, helped, clean):
    step = helped()
    actions.step_up(
        step=step, to="strategy_discussion", reason="A bruise", by=borough.sam, on=TODAY
    )
    held = Step.objects.get(led_from=step, process="strategy_discussion")
    assert held.events.get().outcome == "same_day"
    clean(step.child)


def test_a_plan_steps_up_to_what_there_is(borough, helped):
    with pytest.raises(RecordError, match="strategy_discussion, conference"):
        actions.step_up(step=helped(), to="court", reason="", by=borough.sam, on=TODAY)


@pytest.mark.covers("S086")
def test_a_step_down_stays_ours_until_early_help_accepts(borough, helped, clean):
    step = helped()
    actions.step_down(
        step=step, reason="School is enough", by=borough.sam, on=ON, to_team=borough.early_help
    )
    step.refresh_from_db()
    assert step.owner_team == borough.north
    with pytest.raises(GateRefused, match="Early help has not accepted"):
        actions.end(step=step, reason="early_help", by=borough.tess, on=TODAY)
    accept(step=step, by=borough.eve, on=TODAY, worker=borough.helper)
    actions.end(step=step, reason="early_help", by=borough.tess, on=TODAY)
    step.refresh_from_db()
    assert step.closed_on == TODAY
    clean(step.child)


@pytest.mark.covers("S086")
def test_a_step_down_nobody_picks_up_in_five_working_days_is_listed(borough, helped):
    step = helped()
    actions.step_down(
        step=step, reason="School is enough", by=borough.sam, on=ON, to_team=borough.early_help
    )
    (waiting,) = queries.bounced(authority=borough.authority)
    assert waiting.handover.event.step == step
    assert queries.bounced(authority=borough.authority, on=date(2026, 6, 8)) == []
    assert "The step down of 1 June 2026 has not been answered" in words(step)


def test_a_plan_with_an_open_instruction_does_not_end(borough, helped):
    step = helped()
    task = give(text="See Ada", due_on=TODAY, by=borough.tess, step=step,
                owner_worker=borough.worker)
    with pytest.raises(GateRefused, match="See Ada"):
        actions.end(step=step, reason="needs_met", by=borough.tess, on=TODAY)
    cancel(task=task, by=borough.tess, on=TODAY, words="Seen by the school nurse")
    actions.end(step=step, reason="needs_met", by=borough.tess, on=TODAY)


def came_off_a_plan(borough, child, on):
    plan = open_step(
        "protection_plan.started", by=borough.sam, on=date(2025, 11, 3), child=child, outcome="NEG"
    )
    review = open_step("conference.requested", by=borough.sam, on=on, led_from=plan,
                       outcome="review")
    decided = record("conference.decided", by=borough.sam, on=on, step=review,
                     outcome="plan_ended")
    return plan, review, decided


@pytest.mark.covers("S087")
def test_help_after_a_protection_plan_ends_early_only_for_a_reason(borough, helped, clean):
    child = a_child()
    plan, review, _ = came_off_a_plan(borough, child, date(2026, 5, 4))
    step = helped(date(2026, 5, 4), child=child, led_from=review, because="step_down")
    record("protection_plan.ended", by=borough.sam, on=date(2026, 5, 4), step=plan,
           outcome="review_conference")
    with pytest.raises(GateRefused, match="until 4 August 2026 at least"):
        actions.end(step=step, reason="needs_met", by=borough.tess, on=TODAY)
    actions.end(
        step=step, reason="needs_met", by=borough.tess, on=TODAY,
        decision=Decision(rationale="They moved to her gran's"),
    )
    clean(child)


@pytest.mark.covers("S086", "S087")
def test_the_protection_plans_words_begin_the_child_in_need_plan(borough, helped, whole):
    from sightline.record.plans.actions import set_down

    child = a_child()
    plan, review, _ = came_off_a_plan(borough, child, date(2026, 5, 4))
    written = whole(kind="protection")
    set_down("protection_plan.outlined", step=plan, plan=written, by=borough.sam, on=ON)
    step = helped(child=child, led_from=review)
    start = starting_point(step, "child_in_need")
    assert start.plan.why == "Ada misses school."
    assert start.plan.kind == "child_in_need"


def test_both_plans_at_once_are_recorded_and_said(borough, helped):
    step = helped()
    open_step("protection_plan.started", by=borough.sam, on=TODAY, child=step.child,
              outcome="PHY")
    assert "The child has a protection plan" in words(step)
    actions.end(step=step, reason="protection", by=borough.tess, on=TODAY)


def test_a_child_has_one_open_child_in_need_plan(borough, helped):
    step = helped()
    with pytest.raises(RecordError, match="since 1 June 2026"):
        actions.open_(child=step.child, by=borough.sam, on=TODAY)


@pytest.mark.covers("S081")
def test_work_without_worker_assessment_or_plan_is_listed(borough, helped):
    step = actions.open_(child=a_child(), by=borough.sam, on=ON)
    (found,) = queries.exceptions(authority=borough.authority)
    assert found.step == step
    assert found.missing == (
        "No worker is named.", "There is no authorised assessment.", "There is no plan.",
    )
    assert queries.exceptions(team=borough.north) == []


@pytest.mark.covers("S081")
def test_a_child_found_in_need_with_no_plan_opened_is_listed(borough):
    child = a_child()
    _, _, decided = came_off_a_plan(borough, child, date(2026, 5, 4))
    (found,) = queries.found_and_unopened(borough.authority)
    assert (found.child, found.since) == (child, date(2026, 5, 4))
    void(decided, by=borough.sam, reason="The plan continues")
    assert queries.found_and_unopened(borough.authority) == []


def test_an_accepted_handover_opens_the_plan(borough, whole):
    child = a_child()
    plan = open_step("protection_plan.started", by=borough.sam, on=date(2026, 3, 3), child=child,
                     outcome="NEG")
    send(step=plan, direction="step_down", destination="child_in_need", by=borough.sam, on=ON,
         to_team=borough.north, reason="Safe now")
    assert actions.open_plan(child.pk) is None
    accept(step=plan, by=borough.tess, on=TODAY)
    assert actions.open_plan(child.pk).led_from == plan


def test_the_plan_shows_on_the_childs_page(helped):
    assert said_now(panels.now, helped())[0] == "Child in need plan, since 1 June 2026"
