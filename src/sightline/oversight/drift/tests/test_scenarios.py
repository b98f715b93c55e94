"""Every detector by its scenarios, boundary days included; and what a detector is."""

from datetime import date
from pathlib import Path

import pytest

from sightline import law
from sightline.kernel.detectors import detectors
from sightline.oversight.drift.detectors import ALL
from sightline.oversight.drift.tests.playing import scenarios

STORIES = list(scenarios(Path(__file__).with_name("scenarios.yaml")))


@pytest.mark.covers("D002", "D012", "D024", "D026")
@pytest.mark.parametrize("story", STORIES, ids=lambda s: f"{s.detector}: {s.name}")
def test_a_detector_finds_what_its_scenario_says(story):
    found = detectors[story.detector].find(story.subject, story.on, law.calendar())
    said = tuple((story.names[f.step], f.level, f.since) for f in found)
    assert said == story.found


@pytest.mark.parametrize("detector", ALL, ids=lambda d: d.key)
def test_every_level_of_a_detector_has_a_scenario(detector):
    played = {level for s in STORIES if s.detector == detector.key for _, level, _ in s.found}
    assert played == {level.key for level in detector.levels}


@pytest.mark.parametrize("detector", ALL, ids=lambda d: d.key)
def test_a_detector_says_its_rule_with_its_numbers(detector):
    assert detector.rule
    assert detector.failing
    for setting in detector.settings:
        assert str(setting.default) in detector.words


def test_a_finding_carries_its_facts_and_the_version_of_its_rule():
    story = next(s for s in STORIES if s.name == "two working days are amber")
    [finding] = detectors["D002"].find(story.subject, story.on, law.calendar())
    assert finding.facts == (
        "Received on 8 June 2026.", "Nobody has made a final decision.",
        "2 working days since receipt.",
    )
    assert finding.rule == "D002 of 2026-06-01 (amber=1, black=5, red=3)"
    assert finding.told == ("team_manager",)


def test_an_authority_may_choose_its_own_numbers_and_no_others():
    story = next(s for s in STORIES if s.name == "two working days are amber")
    own = {"amber": 2}
    assert detectors["D002"].find(story.subject, story.on, law.calendar(), own) == []
    with pytest.raises(KeyError, match="no setting"):
        detectors["D002"].find(story.subject, date(2026, 6, 10), law.calendar(), {"green": 1})
