"""What the figures count is what was recorded: told by actions, published, and asked for."""

from datetime import UTC, date, datetime, timedelta

import pytest

from sightline.base.moments import fixed
from sightline.insight.measures.asking import Asked, Question
from sightline.insight.publishing import pseudonyms, refreshing
from sightline.journey.assessment import queries as assessments
from sightline.journey.assessment.models import Checked, Content
from sightline.journey.conference.models import Sharing
from sightline.journey.protection_plan.queries.lengths import BANDS, length
from sightline.journey.protection_plan.queries.repeats import repeat
from sightline.journey.strategy_discussion import actions as discussions
from sightline.journey.strategy_discussion import queries as strategy
from sightline.journey.strategy_discussion.actions import For
from sightline.kernel.indicators import Period
from sightline.people.persons import actions as persons
from sightline.people.testing import a_child, a_user, an_authority
from sightline.record.census_facts.models import EarlierPlans
from sightline.record.harm.models import PlanElsewhere
from sightline.record.meetings.models import Participant
from sightline.record.meetings.queries import by_agency
from sightline.record.spine import bulk
from sightline.record.spine.actions import Part, open_step, record, record_occasion
from sightline.record.spine.local import set_local_value
from sightline.record.spine.models import Clock, Step
from sightline.record.spine.voiding import correct, void
from sightline.record.visits.actions import Seen, record_visit
from tests.engines.test_publishing import held

YEAR = Period(date(2025, 6, 11), date(2026, 6, 10))
MONDAY = date(2026, 3, 2)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _home(settings, tmp_path):
    settings.HOME = tmp_path


@pytest.fixture
def by():
    return a_user("team_manager")


def told(key, period=YEAR):
    """Each case by the pseudonym of its child; the newest where a child has several."""
    refreshing.refresh()
    return {case.subject: case for case in reversed(Asked(Question(key, period)).cases)}


def met(key, period=YEAR):
    return {child: case.met for child, case in told(key, period).items()}


def lines(key, column, period=YEAR):
    refreshing.refresh()
    found = Asked(Question(key, period)).lines(column)
    return {line.code: (line.count.numerator, line.count.denominator) for line in found}


def named(child):
    return pseudonyms.token("person", child.pk)


def days(number):
    return MONDAY + timedelta(days=number)


@pytest.mark.covers("S014")
def test_a_referrer_told_in_time_is_one_whose_clock_was_stopped_in_time(by):
    expected = {}
    for number in range(1, 8):
        child = a_child(f"Ada Number{number}")
        step = open_step("referral.received", by=by, on=MONDAY, child=child)
        record("referral.decided", by=by, on=MONDAY, step=step, outcome="assess")
        record("referral.referrer_told", by=by, on=days(number), step=step, outcome="told")
        clock = Clock.objects.get(child=child, key="referral_outcome_told")
        expected[named(child)] = clock.stopped_on <= clock.due_on
    assert met("REFTOLD") == expected
    assert sum(expected.values()) == 3
    set_local_value(authority=an_authority(), key="referral_outcome_told", by=by,
                    since_on=date(2026, 1, 1), allowed="1 working day", owner="Front door",
                    approved_on=date(2026, 1, 1))
    assert sum(met("REFTOLD").values()) == 1


@pytest.mark.covers("S014")
def test_who_could_not_be_told_or_still_may_be_is_counted_on_neither_side(by):
    def decided(name, on, **contact):
        step = open_step("contact.received", by=by, on=on, child=a_child(name))
        record("contact.decided", by=by, on=on, step=step, outcome="advice", **contact)
        return step

    nameless, waiting, late = (
        decided("Ada No", MONDAY), decided("Ada Yet", date(2026, 6, 9)), decided("Ada Late", MONDAY)
    )
    record("contact.referrer_told", by=by, on=MONDAY, step=nameless, outcome="not_possible")
    assert met("REFTOLD") == {named(late.child): False}
    record("contact.referrer_told", by=by, on=date(2026, 6, 9), step=waiting, outcome="told")
    assert met("REFTOLD") == {named(late.child): False, named(waiting.child): True}


@pytest.mark.covers("S032")
def test_a_child_is_first_seen_started_and_helped_from_the_referral(by):
    expected = {}
    for number in (0, 3, 9, 16, 40):
        child = a_child(f"Ada Number{number}")
        referral = open_step("referral.received", by=by, on=MONDAY, child=child)
        step = open_step("assessment.started", by=by, on=days(2), child=child, led_from=referral)
        record_visit(by=by, on=days(number), visitor=None, place="home", purpose="To see",
                     children=[Seen(child, seen="seen")])
        open_step("child_in_need.opened", by=by, on=days(number), child=child, led_from=step,
                  outcome="other")
        soon = assessments.promptness(step)
        assert assessments.first_seen(step) == days(number)
        expected[named(child)] = (soon.seen, soon.started, soon.helped)
    cases = told("ASMSEEN")
    bands = {0: "1", 2: "5", 3: "5", 7: "10", 12: "20", 27: "over"}
    assert {c: case.codes[1:] for c, case in cases.items()} == {
        child: tuple(bands[n] for n in numbers) for child, numbers in expected.items()
    }
    assert sorted(case.met for case in cases.values()) == [False, False, False, True, True]


@pytest.mark.covers("S032")
def test_a_sister_who_was_seen_is_not_this_child_seen(by):
    ada, bea = a_child("Ada Seen"), a_child("Bea Not")
    for child in (ada, bea):
        open_step("assessment.started", by=by, on=MONDAY, child=child)
    record_visit(by=by, on=days(1), visitor=None, place="home", purpose="To see",
                 children=[Seen(ada, seen="seen"), Seen(bea, seen="not_seen")])
    assert met("ASMSEEN") == {named(ada): True, named(bea): False}


def finished(by, name, key, begun, ended, again=""):
    child = a_child(name)
    facts = [Content(reopened_because=again)] if again else []
    steps = [bulk.Begun("referral"), bulk.Begun("assessment")]
    steps[1].led_from = steps[0]
    bulk.write([bulk.History(child.pk, child.authority_id, "999", begun=steps, happened=[
        bulk.Happened("referral.received", begun, step=steps[0]),
        bulk.Happened(f"assessment.{key}started", begun, step=steps[1], facts=facts),
        bulk.Happened(f"assessment.{key}authorised", ended, step=steps[1],
                      outcome="no_further_action"),
    ])], by=by)
    return named(child)


@pytest.mark.covers("S031")
def test_a_single_assessment_has_forty_five_working_days(by):
    # Easter and two bank holidays of May 2026 are not counted
    last = date(2026, 5, 7)
    in_time = finished(by, "Ada Time", "", MONDAY, last)
    late = finished(by, "Ada Late", "", MONDAY, last + timedelta(days=1))
    assert met("ASM02") == {in_time: True, late: False}
    clock = Clock.objects.filter(key="single_assessment").first()
    assert clock.due_on == last
    assert lines("ASM02", "from_referral") == {"in_time": (1, 1), "late": (0, 1)}


@pytest.mark.covers("S046")
def test_assessments_are_shown_with_and_without_the_cases_opened_again(by):
    last = date(2026, 5, 7)
    for number in range(3):
        finished(by, f"Ada New{number}", "", MONDAY, last)
    finished(by, "Ada Again", "", MONDAY, last + timedelta(days=1), again="same")
    finished(by, "Ada Review", "", MONDAY, last, again="review")
    assert sum(met("ASM02").values()) == 4
    assert lines("ASM02", "reopened") == {"no": (3, 3), "yes": (1, 2)}
    assert lines("ASM02", "because") == {"": (3, 3), "same": (0, 1), "review": (1, 1)}


@pytest.mark.covers("S029", "S030")
@pytest.mark.parametrize(("kind", "key", "last"), [
    ("initial_", "ASM02I", date(2012, 3, 19)), ("core_", "ASM02C", date(2012, 4, 25)),
])
def test_the_two_part_model_is_counted_by_the_law_of_its_day(by, kind, key, last):
    begun, year = date(2012, 3, 5), Period(date(2011, 4, 1), date(2013, 3, 31))
    in_time = finished(by, "Ada Time", kind, begun, last)
    late = finished(by, "Ada Late", kind, begun, last + timedelta(days=1))
    assert met(key, year) == {in_time: True, late: False}
    # of the law of 2001 an initial assessment had seven days
    before = Period(date(2008, 1, 1), date(2008, 12, 31))
    ninth = finished(by, "Ada Old", kind, date(2008, 3, 3), date(2008, 3, 14))
    assert met(key, before) == {ninth: kind == "core_"}
    # and from April 2013 no law set the limit any more
    finished(by, "Ada New", kind, date(2014, 3, 3), date(2014, 3, 14))
    assert met(key, Period(date(2014, 1, 1), date(2014, 12, 31))) == {}


@pytest.mark.covers("S034")
def test_what_was_sent_back_is_counted_with_its_reasons(by):
    twice, once, waits = (
        open_step("assessment.started", by=by, on=MONDAY, child=a_child(name))
        for name in ("Ada Twice", "Ada Once", "Ada Waits")
    )
    sent = ((twice, 3, ("risk", "analysis")), (twice, 7, ("risk",)), (once, 3, ()))
    for step, day, points in sent:
        record("assessment.submitted", by=by, on=days(day), step=step)
        record("assessment.returned", by=by, on=days(day + 1), step=step,
               facts=[Checked(point=point) for point in points])
    record("assessment.submitted", by=by, on=days(5), step=waits)
    refreshing.refresh()
    count = Asked(Question("ASMBACK", YEAR)).count
    assert (count.numerator, count.denominator) == (3, 3)
    (rate,) = assessments.return_rates(an_authority(), YEAR.since, YEAR.until)
    assert (rate.returned, rate.submitted) == (3, 4)
    assert {code: n for code, (n, _) in lines("ASMWHY", "point").items()} == {
        "risk": 2, "analysis": 1, "": 1,
    }


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


@pytest.mark.covers("S026")
def test_who_a_child_is_counts_from_the_day_on_which_the_last_answer_came(by):
    def child(name, **told):
        made = a_child(name)
        with fixed(datetime(2026, 3, 2, 9, tzinfo=UTC)):
            step = open_step("contact.received", by=by, on=MONDAY, child=made)
            record("contact.decided", by=by, on=MONDAY, step=step, outcome="advice")
            for kind, words in told.items():
                persons.__dict__[f"record_{kind}"](person=made, by=by, on=MONDAY, **words)
        return made

    most = {"ethnicity": {"code": "WBRI"}, "religion": {"absence": "declined"}}
    soon, late, never = child("Soon", **most), child("Late", **most), child("Never", **most)
    for made, on in ((soon, 16), (late, 17)):
        with fixed(datetime(2026, 3, on, 9, tzinfo=UTC)):
            persons.record_language(person=made, by=by, on=MONDAY, words="Urdu",
                                    interpreter="needed")
    found = told("WHOKNOWN")
    assert {child: case.met for child, case in found.items()} == {
        named(soon): True, named(late): False, named(never): False,
    }
    assert [found[named(each)].codes[1] for each in (soon, never)] == ["nothing", "several"]
    before = Asked(Question("WHOKNOWN", YEAR, known_at=datetime(2026, 3, 16, 8, tzinfo=UTC)))
    assert {case.met for case in before.cases} == {False}


@pytest.mark.covers("S343")
def test_a_visit_is_late_when_it_was_first_written_after_two_working_days(by):
    friday = date(2026, 3, 6)
    written = {"same": friday, "weekend": date(2026, 3, 8), "second": date(2026, 3, 10),
               "third": date(2026, 3, 11)}
    events = {}
    for name, day in written.items():
        with fixed(datetime(day.year, day.month, day.day, 17, tzinfo=UTC)):
            occasion = record_visit(
                by=by, on=friday, visitor=None, place="home", purpose="To see",
                children=[Seen(a_child(f"{name} Lark"), seen="seen")])
        events[name] = occasion.parts.get()
    expected = {named(events[name].child): name != "third" for name in written}
    assert met("RECLATE") == expected
    # a correction months later does not make a prompt record a late one
    correct(events["same"], by=by, reason="Another day", on=date(2026, 3, 5))
    # and one written for brothers and sisters together is one visit
    with fixed(datetime(2026, 3, 20, 9, tzinfo=UTC)):
        record_visit(by=by, on=friday, visitor=None, place="home", purpose="To see",
                     children=[Seen(a_child(f"{n} Wren"), seen="seen") for n in ("A", "B", "C")])
    found = met("RECLATE")
    assert (sum(found.values()), len(found)) == (3, 5)
    assert found[named(events["same"].child)]
    assert lines("RECLATE", "band")["later"] == (0, 1)
