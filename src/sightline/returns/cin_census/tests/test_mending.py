"""What is wrong in a file is mended, set aside or noted, with a reason; the rest comes in."""

import pytest

from sightline.people.persons.models import Disability, Gender, Identifier, Person, Sex
from sightline.record.spine.models import Clock, Event, Step
from sightline.returns.cin_census.tests.conftest import child, episode
from sightline.returns.kit.findings import Kind


def found(done, element):
    return [f for f in done.findings if f.path.rpartition("/")[2].partition("[")[0] == element]


def kinds():
    return list(Event.objects.standing().in_order().values_list("kind", "outcome"))


CPP = (
    "<ChildProtectionPlans><CPPstartDate>{start}</CPPstartDate>{end}"
    "<InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse>"
    "<LatestCategoryOfAbuse>{latest}</LatestCategoryOfAbuse>"
    "<NumberOfPreviousCPP>{earlier}</NumberOfPreviousCPP>{reviews}</ChildProtectionPlans>"
)
S47 = (
    "<Section47><S47ActualStartDate>{start}</S47ActualStartDate>{more}"
    "<ICPCnotRequired>{needless}</ICPCnotRequired></Section47>"
)


def plan(start="2022-07-01", end="", latest="NEG", earlier="0", reviews=""):
    end = f"<CPPendDate>{end}</CPPendDate>" if end else ""
    return CPP.format(start=start, end=end, latest=latest, earlier=earlier, reviews=reviews)


def test_a_case_that_closed_before_it_opened_stays_open(bring_in):
    done = bring_in(child(episode("2022-06-01", closed="2022-05-01")))
    assert [f.kind for f in found(done, "CINclosureDate")] == [Kind.SET_ASIDE]
    assert Step.objects.open().of("referral").count() == 1


def test_a_code_that_does_not_exist_is_set_aside_and_the_rest_comes_in(bring_in):
    done = bring_in(child(episode(source="99", need="N1")))
    [finding] = found(done, "ReferralSource")
    assert (finding.kind, finding.value, finding.child) == (Kind.SET_ASIDE, "99", "C1")
    assert ("referral.need_recorded", "N1") in kinds()


def test_a_code_not_yet_in_use_is_kept_and_noted(bring_in):
    done = bring_in(child(episode("2021-06-01", source="5D")), year=2022)
    assert [f.kind for f in found(done, "ReferralSource")] == [Kind.NOTED]


def test_no_further_action_gives_way_to_what_happened(bring_in):
    inside = S47.format(start="2022-06-02", more="", needless="true")
    done = bring_in(child(episode(inside=inside, nfa="true")))
    assert [f.kind for f in found(done, "ReferralNFA")] == [Kind.SET_ASIDE]
    assert ("section47.started", "strategy") in kinds()
    assert ("referral.decided", "no_further_action") not in kinds()


def test_a_referral_with_no_further_action_is_closed(bring_in):
    bring_in(child(episode(nfa="1")))
    assert ("referral.decided", "no_further_action") in kinds()
    assert not Step.objects.open().exists()


def test_a_review_before_its_plan_is_set_aside_and_those_after_are_kept(bring_in):
    reviews = (
        "<Reviews><CPPreviewDate>2022-06-30</CPPreviewDate>"
        "<CPPreviewDate>2022-09-20</CPPreviewDate></Reviews>"
    )
    done = bring_in(child(episode(inside=plan(reviews=reviews))))
    assert [f.value for f in found(done, "CPPreviewDate")] == ["2022-06-30"]
    assert ("conference.decided", "plan_continues") in kinds()


def test_plans_that_overlap_are_both_kept_and_noted(bring_in):
    inside = plan("2022-07-01") + plan("2022-08-01")
    done = bring_in(child(episode(inside=inside)))
    assert Step.objects.of("protection_plan").count() == 2
    assert any("overlaps" in f.reason for f in done.findings)


def test_a_category_that_changed_is_kept_with_the_day_by_which_it_was_so(bring_in):
    done = bring_in(child(episode(inside=plan(latest="EMO"))))
    changed = Event.objects.get(kind="protection_plan.category_changed")
    assert (changed.outcome, str(changed.happened_on)) == ("EMO", "2023-03-31")
    assert found(done, "LatestCategoryOfAbuse")[0].kind is Kind.NOTED


def test_an_episode_without_a_readable_referral_day_is_not_lost(bring_in):
    done = bring_in(child(episode("2022-13-01", inside=plan("2022-07-01"))))
    assert {f.kind for f in found(done, "CINreferralDate")} == {Kind.SET_ASIDE, Kind.MENDED}
    assert Step.objects.get(process="referral").opened_on.isoformat() == "2022-07-01"


def test_a_child_who_stands_twice_is_one_child_with_the_episodes_of_both(bring_in):
    first = child(episode("2022-05-01", closed="2022-06-01"))
    second = child(episode("2022-08-01"), born="2014-01-01")
    done = bring_in(first, second, first)
    assert Person.objects.filter(identifiers__value="C1").distinct().count() == 1
    assert Step.objects.of("referral").count() == 2
    told = [f.kind for f in found(done, "Child")]
    assert sorted(told) == sorted([Kind.MENDED, Kind.SET_ASIDE])


def test_a_child_without_an_identifier_is_set_aside_whole(bring_in):
    done = bring_in(child(episode()).replace("<LAchildID>C1</LAchildID>", ""), child(episode()))
    assert done.file.new == 1
    assert any("no usable <LAchildID>" in f.reason for f in done.findings)


@pytest.mark.parametrize("swapped", ["2031-01-01", "31/12/2022", "1022-01-01", "soon"])
def test_a_day_that_cannot_be_is_set_aside(swapped, bring_in):
    inside = S47.format(start="2022-06-02", needless="false",
                        more=f"<DateOfInitialCPC>{swapped}</DateOfInitialCPC>")
    done = bring_in(child(episode(inside=inside)))
    assert found(done, "DateOfInitialCPC")[0].kind is Kind.SET_ASIDE
    assert not Event.objects.filter(kind="conference.decided").exists()


def test_no_disability_beside_one_is_set_aside(bring_in):
    told = (
        "<Ethnicity>WBRI</Ethnicity><Disabilities><Disability>NONE</Disability>"
        "<Disability>AUT</Disability><Disability>AUT</Disability></Disabilities>"
    )
    done = bring_in(child(episode(), characteristics=told))
    assert [d.code for d in Disability.objects.all()] == ["AUT"]
    assert sorted(f.kind for f in found(done, "Disability")) == [Kind.MENDED, Kind.SET_ASIDE]


def test_gender_at_census_is_not_made_into_legal_sex(bring_in):
    bring_in(child(episode()))
    assert Gender.objects.get().words == "Female"
    assert (Sex.objects.get().code, Sex.objects.get().absence) == ("", "source_cannot_say")


def test_legal_sex_is_read_from_the_year_that_asks_it(bring_in):
    bring_in(child(episode("2024-06-01"), sex="<Sex>M</Sex>"), year=2025)
    assert Sex.objects.get().code == "M"


def test_an_element_nobody_knows_is_told_of_with_its_line(bring_in):
    done = bring_in(child(episode(), more="<ShoeSize>3</ShoeSize>"))
    [finding] = found(done, "ShoeSize")
    assert (finding.kind, finding.value) == (Kind.SET_ASIDE, "3")
    assert finding.line > 0


def test_text_between_elements_is_told_of(bring_in):
    done = bring_in(child(episode(), more="<UPNunknown>UN3</UPNunknown>PersonBirthDate"))
    assert any(f.value == "PersonBirthDate" for f in done.findings)
    assert Identifier.objects.get(scheme="upn").unknown_code == "UN3"


def test_an_unborn_child_has_an_expected_date_and_no_birth(bring_in):
    unborn = child(episode("2023-02-01"), sex="").replace(
        "PersonBirthDate>", "ExpectedPersonBirthDate>").replace("2015-03-01", "2023-07-01")
    bring_in(unborn)
    person = Person.objects.get()
    assert (person.born_on, str(person.expected_on)) == (None, "2023-07-01")
    assert ("person.expected", "") in kinds()


def test_the_conference_clock_is_met_by_the_file_and_the_write_up_is_not_known(bring_in):
    inside = S47.format(start="2022-06-13", needless="false",
                        more="<DateOfInitialCPC>2022-07-01</DateOfInitialCPC>")
    bring_in(child(episode("2022-06-10", inside=inside + plan("2022-07-01"))))
    states = dict(Clock.objects.values_list("key", "state"))
    assert states["icpc"] == "stopped"
    assert states["s47_complete"] == "unknown"
    assert states["referral_decision"] == "unknown"
    assert states["core_group_first"] == "unknown"
    note = Clock.objects.get(key="s47_complete").note
    assert note == "not known from this source"
    assert str(Clock.objects.get(key="icpc").due_on) == "2022-07-04"


def test_a_conference_not_required_ends_its_clock(bring_in):
    inside = S47.format(start="2022-06-13", more="", needless="true")
    bring_in(child(episode("2022-06-10", inside=inside)))
    assert Clock.objects.get(key="icpc").state == "abandoned"
    assert not Step.objects.open().of("section47").exists()


def test_the_day_a_conference_was_due_is_never_taken_from_the_file(bring_in):
    more = "<InitialCPCtarget>2022-06-14</InitialCPCtarget>"
    inside = S47.format(start="2022-06-13", needless="false", more=more)
    done = bring_in(child(episode("2022-06-10", inside=inside)))
    assert "4 July 2022" in found(done, "InitialCPCtarget")[0].reason
    assert str(Clock.objects.get(key="icpc").due_on) == "2022-07-04"


def test_a_death_ends_every_clock(bring_in):
    more = "<PersonDeathDate>2022-06-20</PersonDeathDate>"
    inside = S47.format(start="2022-06-13", more="", needless="false")
    bring_in(child(episode("2022-06-10", inside=inside), more=more))
    assert not Clock.objects.filter(state="running").exists()
