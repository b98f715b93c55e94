"""Cases made by others: every one passes but those where we say why we read the rule otherwise."""

import csv
import json
from collections import defaultdict

import pytest

from sightline.returns.cin_census.checking.cases import differences, run_folder
from sightline.returns.cin_census.checking.register import rules
from sightline.returns.cin_census.checking.validating import validate


def explained(where):
    return {(d.rule, d.table, d.element, d.kind) for d in differences() if d.where == where}


@pytest.fixture(scope="module")
def cases(shared_dir):
    return run_folder(shared_dir / "conformance" / "cin")


def test_every_case_that_nobody_disputes_passes(cases):
    assert len(cases) >= 80
    assert [c.as_data() for c in cases if not c.passed and not c.disputed] == []


def test_every_case_we_answer_otherwise_is_explained(cases):
    differ = {
        (case.rule, table, element, kind)
        for case in cases
        for kind, places in (("missing", case.missing), ("extra", case.extra))
        for table, element, _ in places
    }
    assert differ == explained("case")


def test_the_full_return_is_found_as_expected_but_where_it_is_explained(shared_dir):
    folder = shared_dir / "conformance" / "cin"
    told = json.loads((folder / "full_return" / "findings.json").read_text())
    index = json.loads((folder / "index.json").read_text())
    shown = {each["rule"] for each in index["rules"] if "cin2025_26" in each["effective_in"]}
    wanted = {tuple(each) for each in told["findings"]}
    done = validate(folder / "full_return" / told["input"], 2026)
    found = {
        (each.rule, *place) for each in done.findings for place in each.locations
        if each.rule in shown
    }
    differ = defaultdict(set)
    for kind, places in (("missing", wanted - found), ("extra", found - wanted)):
        for rule, table, element, row in places:
            differ[rule, table, element, kind].add(row)
    assert set(differ) == explained("full_return")
    assert len(wanted & found) > 700
    assert done.not_evaluated == []


def test_every_rule_of_the_reference_is_here_with_its_severity(shared_dir):
    with (shared_dir / "standards" / "cin_validation_rules.csv").open(encoding="utf-8") as file:
        wanted = {(row["rule"], row["level"]) for row in csv.DictReader(file)}
    assert {(rule.code, str(rule.severity)) for rule in rules()} == wanted


def test_every_difference_says_who_is_right():
    for each in differences():
        assert each.right in ("ours", "theirs", "open"), each
        assert each.reason.endswith("."), each
