"""Who was on a plan, for how long, for which time and with what wanting, is never typed."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from sightline.base import moments
from sightline.journey.protection_plan import actions, panels
from sightline.journey.protection_plan.queries import (
    categories,
    children_on_plans,
    length,
    plans_with_gaps,
    repeat,
    siblings_on_repeat,
)
from sightline.journey.protection_plan.queries.changes import changed_without_reason, drifting
from sightline.journey.protection_plan.queries.lengths import band
from sightline.people.relationships.actions import relate
from sightline.people.testing import a_child, a_recorder, an_adult, an_authority
from sightline.record.allocation.actions import allocate
from sightline.record.census_facts.models import EarlierPlans
from sightline.record.child.flags import flags_of, flags_on
from sightline.record.decisions.models import Decision
from sightline.record.harm.categories import rows
from sightline.record.harm.models import PlanElsewhere
from sightline.record.spine.actions import open_step, record
from sightline.record.spine.voiding import correct, void

TODAY = date(2026, 6, 10)
LONDON = ZoneInfo("Europe/London")


def on(authority, day, **more):
    return {plan.child_id: plan for plan in children_on_plans(authority, day, **more)}


@pytest.mark.covers("S065")
def test_the_list_of_any_past_day_can_be_made_again(borough, on_plan):
    first, second = on_plan(date(2026, 1, 12)), on_plan(date(2026, 3, 3))
    actions.end(step=first, reason="moved_abroad", by=borough.cal, on=date(2026, 4, 1))
    here = borough.authority
    assert set(on(here, date(2026, 1, 11))) == set()
    assert set(on(here, date(2026, 3, 31))) == {first.child_id, second.child_id}
    assert set(on(here, date(2026, 4, 1))) == {second.child_id}


@pytest.mark.covers("S064")
def test_a_past_day_shows_the_category_of_that_day(borough, on_plan):
    step = on_plan(date(2026, 1, 12), category="NEG")
    actions.change_category(
        step=step, harms=rows("EMO", ["NEG"]), by=borough.cal, on=date(2026, 4, 7)
    )
    before = on(borough.authority, date(2026, 4, 6))[step.child_id]
    after = on(borough.authority, date(2026, 4, 7))[step.child_id]
    assert (before.category, before.all_categories) == ("NEG", {"NEG"})
    assert (after.category, after.first_category, after.all_categories) == (
        "EMO", "NEG", {"EMO", "NEG"},
    )
    assert categories(step) == [(date(2026, 1, 12), "NEG"), (date(2026, 4, 7), "EMO")]


@pytest.mark.covers("S065")
def test_the_list_can_be_asked_as_we_knew_it(borough, on_plan):
    step = on_plan(date(2026, 3, 3))
    with moments.fixed(datetime(2026, 6, 10, 12, 0, tzinfo=LONDON)):
        start = step.events.get(kind="protection_plan.started")
        correct(start, by=borough.cal, reason="A month later", on=date(2026, 4, 3))
    day, known = date(2026, 3, 31), datetime(2026, 6, 10, 11, 0, tzinfo=LONDON)
    assert on(borough.authority, day) == {}
    assert set(on(borough.authority, day, known_at=known)) == {step.child_id}


def test_a_plan_elsewhere_is_not_on_our_list(borough, on_plan):
    on_plan(date(2026, 3, 3))
    assert children_on_plans(an_authority("998"), TODAY) == []


@pytest.mark.covers("S351")
def test_a_plan_flags_its_child_until_it_is_ended(borough, on_plan):
    step = on_plan(date(2026, 3, 3))
    (flag,) = flags_of([step.child], borough.sam)[step.child_id]
    assert flag.line == "On a protection plan: neglect (since 3 March 2026, from the plan)"
    actions.end(step=step, reason="moved_abroad", by=borough.cal, on=date(2026, 5, 6))
    assert flags_on([step.child], borough.sam)[step.child_id] == []


@pytest.mark.covers("S066")
def test_a_second_plan_is_a_repeat_and_says_when_the_last_one_ended(borough, on_plan):
    first = on_plan(date(2024, 9, 2))
    assert repeat(first).words == ""
    actions.end(step=first, reason="moved_abroad", by=borough.cal, on=date(2025, 5, 6))
    second = on_plan(date(2026, 3, 3), child=first.child)
    found = repeat(second)
    assert (found.earlier, found.ever, found.within_two_years) == (1, True, True)
    assert found.words == "Second plan; the last ended on 6 May 2025, within two years"
    assert panels.marks([second])[0].words == found.words
    assert not repeat(first).ever


@pytest.mark.covers("S066")
def test_a_plan_of_long_ago_is_a_repeat_but_not_within_two_years(borough, on_plan):
    first = on_plan(date(2023, 1, 9))
    actions.end(step=first, reason="moved_abroad", by=borough.cal, on=date(2024, 3, 2))
    second = on_plan(date(2026, 3, 3), child=first.child)
    assert (repeat(second).ever, repeat(second).within_two_years) == (True, False)


@pytest.mark.covers("S066")
def test_plans_told_of_elsewhere_count(borough, on_plan):
    step = on_plan(date(2026, 3, 3))
    told = record(
        "conference.transfer_notified", by=borough.sam, on=date(2026, 3, 2), child=step.child,
        facts=[PlanElsewhere(authority_name="Elsewhere", how_many=2,
                             ended_on=date(2025, 12, 1))],
    )
    found = repeat(step)
    assert (found.earlier, found.within_two_years) == (2, True)
    void(told, by=borough.sam, reason="Another child")
    assert not repeat(step).ever


@pytest.mark.covers("S066")
def test_a_number_stated_by_a_return_counts_those_here_too(borough, on_plan):
    first = on_plan(date(2024, 9, 2))
    actions.end(step=first, reason="moved_abroad", by=borough.cal, on=date(2025, 5, 6))
    second = open_step(
        "protection_plan.started", by=borough.cal, on=date(2026, 3, 3), child=first.child,
        outcome="NEG", facts=[EarlierPlans(number=3)],
    )
    assert repeat(second).earlier == 3


@pytest.mark.covers("S066")
def test_brothers_and_sisters_on_repeat_plans_are_counted(borough, on_plan):
    mother, ada, ben = an_adult(), a_child("Ada Example"), a_child("Ben Example")
    for child in (ada, ben):
        relate(person=child, other=mother, kind="mother", by=a_recorder(), on=date(2024, 1, 2))
    for child in (ada, ben):
        first = on_plan(date(2025, 1, 6), child=child)
        actions.end(step=first, reason="moved_abroad", by=borough.cal, on=date(2025, 6, 2))
    step = on_plan(date(2026, 3, 3), child=ada)
    assert siblings_on_repeat(step) == 0
    on_plan(date(2026, 3, 3), child=ben)
    assert siblings_on_repeat(step) == 1


@pytest.mark.covers("S067")
@pytest.mark.parametrize(("until", "words"), [
    (date(2025, 4, 5), "up to 3 months"), (date(2025, 4, 6), "3 to 6 months"),
    (date(2025, 7, 6), "6 to 12 months"), (date(2026, 1, 6), "1 year to 18 months"),
    (date(2026, 7, 6), "18 months to 2 years"), (date(2027, 1, 6), "2 years or more"),
])
def test_a_plan_falls_in_the_band_of_its_length(until, words):
    assert band(date(2025, 1, 6), until) == words


@pytest.mark.covers("S067")
def test_a_plan_of_fifteen_months_is_looked_at_before_the_mark_of_eighteen(borough, on_plan):
    step = on_plan(date(2025, 3, 3))
    assert not length(step, date(2026, 6, 2)).near_mark
    assert length(step, date(2026, 6, 3)).near_mark
    assert any("Look at it from outside" in w.words for w in panels.warnings([step]))


def test_the_length_of_an_ended_plan_stops_at_its_end(borough, on_plan):
    step = on_plan(date(2026, 3, 3))
    actions.end(step=step, reason="moved_abroad", by=borough.cal, on=date(2026, 4, 2))
    step.refresh_from_db()
    assert length(step).days == 30
    assert length(step, date(2026, 3, 1)) is None


def gaps(step, **of):
    return " ".join(next(found.gaps for found in plans_with_gaps(**of) if found.step == step))


@pytest.mark.covers("S060", "S061")
def test_what_a_plan_lacks_shows_to_team_chair_and_authority(borough, on_plan):
    step = on_plan(date(2026, 5, 11))
    allocate(step=step, worker=borough.chair, role="chair", by=borough.tess, on=TODAY)
    for of in ({"team": borough.north}, {"chair": borough.chair},
               {"authority": borough.authority}):
        said = gaps(step, **of)
        assert "There is no written plan yet." in said
        assert "The first core group has not met in time" in said
    assert plans_with_gaps(chair=borough.manager) == []


@pytest.mark.covers("S060")
def test_a_plan_with_nothing_wanting_leaves_the_list(borough, on_plan, whole):
    step = on_plan(date(2026, 6, 8))
    actions.write(step=step, plan=whole("agreed"), by=borough.sam, on=TODAY)
    actions.set_visiting(step=step, every="every_week", by=borough.sam, on=TODAY)
    assert gaps(step, team=borough.north) == "The plan is not final: it is agreed."
    actions.write(step=step, plan=whole(), by=borough.sam, on=TODAY)
    assert plans_with_gaps(team=borough.north) == []


def test_a_plan_whose_category_nobody_named_shows_it(borough, on_plan):
    step = on_plan(date(2026, 6, 8), category="")
    assert "The category of harm is not recorded." in gaps(step, team=borough.north)


def test_the_list_costs_the_same_however_many_plans_there_are(
    borough, on_plan, whole, django_assert_num_queries
):
    steps = [on_plan(date(2026, 5, 11)) for _ in range(4)]
    for step in steps:
        actions.write(step=step, plan=whole("agreed"), by=borough.sam, on=TODAY)
    with django_assert_num_queries(6):
        assert len(plans_with_gaps(team=borough.north)) == len(steps)


def test_a_change_of_category_without_a_reason_is_listed(borough, on_plan):
    step = on_plan()
    change = {"step": step, "by": borough.cal, "on": TODAY}
    bare = actions.change_category(harms=rows("EMO"), **change)
    actions.change_category(
        harms=rows("PHY"), decision=Decision(rationale="Bruises were seen"), **change
    )
    assert changed_without_reason(borough.authority, TODAY) == [bare]


def test_an_old_plan_with_little_improved_drifts(borough, on_plan, whole):
    step = on_plan(date(2025, 9, 1))
    actions.write(step=step, plan=whole(), by=borough.sam, on=date(2026, 6, 1))
    assert [drift.step for drift in drifting(borough.authority)] == [step]
    actions.review(step=step, said={"1.1": ("achieved", "All well")}, by=borough.sam, on=TODAY)
    assert drifting(borough.authority) == []
