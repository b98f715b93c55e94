"""Discussions, conferences and plans are counted as they were recorded."""

from datetime import UTC, date, datetime, timedelta

import pytest

from sightline.base.moments import fixed
from sightline.insight.publishing import refreshing
from sightline.journey.assessment.models import Checked
from sightline.journey.conference.models import Sharing
from sightline.journey.protection_plan.queries.lengths import BANDS, length
from sightline.journey.protection_plan.queries.repeats import repeat
from sightline.journey.strategy_discussion import actions as discussions
from sightline.journey.strategy_discussion import queries as strategy
from sightline.journey.strategy_discussion.actions import For
from sightline.people.testing import a_child, a_user, an_authority
from sightline.record.census_facts.models import EarlierPlans
from sightline.record.harm.models import PlanElsewhere
from sightline.record.meetings.models import Participant
from sightline.record.meetings.queries import by_agency
from sightline.record.spine.actions import Part, open_step, record, record_occasion
from sightline.record.spine.models import Step
from sightline.record.spine.voiding import void
from tests.engines.figures import MONDAY, YEAR, days, lines, met, named, told
from tests.engines.test_publishing import held

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _home(settings, tmp_path):
    settings.HOME = tmp_path


@pytest.fixture
def by():
    return a_user("team_manager")


@pytest.mark.covers("S047")
def test_a_discussion_counts_once_and_says_who_was_missing(by):
    def hold(*names, agencies):
        discussions.hold(
            children=[For(a_child(name), "no_section47") for name in names], by=by, on=MONDAY,
            participants=[Participant(agency=a, name=a, attendance="attended") for a in agencies],
        )

    hold("Ada One", "Bea One", agencies=("social_care", "police", "health"))
    hold("Ada Two", "Bea Two", "Cid Two", agencies=("social_care", "police"))
    hold("Ada Three", agencies=("social_care",))
    assert lines("STRFULL", "missing") == {
        "all": (1, 1), "health": (0, 1), "police_and_health": (0, 1),
    }
    ours = strategy.constituted(an_authority(), YEAR.since, YEAR.until)
    assert (ours.fully, ours.held) == (1, 3)


def conference(by, children, on, *, kind="initial", people=()):
    """A conference on some children, with those who were asked to it."""
    steps = [
        open_step("conference.requested", by=by, on=on - timedelta(days=20), child=child,
                  outcome=kind)
        for child in children
    ]
    parts = [Part(child=s.child, step=s, outcome="no_plan") for s in steps]
    occasion = record_occasion("conference.decided", by=by, on=on, parts=parts, shared=people)
    return occasion, steps


def asked(agency, attendance, *, health="", report=None):
    return Participant(agency=agency, health_kind=health, name="Somebody", invited=True,
                       attendance=attendance, report_received_on=report)


@pytest.mark.covers("S058")
def test_attendance_counts_each_invitation_once_and_the_gp_apart(by):
    occasion, _ = conference(by, [a_child("Ada One"), a_child("Bea One")], MONDAY, people=[
        asked("health", "apologies", health="gp", report=days(-1)),
        asked("health", "attended", health="school_nurse"), asked("police", "absent"),
        asked("police", "unknown"), asked("family", "attended"),
        asked("education", "report_only"),
    ])
    assert lines("CONFATT", "agency") == {
        "gp": (0, 1), "health": (1, 1), "police": (0, 1), "education": (0, 1),
    }
    assert lines("CONFWRI", "agency") == {
        "gp": (1, 1), "health": (0, 1), "police": (0, 2), "education": (1, 1),
    }
    shares = {share.agency: share for share in by_agency([occasion.pk])}
    assert (shares["GP"].attended, shares["GP"].reported) == (0, 1)
    assert shares["Health"].attended == 1


@pytest.mark.covers("S055")
def test_a_report_is_in_time_two_days_before_a_first_conference_and_five_before_a_review(by):
    on = date(2026, 3, 20)  # a Friday
    for kind, last in (("initial", date(2026, 3, 18)), ("review", date(2026, 3, 13))):
        for late in (False, True):
            child = a_child(f"Ada {kind}{late}", born_on=date(2016, 5, 6))
            _, (step,) = conference(by, [child], on, kind=kind)
            for recipient in ("parents", "child", "agencies"):
                record("conference.report_shared", by=by, on=last + timedelta(days=late),
                       step=step, outcome=recipient, facts=[Sharing(report="social_care")])
    refreshing.refresh()
    assert lines("CONFREP", "recipient") == {
        "parents": (2, 4), "child": (2, 4), "chair": (0, 2),
    }
    assert lines("CONFREP", "kind") == {"initial": (2, 4), "review": (2, 6)}


@pytest.mark.covers("S055")
def test_another_agencys_report_and_a_small_child_are_not_counted(by):
    child = a_child("Ada Small", born_on=date(2024, 5, 6))
    _, (step,) = conference(by, [child], date(2026, 3, 20))
    record("conference.report_shared", by=by, on=MONDAY, step=step, outcome="parents",
           facts=[Sharing(report="health")])
    assert lines("CONFREP", "recipient") == {"parents": (0, 1)}


def plan(by, child, on, ended=None, *, facts=()):
    step = open_step("protection_plan.started", by=by, on=on, child=child, outcome="NEG",
                     facts=facts)
    if ended is not None:
        record("protection_plan.ended", by=by, on=ended, step=step, outcome="moved_abroad")
    return step


@pytest.mark.covers("S066")
def test_a_second_plan_is_one_on_the_childs_page_and_in_the_figures(by):
    begun, steps = date(2026, 3, 2), []
    for name, ended in (("Two", date(2024, 3, 2)), ("Long", date(2024, 3, 1)), ("First", None)):
        child = a_child(f"Ada {name}")
        if ended is not None:
            plan(by, child, date(2022, 1, 4), ended)
        steps.append(plan(by, child, begun))
    steps.append(plan(by, a_child("Ada Elsewhere"), begun, facts=[
        PlanElsewhere(how_many=2, ended_on=date(2025, 2, 3))
    ]))
    steps.append(plan(by, a_child("Ada Told"), begun, facts=[EarlierPlans(number=1)]))
    page = {named(step.child): repeat(step) for step in steps}
    assert met("CPP04") == {child: found.ever for child, found in page.items()}
    assert list(met("CPP04").values()).count(True) == 4
    # of a number without a day nobody can say whether it was in the two years before
    unsaid = named(steps[-1].child)
    expected = {child: found.within_two_years for child, found in page.items() if child != unsaid}
    assert met("CPP05") == expected
    assert sorted(expected.values()) == [False, False, True, True]


@pytest.mark.covers("S066")
def test_brothers_and_sisters_whose_plans_one_conference_made_are_counted_together(by):
    for size in (1, 3):
        children = [a_child(f"Ada Of{size}{n}") for n in range(size)]
        _, steps = conference(by, children, MONDAY)
        for step in steps:
            open_step("protection_plan.started", by=by, on=MONDAY, child=step.child,
                      led_from=step, outcome="EMO")
    assert lines("CPP04", "together") == {"1": (0, 1), "3": (0, 3)}


@pytest.mark.covers("S067")
def test_a_plan_is_in_the_band_that_the_childs_page_says(by):
    for months in (1, 3, 8, 14, 20, 30):
        plan(by, a_child(f"Ada M{months}"), date(2026, 6, 10) - timedelta(days=months * 31))
    refreshing.refresh()
    expected = {
        named(step.child): length(step).band for step in Step.objects.of("protection_plan")
    }
    words = {c: BANDS[int(case.codes[0])][1] for c, case in told("CPPLEN").items()}
    assert words == expected
    assert len(set(words.values())) == 6


@pytest.mark.covers("S068")
def test_an_enquiry_leads_to_a_conference_or_says_how_it_ended(by):
    begun = {}
    for name in ("Plan", "None", "Open"):
        begun[name] = open_step("section47.started", by=by, on=MONDAY, child=a_child(f"Ada {name}"),
                                outcome="strategy")
    for name, outcome in (("Plan", "plan_made"), ("None", "no_plan")):
        step = open_step("conference.requested", by=by, on=days(3), child=begun[name].child,
                         led_from=begun[name], outcome="initial")
        record("conference.decided", by=by, on=days(14), step=step, outcome=outcome)
    assert lines("S4702", "conference") == {"plan_made": (1, 1), "no_plan": (1, 1), "none": (0, 1)}
    assert lines("S4702", "outcome") == {"open": (2, 3)}


def test_what_was_told_again_and_taken_back_is_published_bit_by_bit_as_all_at_once(by):
    """The relations of meetings, reports and answers, after each of which something changed."""
    children = [a_child("Ada One"), a_child("Bea One")]
    refreshing.refresh()
    occasion, steps = conference(by, children, MONDAY, people=[asked("police", "attended")])
    refreshing.refresh()
    shared = record("conference.report_shared", by=by, on=days(-7), step=steps[0],
                    outcome="parents", facts=[Sharing(report="social_care")])
    submitted = open_step("assessment.started", by=by, on=MONDAY, child=children[0])
    record("assessment.submitted", by=by, on=days(1), step=submitted)
    back = record("assessment.returned", by=by, on=days(2), step=submitted,
                  facts=[Checked(point="risk")])
    assert refreshing.refresh().people == 1
    with fixed(datetime(2026, 6, 11, 9, tzinfo=UTC)):
        for event in (shared, back, occasion.parts.first()):
            void(event, by=by, reason="It was another child")
        refreshing.refresh()
    bit_by_bit = held()
    refreshing.rebuild()
    assert held() == bit_by_bit
    for name in ("conference_reports", "conference_invitations", "assessment_return_points"):
        assert any(row[-1] is not None for row in bit_by_bit[name]), name
