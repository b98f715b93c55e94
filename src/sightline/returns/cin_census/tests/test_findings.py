"""The findings as a machine reads them, and as a person does: on a terminal, a page, a workbook."""

import json
import zipfile

import pytest
from typer.testing import CliRunner

from sightline.returns.cin_census.tests.conftest import census, child, episode
from sightline.returns.cin_census.tests.test_validating import WRONG, one

runner = CliRunner()


@pytest.fixture
def run():
    import typer

    from sightline.returns.cin_census.commands import register

    app = typer.Typer()
    register(app)
    return lambda *words: runner.invoke(app, [str(word) for word in words])


@pytest.fixture
def file(write):
    plan = (
        "<ChildProtectionPlans><CPPstartDate>2025-07-01</CPPstartDate>"
        "<CPPendDate>2025-06-30</CPPendDate></ChildProtectionPlans>"
    )
    return write(census(
        one("C1", episode("2025-06-01", need="=1+1")), one("C2", episode("2025-06-01", plan)),
        one("<b>C3</b>".replace("<", "&lt;"), WRONG), year=2026))


def test_the_machine_is_told_all_of_it(run, file):
    done = run("returns", "validate", "cin", file, "--ruleset", "2025-26", "--format", "json")
    assert done.exit_code == 0
    answer = json.loads(done.stdout)
    assert set(answer) == {"ruleset", "findings", "not_evaluated", "summary"}
    assert answer["ruleset"] == "2025-26"
    [each] = [f for f in answer["findings"] if f["rule"] == "8925"]
    assert each["child"] == "C2"
    assert each["locations"] == [
        ["ChildProtectionPlans", "CPPstartDate", 0], ["ChildProtectionPlans", "CPPendDate", 0]]
    assert answer["summary"]["children"] == 3
    assert answer["summary"]["by_rule"]["8630"] == 1


def test_a_person_reads_the_most_harmful_child_first(run, file):
    text = run("returns", "validate", "cin", file).stdout
    assert text.index("Child C2") < text.index("Child C1")
    assert "Error 8925: The child protection plan ended before it started." in text
    assert "ChildProtectionPlans 1, CPPendDate: 2025-06-30" in text
    assert "What to do: Check both days." in text
    assert "Guide: Department for Education" in text


def test_the_page_stands_alone_and_escapes_what_the_file_says(run, file, tmp_path):
    out = tmp_path / "findings.html"
    assert run("returns", "validate", "cin", file, "--format", "html", "--out", out).exit_code == 0
    text = out.read_text()
    assert "&lt;b>C3" in text or "&lt;b&gt;C3" in text
    assert "<b>C3" not in text
    assert "http" not in text


def test_the_workbook_keeps_a_formula_as_text(run, file, tmp_path):
    out = tmp_path / "findings.xlsx"
    assert run("returns", "validate", "cin", file, "--format", "xlsx", "--out", out).exit_code == 0
    with zipfile.ZipFile(out) as book:
        names = [name for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
        assert len(names) == 4
        text = "".join(book.read(name).decode() for name in names)
    assert "<f>" not in text
    assert "=1+1" in text


def test_the_file_says_its_own_year_and_strict_ends_with_one(run, file):
    done = run("returns", "validate", "cin", file, "--strict")
    assert done.exit_code == 1
    assert "census 2025-26" in done.stdout


def test_a_file_that_cannot_be_read_ends_with_two(run, write):
    path = write('<!DOCTYPE a [<!ENTITY b "b">]><Message/>')
    done = run("returns", "validate", "cin", path, "--ruleset", "2025-26")
    assert done.exit_code == 2
    assert "Not checked" in done.stdout


@pytest.mark.parametrize("ruleset", ["2019-20", "2030-31", "last"])
def test_a_year_without_rules_here_is_told(run, file, ruleset):
    done = run("returns", "validate", "cin", file, "--ruleset", ruleset)
    assert done.exit_code == 2
    assert "2022-23" in done.stderr


def test_the_cases_are_run_by_command(run, tmp_path):
    held = {
        "rule": "8925", "ruleset": "cin2022_23", "disputed": None, "cases": [{
            "inputs": {"ChildProtectionPlans": {
                "columns": ["LAchildID", "CPPstartDate", "CPPendDate"],
                "date_columns": ["CPPstartDate", "CPPendDate"],
                "rows": [["a", "2022-05-02", "2022-05-01"], ["b", "2022-05-02", None]]}},
            "expected": {"locations": [["ChildProtectionPlans", "CPPstartDate", 0]]}}]}
    (tmp_path / "one.json").write_text(json.dumps(held))
    done = run("returns", "check-cases", tmp_path, "--return", "cin", "--format", "json")
    assert json.loads(done.stdout) == {"cases": [{
        "file": "one.json", "rule": "8925", "result": "fail", "missing": [],
        "extra": [["ChildProtectionPlans", "CPPendDate", 0]]}]}
    assert done.exit_code == 1
    held["disputed"] = {"note": "the end is no part of it"}
    (tmp_path / "one.json").write_text(json.dumps(held))
    assert run("returns", "check-cases", tmp_path, "--return", "cin").exit_code == 0


def test_a_rule_is_explained_by_command(run):
    done = run("returns", "rules", "cin", "8925")
    assert "A CP plan ends on or after its start." in done.stdout
    assert "N00115" in done.stdout
    listed = json.loads(run("returns", "rules", "cin", "--format", "json").stdout)
    assert len(listed) == 121
    assert run("returns", "rules", "cin", "nothing").exit_code == 2


def test_a_child_with_no_finding_is_not_listed(run, write):
    path = write(census(child(episode("2025-06-01"), local_id="C9"), one("C8"), year=2026))
    assert "Child C8" not in run("returns", "validate", "cin", path).stdout
