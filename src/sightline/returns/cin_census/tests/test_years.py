"""The census of a year: what was so on its last day, and no more than the year asks for."""

from datetime import date, time, timedelta
from importlib.metadata import version

import pytest
from lxml import etree

from sightline.base.moments import at, fixed, now
from sightline.people.persons.actions.life import expect, register_birth
from sightline.people.testing import a_child, a_recorder
from sightline.record.census_facts.carriers import rows
from sightline.record.spine.actions import open_step, record
from sightline.record.spine.bulk import Begun, Happened, History, write
from sightline.returns.cin_census import layout
from sightline.returns.cin_census.actions.producing import write_return

REFERRED = date(2025, 6, 2)


@pytest.fixture
def by(db):
    return a_recorder()


@pytest.fixture
def child(authority, by):
    return a_child("Ana Reed", authority=authority, by=by)


@pytest.fixture
def referral(child, by):
    return open_step("referral.received", by=by, on=REFERRED, child=child)


@pytest.fixture
def made(authority, by, tmp_path):
    def write(year=2026, **more):
        path = tmp_path / f"{year}.xml"
        write.last = write_return(out=path, authority=authority, year=year, by=by, **more)
        return etree.fromstring(path.read_bytes())

    return write


@pytest.fixture
def lived(authority, by, child):
    """Write down a referral and one step led from it, as the bulk recorder does: past all gates."""
    def tell(process, *told):
        referral = Begun("referral")
        step = Begun(process, led_from=referral)
        happened = [Happened("referral.received", REFERRED, step=referral)]
        happened += [
            Happened(f"{process}.{kind}", on, outcome=outcome, step=step,
                     facts=rows(f"{process}.{kind}", {"factors": codes} if codes else {}))
            for kind, on, outcome, codes in told
        ]
        history = History(child.pk, authority.pk, authority.code, happened, [referral, step], "")
        write([history], by=by)

    return tell


def texts(root, name):
    return [node.text for node in root.iter(name)]


def test_the_same_record_gives_the_same_bytes(referral, authority, by, tmp_path):
    first, second = tmp_path / "first.xml", tmp_path / "second.xml"
    write_return(out=first, authority=authority, year=2026, by=by)
    with fixed(now() + timedelta(days=3)):
        # what the return does not read leaves it as it was
        record("referral.acknowledged", by=by, on=date(2025, 6, 5), step=referral, outcome="told")
        write_return(out=second, authority=authority, year=2026, by=by)
    assert first.read_bytes() == second.read_bytes()


def test_the_header_says_when_the_record_was_last_written(referral, by, made):
    with fixed(at(date(2027, 7, 1), time(15, 4, 5))):
        record("referral.need_recorded", by=by, on=REFERRED, step=referral, outcome="N1")
    with fixed(date(2027, 7, 3)):
        assert texts(made(), "DateTime") == ["2027-07-01T15:04:05"]
    assert texts(made(), "Release") == [version("sightline")]


def test_factors_are_those_handed_in_for_the_end_of_the_assessment(lived, made):
    lived("assessment", ("started", date(2025, 6, 3), "", ()),
          ("submitted", date(2025, 6, 20), "", ["3A"]), ("returned", date(2025, 6, 21), "", ()),
          ("submitted", date(2026, 3, 27), "", ["4B", "2B"]),
          ("authorised", date(2026, 4, 2), "no_further_action", ()))
    assert texts(made(2026), "AssessmentFactors") == []
    assert texts(made(2027), "AssessmentFactors") == ["2B", "4B"]


def test_a_child_in_need_plan_runs_from_the_day_it_was_agreed(lived, made):
    lived("child_in_need", ("opened", date(2025, 7, 1), "other", ()),
          ("plan_agreed", date(2026, 4, 11), "", ()), ("ended", date(2026, 6, 1), "moved", ()))
    assert texts(made(2026), "CINPlanStartDate") == []
    assert texts(made(2027), "CINPlanStartDate") == ["2026-04-11"]
    assert texts(made(2027), "CINPlanEndDate") == ["2026-06-01"]


def test_help_by_others_is_a_referral_without_further_action(referral, by, made):
    record("referral.decided", by=by, on=REFERRED, step=referral, outcome="early_help")
    assert texts(made(), "ReferralNFA") == ["true"]
    assert made.last.modules["without_action"] == 1
    assert texts(made(2027), "Child") == []


def test_a_case_that_closed_after_the_year_is_open_on_its_last_day(referral, by, made):
    record("referral.closed", by=by, on=date(2026, 5, 4), step=referral, outcome="RC7")
    assert texts(made(2026), "CINclosureDate") == []
    assert texts(made(2027), "CINclosureDate") == ["2026-05-04"]


def test_a_case_reopened_after_the_year_was_closed_on_its_last_day(referral, by, made):
    record("referral.closed", by=by, on=date(2026, 3, 2), step=referral, outcome="RC7")
    record("referral.reopened", by=by, on=date(2026, 4, 20), step=referral, outcome="error")
    assert texts(made(2026), "CINclosureDate") == ["2026-03-02"]
    assert texts(made(2027), "CINclosureDate") == []


@pytest.mark.parametrize(("group", "process", "told"), [
    ("Assessments", "assessment",
     (("started", date(2025, 6, 3), "", ()), ("authorised", date(2025, 7, 1), "legal", ()))),
    ("Section47", "section47",
     (("started", date(2025, 6, 3), "strategy", ()),
      ("concluded", date(2025, 6, 12), "not_substantiated", ()))),
    ("CINPlanDates", "child_in_need",
     (("opened", date(2025, 6, 3), "other", ()), ("plan_agreed", date(2025, 6, 3), "", ()),
      ("ended", date(2026, 3, 31), "moved", ()))),
    ("ChildProtectionPlans", "protection_plan",
     (("started", date(2025, 6, 3), "NEG", ()), ("ended", date(2026, 3, 31), "", ()))),
])
def test_what_was_over_before_the_year_began_is_left_to_its_own_year(
    group, process, told, lived, made
):
    lived(process, *told)
    assert made(2026).find(f".//{group}") is not None
    assert made(2027).find(f".//{group}") is None
    assert made(2027, whole=True).find(f".//{group}") is not None


def test_a_child_born_after_the_last_day_was_unborn_on_it(authority, by, made):
    child = a_child("Baby of Reed", authority=authority, by=by, born_on=None,
                    expected_on=date(2026, 4, 20))
    open_step("referral.received", by=by, on=date(2026, 1, 5), child=child)
    expect(person=child, by=by, on=date(2026, 1, 5), expected_on=date(2026, 4, 22))
    register_birth(person=child, by=by, on=date(2026, 4, 19), sex="F")
    before, after = made(2026), made(2027)
    assert texts(before, "ExpectedPersonBirthDate") == ["2026-04-22"]
    assert (texts(before, "Sex"), texts(before, "PersonBirthDate")) == (["U"], [])
    assert (texts(after, "Sex"), texts(after, "PersonBirthDate")) == (["F"], ["2026-04-19"])
    assert texts(after, "ExpectedPersonBirthDate") == []


def test_work_that_a_contact_led_to_counts_in_the_open_case(authority, by, child, made):
    referral = Begun("referral")
    contact = Begun("contact", episode=referral)
    enquiry = Begun("section47", led_from=contact)
    told = [
        Happened("referral.received", REFERRED, step=referral),
        Happened("contact.received", date(2025, 9, 1), step=contact),
        Happened("section47.started", date(2025, 9, 2), outcome="strategy", step=enquiry),
    ]
    begun = [referral, contact, enquiry]
    write([History(child.pk, authority.pk, authority.code, told, begun, "")], by=by)
    assert texts(made(), "S47ActualStartDate") == ["2025-09-02"]
    assert made.last.apart == {}


def test_work_that_no_referral_led_to_is_counted_and_told(child, by, made):
    open_step("section47.started", by=by, on=REFERRED, child=child, outcome="strategy")
    made()
    assert made.last.apart == {"section47": 1}
    assert made.last.notes()[0].startswith("1 section 47 enquiries were led from no referral.")


@pytest.mark.parametrize("year", range(layout.FIRST_YEAR, layout.LAST_YEAR + 1))
def test_every_element_of_a_return_belongs_to_the_layout_of_its_year(year, child, by, made):
    step = open_step("referral.received", by=by, on=date(year - 1, 6, 2), child=child)
    open_step("assessment.started", by=by, on=date(year - 1, 6, 3), child=child, led_from=step)
    for node in made(year).iter():
        path, above = node.tag, node.getparent()
        while above is not None and above.tag != "Message":
            path, above = f"{above.tag}/{path}", above.getparent()
        if not len(node) and path != "Message":
            assert layout.element(path).belongs(year), path
    sexed = {"Sex", "GenderCurrent"} & {n.tag for n in made(year).iter()}
    assert sexed == ({"Sex"} if year >= 2025 else {"GenderCurrent"})


def test_what_is_not_known_of_a_year_is_said(referral, made):
    with fixed(date(2026, 6, 10)):
        made(2026)
        assert made.last.notes() == []
        made(2027)
        assert made.last.notes()[0].startswith("The year has not ended.")
        assert any("CS131" in note for note in made.last.notes())


def test_a_need_recorded_after_the_last_day_was_the_need_before_it(authority, by, child, made):
    step = open_step("referral.received", by=by, on=date(2026, 3, 31), child=child)
    record("referral.need_recorded", by=by, on=date(2026, 4, 1), step=step, outcome="N5")
    assert texts(made(2026), "PrimaryNeedCode") == ["N5"]


@pytest.mark.parametrize("words", ["2027-28", "2015-16"])
def test_a_year_whose_layout_is_not_known_is_refused(words):
    with pytest.raises(ValueError, match="2021-22 to 2026-27"):
        layout.known_year(words)


def test_pre_proceedings_in_a_file_are_set_aside_with_a_reason(bring_in):
    from sightline.returns.cin_census.tests.conftest import child, episode

    group = "<PreProceedingsandFGDM><PPOutcome>A</PPOutcome></PreProceedingsandFGDM>"
    done = bring_in(child(episode("2026-05-01", group), sex="<Sex>F</Sex>"), year=2027)
    [found] = [f for f in done.findings if "PreProceedings" in f.path]
    assert found.kind == "set_aside"
    assert "No process here records" in found.reason
