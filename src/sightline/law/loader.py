"""The loader of `clocks.yaml`: each file a process's duties, as rules the kernel can follow."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TypeVar

from sightline.kernel import durations, patterns
from sightline.kernel.clocks import (
    ALWAYS,
    ON,
    Along,
    Anchor,
    Change,
    ClockRule,
    Decided,
    LimitKind,
    Measure,
    Once,
    Owner,
    Phase,
    Restarts,
    Start,
    Strength,
    Verified,
    Version,
)
from sightline.kernel.counting import Count
from sightline.kernel.durations import Duration
from sightline.kernel.patterns import Pattern
from sightline.law.codes import CodeSet, code_set
from sightline.law.instruments import Instrument, instruments
from sightline.law.reading import Reading

__all__ = ["CodeSet", "Instrument", "clocks", "code_set", "instruments"]

T = TypeVar("T")
Entries = Mapping[str, Reading]

CLOCK = frozenset(
    ["title", "area", "hangs", "along", "starts", "stops", "abandons", "when", "survives_close"]
    + ["survives_death", "restarts", "moves", "once", "kind", "count", "anchor", "roll", "hours"]
    + ["decided", "pauses", "resumes", "strength", "change", "consequence", "warn", "governs"]
    + ["clock_function", "within", "administrative", "owner"]
)
VERSION = frozenset(
    ["since", "until", "allowed", "by_outcome", "phases", "earliest", "cite", "verified"]
    + ["against", "id", "status", "carry_over", "note", "cut_over_floor"]
)
STATUSES = frozenset({"in_force", "historic", "local", "prospective"})


def clocks(path: Path) -> tuple[ClockRule, ...]:
    """The rules of one file, in its order; an error names file, line, value and what is allowed."""
    return tuple(_clock(key, reading) for key, reading in Reading.of(Path(path)).entries().items())


def _clock(key: str, reading: Reading) -> ClockRule:
    given = reading.entries(CLOCK)
    _demand(reading, given, key, "title", "starts", "stops", "strength", "change", "within")
    stops_along, abandons_along = _along(given)
    rule = ClockRule(
        key=key, title=given["title"].text(),
        starts=tuple(_start(item) for item in given["starts"].items()),
        stops=_patterns(given, "stops"),
        abandons=_patterns(given, "abandons"),
        hangs=tuple(item.text() for item in _items(given, "hangs")),
        stops_along=stops_along,
        abandons_along=abandons_along,
        when=_patterns(given, "when"),
        survives_close=_flag(given, "survives_close"),
        survives_death=_flag(given, "survives_death"),
        restarts=_restarts(given),
        moves=_flag(given, "moves"),
        once=_once(given),
        kind=_opt(given, "kind", lambda r: r.choice(LimitKind), LimitKind.MAX),
        count=_opt(given, "count", lambda r: r.choice(Count), Count.AFTER),
        anchor=_opt(given, "anchor", _anchor, ON),
        roll=_opt(given, "roll", _roll, False),
        hours=_text(given, "hours"),
        decided=_opt(given, "decided", _decided, None),
        pauses=_patterns(given, "pauses"),
        resumes=_patterns(given, "resumes"),
        strength=given["strength"].choice(Strength),
        change=given["change"].choice(Change),
        consequence=_text(given, "consequence"),
        warn=tuple(item.read(durations.parse_short) for item in _items(given, "warn")),
        governs=_text(given, "governs"),
        area=_text(given, "area"),
        owner=_opt(given, "owner", lambda r: r.choice(Owner), Owner.WORKER),
        clock_function=_text(given, "clock_function"),
        administrative=_flag(given, "administrative"),
        place=reading.path.parent.name,
        versions=tuple(_version(item) for item in given["within"].items()),
    )
    _agree(rule, given)
    return rule


def _demand(reading: Reading, given: Entries, what: str, *names: str) -> None:
    for name in names:
        if name not in given:
            reading.fail(f"{what} with '{name}'", f"{what} without it")


def _agree(rule: ClockRule, given: Entries) -> None:
    """Refuse what the grammar allows but a law cannot mean."""
    if not rule.versions:
        given["within"].fail("at least one version")
    if rule.strength is Strength.LOCAL and rule.change is not Change.FREE:
        given["change"].fail("free: what is only local procedure is always the authority's own")
    ordered = sorted(rule.versions, key=lambda version: version.since)
    if list(rule.versions) != ordered:
        given["within"].fail("versions in the order they took force", "versions out of order")
    for older, newer in zip(rule.versions, rule.versions[1:], strict=False):
        if older.until is None or older.until >= newer.since:
            given["within"].fail(
                f"an 'until' before {newer.since} on the version since {older.since}",
                "two versions in force on one day",
            )
    elsewhere = rule.decided is not None or bool(rule.clock_function)
    for version in rule.versions:
        limits = version.measure or version.by_outcome or version.phases or version.earliest
        if not limits and not elsewhere:
            given["within"].fail("allowed, by_outcome, phases or earliest", "no limit")


def _version(reading: Reading) -> Version:
    given = reading.entries(VERSION)
    _demand(reading, given, "a version", "cite", "verified")
    status = _opt(given, "status", lambda r: r.text(), "in_force")
    if status not in STATUSES:
        given["status"].fail(f"one of: {', '.join(sorted(STATUSES))}")
    since: date | None = _opt(given, "since", _day, None)
    return Version(
        since=since or ALWAYS,
        dated=since is not None,
        until=_opt(given, "until", _day, None),
        measure=_opt(given, "allowed", _measure, None),
        by_outcome=_opt(given, "by_outcome", _by_outcome, {}),
        phases=tuple(_phase(item) for item in _items(given, "phases")),
        earliest=tuple(_measure(item) for item in _items(given, "earliest")),
        cite=given["cite"].text(),
        verified=given["verified"].choice(Verified),
        against=_text(given, "against"),
        id=_text(given, "id"),
        status=status,
        carry_over=_flag(given, "carry_over"),
        note=_text(given, "note"),
        cut_over_floor=_opt(given, "cut_over_floor", _day, None),
        line=reading.line,
    )


def _start(reading: Reading) -> Start:
    if not reading.is_mapping:
        return Start(_pattern(reading))
    given = reading.entries({"event", "anchor"})
    if "event" not in given:
        reading.fail("an event, with an anchor if it differs")
    return Start(_pattern(given["event"]), _opt(given, "anchor", _anchor, None))


def _anchor(reading: Reading) -> Anchor:
    word = reading.text()
    if word in ("on", "for_on"):
        return Anchor(for_on=word == "for_on")
    _, of, rest = word.partition("for_on of ")
    return Anchor(reading.read(lambda _: patterns.parse(rest if of else word)), for_on=bool(of))


def _measure(reading: Reading) -> Measure:
    if not reading.is_mapping:
        return Measure(_duration(reading))
    given = reading.entries({"allowed", "anchor", "roll"})
    if "allowed" not in given:
        reading.fail("a limit with 'allowed'")
    return Measure(
        _duration(given["allowed"]),
        _opt(given, "anchor", _anchor, None),
        _opt(given, "roll", _roll, None),
    )


def _by_outcome(reading: Reading) -> dict[str, Measure]:
    return {outcome: _measure(value) for outcome, value in reading.entries().items()}


def _phase(reading: Reading) -> Phase:
    given = reading.entries({"allowed", "lasting"})
    if "allowed" not in given:
        reading.fail("a phase with 'allowed'")
    return Phase(_duration(given["allowed"]), _opt(given, "lasting", _duration, None))


def _decided(reading: Reading) -> Decided:
    given = reading.entries({"by", "date", "interval", "shorter_only"})
    if "by" not in given or ("date" in given) is ("interval" in given):
        reading.fail("'by' with either 'date: for_on' or 'interval'")
    if "date" in given and given["date"].text() != "for_on":
        given["date"].fail("for_on: the date the deciding event sets")
    intervals = given["interval"].entries() if "interval" in given else {}
    return Decided(
        by=_patterns(given, "by"),
        date="date" in given,
        intervals={outcome: _duration(value) for outcome, value in intervals.items()},
        shorter_only=_flag(given, "shorter_only"),
    )


def _along(given: Entries) -> tuple[Along, Along]:
    reading = given.get("along")
    if reading is None:
        return Along.STEP, Along.STEP
    if not reading.is_mapping:
        both = reading.choice(Along)
        return both, both
    parts = reading.entries({"stops", "abandons"})
    return (
        _opt(parts, "stops", lambda r: r.choice(Along), Along.STEP),
        _opt(parts, "abandons", lambda r: r.choice(Along), Along.STEP),
    )


def _restarts(given: Entries) -> Restarts:
    words = {"true": Restarts.YES, "false": Restarts.NO, "regrade": Restarts.REGRADE}
    words["earlier"] = Restarts.EARLIER
    return _word(given, "restarts", words, Restarts.NO)


def _once(given: Entries) -> Once:
    words = {"true": Once.FINISHED, "false": Once.NO, "stopped": Once.STOPPED}
    return _word(given, "once", words, Once.NO)


def _word(given: Entries, name: str, words: Mapping[str, T], otherwise: T) -> T:
    if name not in given:
        return otherwise
    if given[name].text() not in words:
        given[name].fail(f"one of: {', '.join(words)}")
    return words[given[name].text()]


def _roll(reading: Reading) -> bool:
    if reading.text() not in ("next_working_day", "false"):
        reading.fail("next_working_day, or false")
    return reading.text() == "next_working_day"


def _duration(reading: Reading) -> Duration:
    return reading.read(durations.parse)


def _pattern(reading: Reading) -> Pattern:
    return reading.read(patterns.parse)


def _patterns(given: Entries, name: str) -> tuple[Pattern, ...]:
    return tuple(_pattern(item) for item in _items(given, name))


def _day(reading: Reading) -> date | None:
    return None if reading.empty else reading.day()


def _items(given: Entries, name: str) -> list[Reading]:
    return given[name].items() if name in given else []


def _flag(given: Entries, name: str) -> bool:
    return given[name].flag() if name in given else False


def _text(given: Entries, name: str) -> str:
    return given[name].text() if name in given else ""


def _opt(given: Entries, name: str, read: Callable[[Reading], T], otherwise: T) -> T:
    return read(given[name]) if name in given else otherwise
