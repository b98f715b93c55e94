"""Every scenario of every process, and the proof that they would notice a wrong number."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import sightline
from sightline import law
from sightline.kernel.clocks import ClockRule, Measure, Phase, Version
from sightline.kernel.durations import Duration
from sightline.kernel.facts import ABANDONED, STOPPED
from sightline.law import loader
from sightline.law.scenarios import Scenario, scenarios

ROOT = Path(sightline.__file__).parent
FILES = sorted(ROOT.glob("*/*/clocks.yaml"))
RULES = {path.parent: loader.clocks(path) for path in FILES}
ALL = tuple(rule for rules in RULES.values() for rule in rules)
STORIES = tuple(
    story for path in FILES for story in scenarios(path.parent / "tests" / "scenarios.yaml")
)


def told_of(key: str) -> list[Scenario]:
    return [story for story in STORIES if key in story.expected]


@pytest.mark.parametrize("story", STORIES, ids=lambda s: f"{s.place}:{s.name}")
def test_a_story_gives_the_duties_it_says(story: Scenario) -> None:
    assert story.failures(story.play(ALL, law.calendar())) == []


@pytest.mark.parametrize("rule", ALL, ids=lambda r: r.key)
def test_every_clock_is_told_met_late_on_the_last_day_and_abandoned(rule: ClockRule) -> None:
    seen: set[str] = set()
    for story in told_of(rule.key):
        for run in story.expected[rule.key]:
            due = getattr(run.due, "date", lambda due=run.due: due)()
            if run.state == ABANDONED:
                seen.add("abandoned")
            elif run.state == STOPPED and due is not None and run.stopped_on is not None:
                gap = (run.stopped_on - due).days
                seen.add("met" if gap < 0 else "late" if gap else "on the last day")
    assert seen == {"met", "late", "on the last day", "abandoned"}, f"{rule.key}: {sorted(seen)}"


@pytest.mark.parametrize("rule", ALL, ids=lambda r: r.key)
def test_every_version_of_a_clock_has_a_story(rule: ClockRule) -> None:
    used = {
        run.version.partition("/")[0]
        for story in told_of(rule.key)
        for run in story.play((rule,), law.calendar())
    }
    assert used == {version.since.isoformat() for version in rule.versions}


def _off_by_one(limit: Duration) -> list[Duration]:
    assert limit.number is not None
    near = [limit.number + 1, limit.number - 1]
    return [Duration(number, limit.unit) for number in near if number >= 0]


def _wrong_measures(version: Version) -> Iterator[tuple[str, Version]]:
    if version.measure and version.measure.allowed.has_number:
        for wrong in _off_by_one(version.measure.allowed):
            measure = replace(version.measure, allowed=wrong)
            yield f"{wrong}", replace(version, measure=measure)
    for outcome, measure in version.by_outcome.items():
        for wrong in _off_by_one(measure.allowed):
            changed: dict[str, Measure] = dict(version.by_outcome)
            changed[outcome] = replace(measure, allowed=wrong)
            yield f"{outcome} {wrong}", replace(version, by_outcome=changed)
    for i, phase in enumerate(version.phases):
        for wrong in _off_by_one(phase.allowed):
            phases: list[Phase] = list(version.phases)
            phases[i] = replace(phase, allowed=wrong)
            yield f"phase {i} {wrong}", replace(version, phases=tuple(phases))


def _wrong_rules() -> Iterator[tuple[str, ClockRule]]:
    for rule in ALL:
        for i, version in enumerate(rule.versions):
            for what, wrong in _wrong_measures(version):
                versions = (*rule.versions[:i], wrong, *rule.versions[i + 1 :])
                yield f"{rule.key} {version.since} {what}", replace(rule, versions=versions)
        if rule.decided:
            for code, interval in rule.decided.intervals.items():
                for wrong_interval in _off_by_one(interval):
                    intervals = {**rule.decided.intervals, code: wrong_interval}
                    decided = replace(rule.decided, intervals=intervals)
                    yield f"{rule.key} {code} {wrong_interval}", replace(rule, decided=decided)


WRONG = list(_wrong_rules())


@pytest.mark.parametrize("wrong", [rule for _, rule in WRONG], ids=[name for name, _ in WRONG])
def test_a_wrong_number_planted_in_a_clock_is_noticed(wrong: ClockRule) -> None:
    stories = told_of(wrong.key)
    assert any(story.failures(story.play((wrong,), law.calendar())) for story in stories)


def test_a_wrong_date_in_force_is_noticed() -> None:
    for rule in ALL:
        for i, version in enumerate(rule.versions):
            if not version.dated or version.until is None:
                continue
            early = replace(version, until=version.since)
            versions = (*rule.versions[:i], early, *rule.versions[i + 1 :])
            wrong = replace(rule, versions=versions)
            stories = told_of(rule.key)
            assert any(story.failures(story.play((wrong,), law.calendar())) for story in stories), (
                f"{rule.key} since {version.since}"
            )


def test_every_clock_belongs_to_the_process_it_is_declared_beside() -> None:
    keys = [rule.key for rule in ALL]
    assert len(keys) == len(set(keys)), "a clock is declared twice"
    for folder, rules in RULES.items():
        assert rules, folder
        assert all(rule.place == folder.name for rule in rules)


def test_the_clocks_asked_for_are_all_here() -> None:
    from sightline.law import reference

    core = {
        row.clock_key
        for row in reference.rows()
        if row.tier == "core"
        and row.area in ("front door", "assessment", "child protection", "child in need")
    }
    assert core <= {rule.key for rule in ALL}
