"""Every scenario of every process, and the proof that they would notice what is wrong."""

from pathlib import Path

import pytest

import sightline
from sightline import law
from sightline.kernel.clocks import ClockRule
from sightline.kernel.facts import ABANDONED, STOPPED
from sightline.law import loader
from sightline.law.scenarios import Scenario, scenarios
from sightline.law.tests.planting import planted

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


TWICE_TOLD = {
    # an event that happens once on its step starts a duty once, whatever the clock says
    ("prebirth_review", "without once"),
    ("cp_chair_audit", "without once"),
    ("referral_chase", "without once"),
    # hours run from a minute, so that there is no first day to count in
    ("police_protection", "counted from"),
    # every event that starts or abandons it stands on the enquiry itself
    ("icpc", "not hanging from section47"),
    ("icpc", "without abandons_along"),
    # cancelling closes the step, and a duty ends with its step
    ("icpc_transfer_in", "abandons without conference.cancelled"),
    # a run goes on from the opening of the step to its end: a visit that does not stop it
    # cannot start one
    ("cin_visit", "starts visit.made(child_seen|child_seen_alone) whatever its outcome"),
    ("cin_visit", "starts visit.made(mother_seen) before person.born whatever its outcome"),
    ("cin_visit", "starts visit.made(mother_seen) before person.born at any time"),
}
"""What a clock says for its reader and the events say as well: taking it away changes nothing."""


@pytest.mark.parametrize("rule", ALL, ids=lambda r: r.key)
def test_whatever_wrong_is_planted_in_a_clock_a_story_tells_of_it(rule: ClockRule) -> None:
    unnoticed = {what for what, wrong in planted(rule) if not noticed(wrong)}
    assert unnoticed == {what for key, what in TWICE_TOLD if key == rule.key}


def noticed(wrong: ClockRule) -> bool:
    stories = told_of(wrong.key)
    return any(story.failures(story.play((wrong,), law.calendar())) for story in stories)


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
