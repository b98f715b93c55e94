"""A census file with something wrong in it: what is said, where, and what is still checked."""

from dataclasses import replace

import pytest

from sightline.returns.cin_census.checking.register import rule, rules_of
from sightline.returns.cin_census.checking.validating import Check, validate
from sightline.returns.cin_census.tables import Census, Child, Identifiers
from sightline.returns.cin_census.tests.conftest import census, child, episode
from sightline.returns.kit.rules import Checker

SEX = "<Sex>F</Sex>"
RIGHT = (
    "<Ethnicity>WBRI</Ethnicity><Disabilities><Disability>NONE</Disability></Disabilities>"
)
#: A child with one thing wrong that a rule finds: the episode closed before its referral.
WRONG = episode("2025-06-01", closed="2025-05-01")


def one(local_id="C1", *episodes, **more):
    told = {"sex": SEX, "characteristics": RIGHT, "more": "<UPNunknown>UN2</UPNunknown>"} | more
    return child(*(episodes or (episode("2025-06-01"),)), local_id=local_id, **told)


@pytest.fixture
def check(write):
    return lambda text, year=2026: validate(write(text), year)


def found(done, code):
    return [each for each in done.findings if each.rule == code]


def test_a_right_child_has_no_finding_but_those_on_the_whole_return(check):
    done = check(census(one(), year=2026))
    assert {each.rule for each in done.findings} == {"2887Q", "2888Q"}
    assert done.not_evaluated == []
    assert done.children == 1


def test_a_finding_names_child_line_elements_and_values(check):
    done = check(census(one(), "\n", one("C2", WRONG), year=2026))
    [each] = found(done, "8630")
    assert (each.child, each.severity, each.line) == ("C2", "error", 5)
    assert each.locations == (
        ("CINdetails", "CINreferralDate", 1), ("CINdetails", "CINclosureDate", 1))
    assert each.values == ("2025-06-01", "2025-05-01")


def test_a_bad_date_is_told_and_the_rules_about_it_are_not_passed(check):
    done = check(census(one("C1", episode("2025-13-01", need="N99")), year=2026))
    [each] = found(done, "file.bad-date")
    assert each.locations == (("CINdetails", "CINreferralDate", 0),)
    assert each.values == ("2025-13-01",)
    assert {n.rule for n in done.not_evaluated} >= {"8600"}
    assert all("2025-13-01" in n.reason and n.child == "C1" for n in done.not_evaluated)
    assert found(done, "8650"), "what does not ask for the date is still checked"


def test_a_missing_block_and_a_missing_id_are_told_and_the_next_child_is_checked(check):
    bare = f"<Child>{episode('2025-06-01')}</Child>"
    nameless = one().replace("<LAchildID>C1</LAchildID>", "")
    done = check(census(bare, nameless, one("C3", WRONG), year=2026))
    assert {each.child for each in found(done, "file.missing-block")} == {"no id, line 4"}
    assert len(found(done, "file.missing-block")) == 2
    assert [each.locations for each in found(done, "8500")] == [
        (("ChildIdentifiers", "LAchildID", 0),)]
    assert [each.child for each in found(done, "8630")] == ["C3"]


def test_unknown_and_repeated_elements_are_told_with_their_line(check):
    odd = one("C1", episode("2025-06-01", "<Weather>wet</Weather>"), more=SEX)
    done = check(census(odd, one("C2", WRONG), year=2026))
    [unknown] = found(done, "file.unknown-element")
    assert "<Weather> has no place in <CINdetails>" in unknown.message
    assert (unknown.child, unknown.line) == ("C1", 4)
    assert [each.child for each in found(done, "file.repeated")] == ["C1"]
    assert found(done, "8630")


def test_a_child_who_stands_twice_is_told_and_judged_as_one(check):
    done = check(census(
        one("C1", episode("2025-06-01")), one("C1", episode("2025-07-01")), year=2026))
    [twice] = found(done, "8510")
    assert {place[2] for place in twice.locations} == {0, 1}
    [both] = found(done, "8820")
    assert {place[2] for place in both.locations} == {0, 1}


def test_a_truncated_file_is_checked_as_far_as_it_goes(check):
    text = census(one("C1", WRONG), one("C2", WRONG), year=2026)
    done = check(text[: text.rindex("<ReferralNFA>")])
    assert [each.child for each in found(done, "8630")] == ["C1"]
    assert {each.child for each in found(done, "file.truncated")} == {"C2", None}
    assert any(n.rule == "*" and n.child == "C2" for n in done.not_evaluated)
    assert {n.rule for n in done.not_evaluated} >= {"8510", "2883", "2888Q"}


def test_a_wrong_encoding_is_told_with_its_line_and_the_rest_is_read(check):
    text = census(one("C1"), "\n", one("C2", WRONG), year=2026).encode()
    done = check(text.replace(b"UN2", b"U\xe9N", 1))
    [told] = found(done, "file.encoding")
    assert (told.child, told.line) == ("C1", 4)
    assert [each.child for each in found(done, "8630")] == ["C2"]


def test_broken_tags_are_told_and_what_follows_is_checked(check):
    text = census(one("C1"), "\n", one("C2", WRONG), year=2026)
    done = check(text.replace("</Ethnicity>", "</Ethnic>", 1))
    assert found(done, "file.malformed")[0].line == 4
    assert [each.child for each in found(done, "8630")] == ["C2"]
    assert "8510" in {n.rule for n in done.not_evaluated}


@pytest.mark.parametrize("text", [
    '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><Message>&b;</Message>',
    '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><Message>&c;</Message>',
])
def test_a_hostile_file_is_not_read_and_nothing_is_passed(check, text):
    done = check(text)
    assert found(done, "file.hostile")[0].line == 1
    assert done.children == 0
    assert {n.rule for n in done.not_evaluated} >= {"*", "8510"}


@pytest.mark.parametrize(("head", "sort"), [
    (f"<!--{'x' * 300_000}--><!DOCTYPE a [<!ENTITY b 'bb'>]>", "unreadable"),
    ('<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE a []>', "unreadable"),
])
def test_a_document_type_that_hides_from_a_look_is_not_read_either(check, head, sort):
    done = check(head + census(one("C1", WRONG), year=2026))
    assert [each.rule for each in done.findings] == [f"file.{sort}"]
    assert done.children == 0
    assert {n.rule for n in done.not_evaluated} >= {"*", "8510"}


def test_what_stands_around_the_children_and_has_no_place_there_is_told(check):
    text = census(one("C1"), "<child/><child/>", one("C2", WRONG), "<Adult/>", year=2026)
    done = check(text.replace("</Message>", "<Footer/></Message>"))
    assert [each.message.partition(": ")[2] for each in found(done, "file.unknown-element")] == [
        "<child> has no place in <Children>; there are 2 of them.",
        "<Adult> has no place in <Children>.", "<Footer> has no place in <Message>.",
    ]
    assert [each.child for each in found(done, "8630")] == ["C2"]


def test_an_entity_in_the_middle_is_told_and_never_expanded(check):
    text = census(one("C1"), one("C2", WRONG), year=2026).replace("WBRI", "&secret;", 1)
    done = check(text)
    assert found(done, "file.entity")
    assert [each.child for each in found(done, "8630")] == ["C2"]
    assert [each.child for each in found(done, "4220")] == ["C1"]


def test_a_deep_nest_stops_the_reading_and_says_so(check):
    deep = "<a>" * 400 + "</a>" * 400
    done = check(census(one("C1", WRONG), f"<Child>{deep}</Child>", one("C3"), year=2026))
    assert [each.child for each in found(done, "8630")] == ["C1"]
    assert found(done, "file.malformed")
    assert "8510" in {n.rule for n in done.not_evaluated}


@pytest.mark.parametrize("text", ["", "<html/>", "not xml", "<Message></Message>"])
def test_what_is_no_census_is_never_clean(check, text):
    done = check(text)
    assert any(each.rule.startswith("file.") for each in done.findings)
    assert done.children == 0


def test_a_file_of_another_year_is_told(check):
    done = check(census(one(), year=2026), 2025)
    assert found(done, "file.other-year")


def test_a_namespace_does_not_hide_a_child(check):
    text = census(one("C1", WRONG), year=2026).replace("<Message>", '<Message xmlns="urn:x">', 1)
    assert [each.child for each in found(check(text), "8630")] == ["C1"]


def test_a_rule_that_fails_is_told_for_the_child_and_the_others_run(write):
    def fails(row, above, around):
        raise ZeroDivisionError("nought")

    check = Check(2026)
    rules = [replace(r, test=fails) if r.code == "8600" else r for r in rules_of(2026)]
    check.checker = Checker(rules, check.census)
    done = check.run(write(census(one("C1", WRONG), year=2026)))
    assert [(n.rule, n.child) for n in done.not_evaluated] == [("8600", "C1")]
    assert "ZeroDivisionError" in done.not_evaluated[0].reason
    assert found(done, "8630")


def test_a_rule_on_the_whole_return_that_fails_is_told_and_not_passed():
    class Falls:
        def __init__(self, census):
            """Knows nothing."""

        def see(self, child):
            raise KeyError("gone")

        def broken(self):
            return []

    checker = Checker([replace(rule("8510"), test=Falls), rule("1520")], Census(2026))
    made = Child("C1")
    made.take(Identifiers(LAchildID="C1", number=0))
    checker.see(made)
    checker.see(made)
    checker.end()
    assert [n.rule for n in checker.not_evaluated] == ["8510"]


@pytest.mark.parametrize(("year", "count"), [
    (2023, 105), (2024, 105), (2025, 109), (2026, 109), (2027, 121)])
def test_each_year_has_its_rules(year, count):
    assert len(rules_of(year)) == count
