"""The chair decides for each child, and the decision takes effect the same day."""

from datetime import date

import pytest

from sightline.journey.conference import actions
from sightline.journey.conference.actions import ForChild
from sightline.journey.conference.models import ConferenceDecision
from sightline.journey.conference.panels import concerns
from sightline.people.testing import a_child
from sightline.record.allocation.models import Involvement
from sightline.record.decisions.models import Decision
from sightline.record.handover.queries import pending_on
from sightline.record.harm.categories import rows
from sightline.record.harm.models import Harm
from sightline.record.meetings.models import AgencyView
from sightline.record.spine.models import Event, Step
from sightline.record.tasks.models import Task

HELD = date(2026, 5, 11)
REVIEW = date(2026, 6, 8)


def open_help(child):
    return Step.objects.open().of("child_in_need").filter(child=child)


@pytest.mark.covers("S053")
def test_the_decision_itself_puts_the_child_on_a_plan_that_day(asked, decide, plan_of, clean):
    (step,) = asked()
    decide(step, "plan_made", category="NEG", reasons="She is often alone at night.")
    plan = plan_of(step.child)
    start = plan.events.get(kind="protection_plan.started")
    assert (plan.opened_on, start.outcome, plan.led_from) == (HELD, "NEG", step)
    assert plan.owner_worker == step.owner_worker
    clean(step.child)


def test_nothing_left_out_holds_the_plan_back(asked, decide, plan_of, clean):
    (step,) = asked()
    decide(step, "plan_made")
    assert plan_of(step.child).opened_on == HELD
    clean(step.child)


@pytest.mark.covers("S053")
def test_brothers_and_sisters_are_decided_one_by_one_at_one_conference(
    borough, asked, plan_of, clean
):
    first, second = asked(a_child("Ada Example"), a_child("Ben Example"))
    occasion = actions.decide(
        children=[
            ForChild(first, "plan_made", ConferenceDecision(reasons="Hurt"), rows("PHY")),
            ForChild(second, "no_plan", ConferenceDecision(reasons="Safe with Dad")),
        ],
        by=borough.cal, on=HELD,
    )
    assert occasion.parts.count() == 2
    assert plan_of(first.child) is not None
    assert plan_of(second.child) is None
    clean(first.child)
    clean(second.child)


@pytest.mark.covers("S064")
def test_every_category_is_kept_and_one_is_the_main_one(asked, decide, plan_of):
    (step,) = asked()
    decide(step, "plan_made", category="EMO", also=["NEG"])
    start = plan_of(step.child).events.get()
    named = {harm.category: harm.main for harm in Harm.objects.filter(event=start)}
    assert named == {"EMO": True, "NEG": False}


def test_each_agencys_view_and_dissent_stay_with_the_child(borough, asked):
    (step,) = asked()
    occasion = actions.decide(
        children=[
            ForChild(
                step, "no_plan",
                views=[AgencyView(agency="police", name="PC Example", opinion="dissents")],
            )
        ],
        by=borough.cal, on=HELD,
    )
    view = AgencyView.objects.get(event=occasion.parts.get())
    assert (view.name, view.opinion) == ("PC Example", "dissents")


def test_the_chair_is_named_for_the_child_and_may_read_what_they_chair(borough, asked, decide):
    (step,) = asked()
    event = decide(step, "plan_made", category="NEG")
    assert ConferenceDecision.objects.get(event=event).chair == borough.chair
    held = Involvement.objects.current().get(child=step.child, role="chair")
    assert held.worker == borough.chair


def test_a_child_has_one_plan_at_a_time(asked, decide):
    (step,) = asked()
    decide(step, "plan_made", category="NEG")
    decide(step, "plan_made", category="NEG", on=date(2026, 5, 12))
    assert Step.objects.of("protection_plan").filter(child=step.child).count() == 1


@pytest.mark.covers("S064", "S054")
def test_a_review_may_change_the_category_and_keeps_the_first(asked, decide, plan_of, clean):
    (step,) = asked()
    decide(step, "plan_made", category="NEG")
    (review,) = asked(step.child, kind="review")
    event = decide(
        review, "plan_continues", on=REVIEW, category="EMO", reasons="It is the shouting now.",
        review_on=date(2026, 11, 30),
    )
    plan = plan_of(step.child)
    changed = plan.events.get(kind="protection_plan.category_changed")
    assert (changed.outcome, event.for_on) == ("EMO", date(2026, 11, 30))
    assert Decision.objects.get(event=changed).rationale == "It is the shouting now."
    assert plan.events.get(kind="protection_plan.started").outcome == "NEG"
    assert review.led_from == plan
    clean(step.child)


def test_a_review_that_names_the_same_category_changes_nothing(asked, decide, plan_of):
    (step,) = asked()
    decide(step, "plan_made", category="NEG")
    (review,) = asked(step.child, kind="review")
    decide(review, "plan_continues", on=REVIEW, category="NEG")
    assert not plan_of(step.child).events.filter(kind="protection_plan.category_changed").exists()


@pytest.mark.covers("S087")
def test_a_plan_ends_into_a_child_in_need_plan_the_same_day(asked, decide, plan_of, clean):
    (step,) = asked()
    decide(step, "plan_made", category="NEG")
    (review,) = asked(step.child, kind="review")
    decide(review, "plan_ended", on=REVIEW, follows="child_in_need", reasons="Safe for months.")
    assert plan_of(step.child).closed_on == REVIEW
    assert open_help(step.child).get().opened_on == REVIEW
    clean(step.child)


@pytest.mark.covers("S087")
def test_a_plan_stays_open_until_it_is_said_what_follows_but_the_decision_stands(
    borough, asked, decide, plan_of, clean
):
    (step,) = asked()
    decide(step, "plan_made", category="NEG")
    (review,) = asked(step.child, kind="review")
    event = decide(review, "plan_ended", on=REVIEW)
    assert event.outcome == "plan_ended"
    assert plan_of(step.child).closed_on is None
    task = Task.objects.get(source_event=event)
    assert (task.owner_worker, task.due_on) == (borough.chair, date(2026, 6, 9))
    clean(step.child)


@pytest.mark.covers("S087")
def test_a_reason_on_the_record_is_enough_to_end_a_plan(asked, decide, plan_of):
    (step,) = asked()
    decide(step, "plan_made", category="NEG")
    (review,) = asked(step.child, kind="review")
    decide(review, "plan_ended", on=REVIEW, follows="nothing",
           follow_reason="She lives with her gran in Wales, who needs nothing.")
    assert plan_of(step.child).closed_on == REVIEW


@pytest.mark.covers("S086")
def test_early_help_with_nobody_named_is_asked_for_and_not_forgotten(borough, asked, decide):
    (step,) = asked()
    decide(step, "no_plan", follows="early_help")
    (task,) = step.tasks.filter(state="open", text__startswith="Send the child to early help")
    assert task.owner_worker == borough.worker



@pytest.mark.covers("S086")
def test_a_step_down_to_early_help_is_offered_and_stays_ours(borough, asked, decide, plan_of):
    (step,) = asked()
    decide(step, "plan_made", category="NEG")
    (review,) = asked(step.child, kind="review")
    decide(review, "plan_ended", on=REVIEW, follows="early_help", to_team=borough.early_help,
           follow_reason="School help is enough now.")
    review.refresh_from_db()
    assert plan_of(step.child).closed_on == REVIEW
    assert review.owner_team == borough.north
    assert pending_on(review).to_team == borough.early_help


def test_help_may_follow_a_conference_that_made_no_plan(asked, decide):
    (step,) = asked()
    decide(step, "no_plan", follows="child_in_need")
    assert open_help(step.child).get().led_from == step


def test_a_child_in_need_plan_ends_as_the_protection_plan_begins_when_the_chair_says_so(
    asked, decide, clean
):
    (step,) = asked()
    decide(step, "no_plan", follows="child_in_need", on=date(2026, 5, 5))
    (again,) = asked(step.child)
    decide(again, "plan_made", category="PHY", end_child_in_need=True)
    ended = Event.objects.standing().get(kind="child_in_need.ended")
    assert (ended.outcome, ended.happened_on) == ("protection", HELD)
    clean(step.child)


def test_a_child_in_need_plan_beside_a_protection_plan_is_not_refused(asked, decide, plan_of):
    (step,) = asked()
    decide(step, "no_plan", follows="child_in_need", on=date(2026, 5, 5))
    (again,) = asked(step.child)
    decide(again, "plan_made", category="PHY")
    assert plan_of(step.child).is_open
    assert open_help(step.child).exists()


@pytest.mark.covers("S326")
@pytest.mark.parametrize(("born", "said", "warned"), [
    (date(2014, 1, 1), {}, "How the child took part is not recorded. They were 12."),
    (date(2014, 1, 1), {"child_part": "not_asked"}, "and why is not recorded"),
    (date(2014, 1, 1), {"child_part": "not_asked", "not_heard_reason": "He was in hospital"}, ""),
    (date(2014, 1, 1), {"child_part": "advocate"}, ""),
    (date(2020, 1, 1), {}, ""),
])
def test_how_a_child_of_eleven_or_more_took_part_is_said_or_why_not(
    asked, decide, born, said, warned
):
    (step,) = asked(a_child("Ada Example", born_on=born))
    decide(step, "no_plan", **said)
    found = [words for words in concerns(step) if "not recorded" in words and "They were" in words]
    assert len(found) == bool(warned)
    assert warned in "".join(found)
