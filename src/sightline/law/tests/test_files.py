"""The files of law: read with their errors named, complete, and true to where they came from."""

import csv
from datetime import date, datetime
from pathlib import Path

import pytest

from sightline import law
from sightline.kernel.calendar import LONDON
from sightline.kernel.clocks import ClockRule, Owner, Verified
from sightline.kernel.due import due
from sightline.law import loader, reference
from sightline.law.codes import code_set, code_sets
from sightline.law.errors import LawError
from sightline.law.instruments import cited_by, instruments
from sightline.law.tests.test_scenarios import ALL

GOOD = """\
duty:
  title: A duty
  starts: [a.begun]
  stops: [a.done]
  strength: statutory guidance
  change: tighten_only
  within:
    - since: 2010-04-01
      allowed: 15 working days
      cite: Guidance ch.5
      verified: secondary
"""


def clocks_of(tmp_path: Path, text: str) -> tuple[ClockRule, ...]:
    path = tmp_path / "some_process" / "clocks.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return loader.clocks(path)


def test_a_clock_is_read_as_it_is_written(tmp_path: Path) -> None:
    (rule,) = clocks_of(tmp_path, GOOD)
    assert (rule.key, rule.place, rule.versions[0].line) == ("duty", "some_process", 8)
    assert str(rule.versions[0].limits()) == "15 working days"


def test_a_duty_is_the_workers_unless_its_clock_says_whose_it_is(tmp_path: Path) -> None:
    (rule,) = clocks_of(tmp_path, GOOD)
    assert rule.owner is Owner.WORKER
    (rule,) = clocks_of(tmp_path, GOOD.replace("A duty", "A duty\n  owner: conference service"))
    assert rule.owner is Owner.CONFERENCE_SERVICE


@pytest.mark.parametrize(
    ("was", "now", "line", "said"),
    [
        ("15 working days", "15 workng days", 9, "Did you mean 'working days'?"),
        ("title: A duty", "titel: A duty", 2, "one of: abandons"),
        ("tighten_only", "tighten", 6, "one of: fixed, tighten_only, free"),
        ("[a.begun]", "[begun]", 3, "process.event"),
        ("title: A duty", "title: A duty\n  owner: nobody", 3, "one of: worker, manager, chair"),
        ("2010-04-01", "1/4/2010", 8, "YYYY-MM-DD"),
        ("secondary", "perhaps", 11, "one of: yes, secondary, no"),
        ("      cite: Guidance ch.5\n", "", 8, "a version with 'cite'"),
        ("statutory guidance", "local procedure", 6, "free"),
        ("      allowed: 15 working days\n", "", 8, "allowed, by_outcome, phases or earliest"),
        ("  stops: [a.done]", "  anchor: on\n  anchor: for_on\n  stops: [a.done]", 5, "once"),
        ("  stops: [a.done]", "  stops: [a.done", 5, "well-formed YAML"),
        ("  stops: [a.done]", "  survives_close: yes\n  stops: [a.done]", 4, "true or false"),
        ("  stops: [a.done]", "  restarts: often\n  stops: [a.done]", 4, "regrade"),
    ],
)
def test_a_mistake_is_named_by_file_line_value_and_what_is_allowed(
    tmp_path: Path, was: str, now: str, line: int, said: str
) -> None:
    with pytest.raises(LawError) as caught:
        clocks_of(tmp_path, GOOD.replace(was, now))
    assert caught.value.line == line
    assert "some_process/clocks.yaml, line" in str(caught.value)
    assert said in str(caught.value)


def test_two_versions_may_not_be_in_force_on_one_day(tmp_path: Path) -> None:
    second = "    - {since: 2013-04-15, allowed: 10 working days, cite: x, verified: no}\n"
    with pytest.raises(LawError, match="before 2013-04-15"):
        clocks_of(tmp_path, GOOD + second)
    closed = GOOD.replace("2010-04-01\n", "2010-04-01\n      until: 2013-04-14\n")
    assert len(clocks_of(tmp_path, closed + second)[0].versions) == 2


def test_the_words_on_yes_and_no_are_read_as_words(tmp_path: Path) -> None:
    text = GOOD.replace("secondary", "no").replace("  stops:", "  anchor: on\n  stops:")
    (rule,) = clocks_of(tmp_path, text)
    assert rule.versions[0].verified is Verified.NO
    assert str(rule.anchor) == "on"


def test_every_clock_says_what_it_governs_and_what_follows() -> None:
    for rule in ALL:
        assert rule.governs, rule.key
        assert rule.area, rule.key
        assert rule.consequence, rule.key
        assert all(version.cite for version in rule.versions), rule.key


def test_a_clock_agrees_with_the_reference_catalogue() -> None:
    """Number, strength, local change, dates and verification, version by version."""
    rows = {row.id: row for row in reference.rows()}
    seen = set()
    for rule in ALL:
        for version in rule.versions:
            if not version.id:
                continue
            row = rows[version.id]
            seen.add(row.id)
            assert (row.clock_key, row.strength, row.local_change) == (
                rule.key,
                rule.strength,
                rule.change,
            ), row.id
            assert (row.verified, row.status) == (version.verified, version.status), row.id
            assert (row.in_force_from, row.in_force_to) == (
                version.since if version.dated else None,
                version.until,
            ), row.id
            number = row.version()
            if number and version.measure:
                assert str(version.measure.allowed) == str(
                    number.measure and number.measure.allowed
                )
    assert "ICPC-15" in seen
    assert len(seen) >= 38


def test_a_clock_warns_and_counts_as_the_reference_catalogue_says() -> None:
    counting = {"indicator": "threshold"}
    same = {"after": {"after", "interval"}}
    for rule in ALL:
        rows = [row for row in reference.rows() if row.clock_key == rule.key]
        known = {row.id: set(reference.warnings(row.warn_at)) for row in rows}
        if rows:
            newest = known[rule.versions[-1].id]
            assert newest <= set(rule.warn) <= set().union(*known.values()), rule.key
        for row in rows:
            assert counting.get(row.limit_kind, row.limit_kind) == rule.kind, row.id
            assert rule.count in same.get(row.day_count, {row.day_count}), row.id


def test_every_number_and_date_of_the_catalogue_is_the_one_it_was_read_from(
    shared_dir: Path,
) -> None:
    """Also of the limits that no process is built for yet, which the law pages show."""
    told = ("clock_key", "limit_value", "unit", "calendar", "day_count", "limit_kind", "warn_at",
            "in_force_from", "in_force_to", "strength", "local_change", "verified")  # fmt: skip

    def read(path: Path) -> dict[str, tuple[str, ...]]:
        with path.open(encoding="utf-8", newline="") as file:
            return {row["id"]: tuple(row[name] for name in told) for row in csv.DictReader(file)}

    ours = read(law.HERE / "clock_reference.csv")
    assert ours == read(shared_dir / "standards" / "statutory_clocks.csv")


def test_guidance_carried_over_unread_says_so() -> None:
    for rule in ALL:
        for version in rule.versions:
            row = next((r for r in reference.rows() if r.id == version.id), None)
            if row is not None and row.carry_over:
                assert version.carry_over, version.id


def test_every_national_limit_cites_an_instrument_that_is_described() -> None:
    for rule in ALL:
        for version in rule.versions:
            if not rule.is_local:
                assert cited_by(version.cite), f"{rule.key}: {version.cite}"


def test_an_instrument_that_was_replaced_names_what_replaced_it() -> None:
    known = instruments()
    assert {"section_46", "section_44_45", "working_together_2010"} <= set(known)
    for found in known.values():
        assert not found.replaced_by or found.replaced_by in known, found.key
        if found.until:
            assert found.replaced_by, found.key


def test_the_reference_catalogue_is_whole_and_can_count() -> None:
    assert len(reference.rows()) == 171
    answers = {}
    for key in reference.clock_keys():
        for rule in reference.rules(key):
            version = rule.versions[-1]
            start = datetime(2026, 3, 27, 22, tzinfo=LONDON)
            start = max(start, datetime.combine(version.since, start.time(), LONDON))
            if version.until:
                start = datetime.combine(version.until, start.time(), LONDON)
            answer = due(rule, start, law.calendar())
            assert answer.due_on is not None or rule.versions[0].measure is None, key
            answers[key] = answer
    assert answers["police_protection"].due_at == datetime(2026, 3, 30, 23, 0, tzinfo=LONDON)
    assert len(answers) > 120


def test_a_clock_that_changed_over_time_is_one_rule_with_versions() -> None:
    (rule,) = reference.rules("initial_assessment")
    assert [str(v.measure and v.measure.allowed) for v in rule.versions] == [
        "7 working days",
        "10 working days",
    ]


def test_there_are_153_authorities() -> None:
    assert len(reference.authorities()) == 153
    assert reference.authorities()["314"] == "Kingston upon Thames"


def test_codes_are_dated_by_census_year() -> None:
    factors = code_set("assessment_factors")
    assert factors.valid("18A", date(2020, 3, 31))
    assert not factors.valid("18A", date(2020, 4, 1))
    assert factors.valid("18B", date(2020, 4, 1))
    assert not factors.valid("18B", date(2020, 3, 31))
    sources = code_set("referral_source")
    assert "5D" not in sources.on(date(2022, 3, 31))
    assert sources.on(date(2022, 4, 1))["5D"] == "LA services: early help"
    assert sources.label("6") == "Police"
    assert sources.label("ZZ") == "ZZ"


def test_a_label_nobody_saw_says_that_it_is_to_be_confirmed() -> None:
    assert "to be confirmed" in code_set("pre_proceedings_outcome").label("A")
    assert "to be confirmed" in code_set("upn_unknown").label("UN6")
    assert "to be confirmed" not in code_set("upn_unknown").label("UN1")


def test_codes_are_unique_and_keep_their_order() -> None:
    assert len(code_sets()) == 12
    for key in code_sets():
        codes = [code for code, _ in code_set(key).choices()]
        assert len(codes) == len(set(codes)), key
    assert next(iter(code_set("primary_need").on(date(2026, 1, 1)))) == "N1"


def test_an_unknown_code_set_says_what_there_is() -> None:
    with pytest.raises(KeyError, match="referral_source"):
        code_set("referral_sauce")


def test_a_calendar_file_with_a_bad_line_names_it(tmp_path: Path) -> None:
    (tmp_path / "england_and_wales.csv").write_text("on,name\n2026-12-25,Christmas Day\n")
    (tmp_path / "opening_hours.csv").write_text("service,weekday,opens,closes\n")
    overrides = tmp_path / "local_overrides.csv"
    head = "on,change,name,source,recorded_on\n"
    overrides.write_text(head + "2026-07-01,holiday,A royal day,Gazette,2026-05-01\n")
    assert not law.read_calendar(tmp_path).is_working(date(2026, 7, 1))
    overrides.write_text(head + "2026-12-25,working_day,A mistake,Gazette,2026-05-01\n")
    assert law.read_calendar(tmp_path).is_working(date(2026, 12, 25))
    overrides.write_text(head + "2026-07-01,closure,Office shut,Council,2026-05-01\n")
    with pytest.raises(LawError, match="line 2: 'closure' .* holiday, working_day"):
        law.read_calendar(tmp_path)


@pytest.mark.parametrize("name", sorted(code_sets()))
def test_a_code_set_keeps_every_code_it_had_and_says_where_it_is_from(name: str) -> None:
    path = law.HERE / "codes" / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert all(row["source"] and row["label"] for row in rows)
    assert "Open Government Licence v3.0" in (law.HERE / "codes" / "SOURCES.md").read_text()
