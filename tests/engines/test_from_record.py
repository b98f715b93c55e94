"""What the figures count is what was recorded: told by actions, published, and asked for."""

from datetime import UTC, date, datetime, timedelta

import pytest

from sightline.base.moments import fixed
from sightline.insight.measures.asking import Asked, Question
from sightline.insight.publishing import refreshing
from sightline.journey.assessment import queries as assessments
from sightline.journey.assessment.models import Checked, Content
from sightline.kernel.indicators import Period
from sightline.people.persons import actions as persons
from sightline.people.testing import a_child, a_user, an_authority
from sightline.record.spine import bulk
from sightline.record.spine.actions import open_step, record
from sightline.record.spine.local import set_local_value
from sightline.record.spine.models import Clock
from sightline.record.spine.voiding import correct
from sightline.record.visits.actions import Seen, record_visit
from tests.engines.figures import MONDAY, YEAR, days, lines, met, named, told

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _home(settings, tmp_path):
    settings.HOME = tmp_path


@pytest.fixture
def by():
    return a_user("team_manager")


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
