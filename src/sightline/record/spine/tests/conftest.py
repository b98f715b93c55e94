"""A small invented process, declared only while the spine's own tests run."""

from datetime import date

import pytest

from sightline.kernel import patterns
from sightline.kernel.clocks import (
    Along,
    Change,
    ClockRule,
    Measure,
    Start,
    Strength,
    Verified,
    Version,
)
from sightline.kernel.durations import parse
from sightline.kernel.process import EventKind, GatePurpose, Process, Refusal
from sightline.kernel.register import processes
from sightline.record.spine import deriving


def _rule(key, starts, stops, allowed, **more):
    return ClockRule(
        key=key, title=key.replace("_", " "),
        starts=tuple(Start(patterns.parse(p)) for p in starts),
        stops=tuple(patterns.parse(p) for p in stops),
        versions=(
            Version(
                since=date(2010, 4, 1), until=None, cite="invented", verified=Verified.NO,
                measure=Measure(parse(allowed)),
            ),
        ),
        strength=Strength.LOCAL, change=Change.FREE, **more,
    )


def _needs_word(offered):
    if offered.outcome == "hurried":
        return [Refusal("It was hurried.", "Take your time.")]
    return []


ASKED = Process(
    key="asking", title="Asking", duty="invented",
    events=(
        EventKind("asked", "Asked", shared=True, outcomes={"kindly": "Kindly"}),
        EventKind("answered", "Answered", outcomes={"yes": "Yes", "no": "No"}),
        EventKind("ended", "Ended", gate=GatePurpose.CLOSING, outcomes={"hurried": "Hurried"}),
        EventKind("reopened", "Reopened"),
    ),
    opens=frozenset({"asked"}), closes=frozenset({"ended"}), reopens=frozenset({"reopened"}),
    episode=True,
    clocks=(
        _rule("answer_due", ["asking.asked"], ["asking.answered"], "5 working days"),
        _rule(
            "thanks_due", ["asking.answered(yes)"], ["thanking.thanked"], "10 working days",
            stops_along=Along.JOURNEY, abandons_along=Along.JOURNEY, survives_close=True,
        ),
    ),
    gates={"ended": (_needs_word,)},
)
THANKED = Process(
    key="thanking", title="Thanking", duty="invented",
    events=(EventKind("begun", "Begun", carried=True), EventKind("thanked", "Thanked")),
    opens=frozenset({"begun"}), closes=frozenset({"thanked"}),
)


@pytest.fixture(autouse=True)
def invented_processes():
    """Declare the invented processes for one test, and take them away again."""
    for process in (ASKED, THANKED):
        processes.declare(process)
    deriving._rules_of.cache_clear()
    yield
    for process in (ASKED, THANKED):
        processes._items.pop(process.key)
    deriving._rules_of.cache_clear()
