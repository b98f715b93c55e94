"""A decision corrected or voided takes what it brought about with it."""

from contextlib import suppress
from datetime import date

import pytest

from sightline.record.harm.categories import rows
from sightline.record.spine import actions as spine
from sightline.record.spine.errors import VoidRefused
from sightline.record.spine.models import Event, Step
from sightline.record.spine.voiding import correct, void

HELD, EARLIER, REVIEW = date(2026, 5, 11), date(2026, 5, 8), date(2026, 6, 8)


def test_voiding_the_decision_takes_the_child_off_the_plan(borough, asked, decide, plan_of, clean):
    (step,) = asked()
    event = decide(step, "plan_made", category="NEG")
    void(event, by=borough.cal, reason="Another child")
    assert plan_of(step.child) is None
    clean(step.child)


def test_a_decision_cannot_be_voided_while_other_records_stand_on_its_plan(
    borough, asked, decide, plan_of, clean
):
    (step,) = asked()
    event = decide(step, "plan_made", category="NEG")
    spine.record(
        "core_group.held", by=borough.sam, on=date(2026, 5, 20), step=plan_of(step.child)
    )
    with pytest.raises(VoidRefused, match="Core group held"):
        void(event, by=borough.cal, reason="Another child")
    event.refresh_from_db()
    assert event.stands
    assert plan_of(step.child).opened_on == HELD
    clean(step.child)


def test_correcting_the_day_moves_the_start_of_the_plan(borough, asked, decide, plan_of, clean):
    (step,) = asked()
    event = decide(step, "plan_made", category="NEG", first_core_group_on=date(2026, 5, 20))
    correct(event, by=borough.cal, reason="It was Friday", on=EARLIER)
    start = plan_of(step.child).events.standing().get(kind="protection_plan.started")
    assert (start.happened_on, start.outcome) == (EARLIER, "NEG")
    assert start.for_on == date(2026, 5, 20)
    clean(step.child)


def test_correcting_something_else_of_that_day_does_not_move_the_plan(
    borough, asked, decide, plan_of
):
    (step,) = asked()
    met = spine.record(
        "conference.pre_meeting_held", by=borough.cal, on=HELD, step=step, outcome="parents"
    )
    decide(step, "plan_made", category="NEG")
    correct(met, by=borough.cal, reason="The day before", on=date(2026, 5, 10))
    assert plan_of(step.child).opened_on == HELD


def test_correcting_the_category_corrects_the_plan(borough, asked, decide, plan_of):
    (step,) = asked()
    event = decide(step, "plan_made", category="NEG")
    correct(event, by=borough.cal, reason="Mistyped", facts=rows("PHY", ["NEG"]))
    start = plan_of(step.child).events.standing().get(kind="protection_plan.started")
    assert start.outcome == "PHY"


def test_a_decision_corrected_to_no_plan_ends_in_none(borough, asked, decide, plan_of, clean):
    (step,) = asked()
    event = decide(step, "plan_made", category="NEG")
    correct(event, by=borough.cal, reason="Wrong line", outcome="no_plan", facts=[])
    assert plan_of(step.child) is None
    clean(step.child)


def test_a_decision_corrected_to_a_plan_begins_it(borough, asked, decide, plan_of, clean):
    (step,) = asked()
    event = decide(step, "no_plan")
    correct(event, by=borough.cal, reason="Wrong line", outcome="plan_made", facts=rows("SAB"))
    assert plan_of(step.child).opened_on == HELD
    clean(step.child)


def test_voiding_an_ending_opens_the_plan_again_and_takes_back_what_followed(
    borough, asked, decide, plan_of, clean
):
    (step,) = asked()
    decide(step, "plan_made", category="NEG")
    (review,) = asked(step.child, kind="review")
    event = decide(review, "plan_ended", on=REVIEW, follows="child_in_need")
    void(event, by=borough.cal, reason="The plan continues")
    assert plan_of(step.child).closed_on is None
    assert not Step.objects.open().of("child_in_need").filter(child=step.child).exists()
    clean(step.child)


def test_voiding_a_review_takes_back_the_change_of_category(borough, asked, decide, clean):
    (step,) = asked()
    decide(step, "plan_made", category="NEG")
    (review,) = asked(step.child, kind="review")
    event = decide(review, "plan_continues", on=REVIEW, category="EMO")
    void(event, by=borough.cal, reason="Another child")
    changed = Event.objects.standing().filter(kind="protection_plan.category_changed")
    assert not changed.exists()
    clean(step.child)


def test_a_finished_story_voided_event_by_event_is_refused_or_leaves_clocks_clean(
    borough, asked, decide, clean
):
    (step,) = asked()
    decide(step, "plan_made", category="NEG")
    (review,) = asked(step.child, kind="review")
    decide(review, "plan_continues", on=date(2026, 5, 29), category="EMO")
    (last,) = asked(step.child, kind="review", on=date(2026, 6, 1))
    decide(last, "plan_ended", on=REVIEW, follows="child_in_need")
    started = "protection_plan.started"
    events = Event.objects.standing().filter(child=step.child).order_by("-pk")
    for event in list(events):
        event.refresh_from_db()
        if not event.stands:
            continue
        with suppress(VoidRefused):
            void(event, by=borough.cal, reason="One by one")
        clean(step.child)
    assert not Event.objects.standing().filter(child=step.child, kind=started).exists()
