"""Every wrong thing that could be planted in a clock: number, unit, date, event or word."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

from sightline.kernel.clocks import (
    ON,
    Along,
    ClockRule,
    Decided,
    Measure,
    Once,
    Phase,
    Restarts,
    Version,
)
from sightline.kernel.counting import Count
from sightline.kernel.durations import Duration, Unit
from sightline.kernel.patterns import Pattern

T = TypeVar("T")
Wrong = Iterator[tuple[str, T]]
"""What was planted, in words, and the thing with it planted."""

ONE_DAY = timedelta(days=1)
SAME = frozenset({Count.AFTER, Count.INTERVAL, Count.ANNIVERSARY, Count.CLOCK, Count.AGE})
"""Ways of counting that differ for the reader; the day they end on is the same."""


def planted(rule: ClockRule) -> Wrong[ClockRule]:
    """The rule with one wrong thing in it, for every such thing."""
    yield from numbers(rule)
    yield from dates(rule)
    yield from events(rule)
    yield from words(rule)


def numbers(rule: ClockRule) -> Wrong[ClockRule]:
    """A limit one too many, one too few, in another unit, or left out."""
    for what, versions in _each(rule.versions, _wrong_limits):
        yield what, replace(rule, versions=versions)
    if rule.decided:
        for what, decided in _wrong_intervals(rule.decided):
            yield what, replace(rule, decided=decided)


def dates(rule: ClockRule) -> Wrong[ClockRule]:
    """A version a day early, a day late, without its end, or missing."""
    for i, version in enumerate(rule.versions):
        if len(rule.versions) > 1:
            yield f"without {version.since}", replace(rule, versions=_put(rule.versions, i))
        for what, wrong in _wrong_days(version):
            versions = list(_put(rule.versions, i, wrong))
            before = versions[i - 1] if i else None
            if before and before.until and before.until >= wrong.since:
                versions[i - 1] = replace(before, until=wrong.since - ONE_DAY)
            yield what, replace(rule, versions=tuple(versions))


def events(rule: ClockRule) -> Wrong[ClockRule]:
    """An event or an outcome that is not listened to, or one that should not be."""
    for i, start in enumerate(rule.starts):
        for what, patterns in _wrong_patterns((start.pattern,)):
            kept = [replace(start, pattern=pattern) for pattern in patterns]
            yield f"starts {what}", replace(rule, starts=_put(rule.starts, i, *kept))
    for name in ("stops", "abandons", "when", "pauses", "resumes"):
        for what, patterns in _wrong_patterns(getattr(rule, name)):
            yield f"{name} {what}", replace(rule, **{name: patterns})
    if rule.decided:
        yield "decided by nothing", replace(rule, decided=None)
        for what, patterns in _wrong_patterns(rule.decided.by):
            yield f"decided {what}", replace(rule, decided=replace(rule.decided, by=patterns))
    if rule.anchor != ON:
        yield f"counted from its start and not {rule.anchor}", replace(rule, anchor=ON)


def words(rule: ClockRule) -> Wrong[ClockRule]:
    """A word of the clock's grammar taken away, as if nobody had written it."""
    for i, process in enumerate(rule.hangs):
        yield f"not hanging from {process}", replace(rule, hangs=_put(rule.hangs, i))
    for name, plain in (
        ("stops_along", Along.STEP), ("abandons_along", Along.STEP), ("survives_close", False),
        ("survives_death", False), ("moves", False), ("roll", False), ("restarts", Restarts.NO),
        ("once", Once.NO), ("clock_function", ""),
    ):  # fmt: skip
        if getattr(rule, name) != plain and (name != "abandons_along" or rule.abandons):
            yield f"without {name}", replace(rule, **{name: plain})
    counted = any(version.measure or version.by_outcome for version in rule.versions)
    for other in (Count.FROM, Count.BEFORE, Count.AFTER) if counted else ():
        if other is not rule.count and not {other, rule.count} <= SAME:
            yield f"counted {other}", replace(rule, count=other)


def _put(items: tuple[T, ...], i: int, *new: T) -> tuple[T, ...]:
    return (*items[:i], *new, *items[i + 1 :])


def _each(items: tuple[T, ...], wrong: Callable[[T], Wrong[T]]) -> Wrong[tuple[T, ...]]:
    for i, item in enumerate(items):
        for what, changed in wrong(item):
            yield what, _put(items, i, changed)


def _wrong_limits(version: Version) -> Wrong[Version]:
    if version.measure:
        for what, measure in _wrong_measures(version.measure):
            yield f"{version.since} {what}", replace(version, measure=measure)
    for outcome, right in version.by_outcome.items():
        others = {k: v for k, v in version.by_outcome.items() if k != outcome}
        yield f"without {outcome}", replace(version, by_outcome=others)
        for what, measure in _wrong_measures(right):
            yield f"{outcome} {what}", replace(version, by_outcome={**others, outcome: measure})
    for what, phases in _each(version.phases, _wrong_phases):
        yield f"{version.since} {what}", replace(version, phases=phases)
    for what, earliest in _each(version.earliest, _wrong_measures):
        yield f"{version.since} {what}", replace(version, earliest=earliest)


def _wrong_measures(measure: Measure) -> Wrong[Measure]:
    for wrong in _wrong_durations(measure.allowed):
        yield f"{wrong}", replace(measure, allowed=wrong)
    if measure.roll is not None:
        yield f"roll {not measure.roll}", replace(measure, roll=not measure.roll)
    if measure.anchor is not None:
        yield f"not from {measure.anchor}", replace(measure, anchor=None)


def _wrong_phases(phase: Phase) -> Wrong[Phase]:
    for wrong in _wrong_durations(phase.allowed):
        yield f"{wrong}", replace(phase, allowed=wrong)
    for wrong in _wrong_durations(phase.lasting) if phase.lasting else ():
        yield f"lasting {wrong}", replace(phase, lasting=wrong)


def _wrong_intervals(decided: Decided) -> Wrong[Decided]:
    if decided.shorter_only:
        yield "decided, also longer", replace(decided, shorter_only=False)
    for outcome, right in decided.intervals.items():
        others = {k: v for k, v in decided.intervals.items() if k != outcome}
        yield f"decided, without {outcome}", replace(decided, intervals=others)
        for wrong in _wrong_durations(right):
            changed = {**others, outcome: wrong}
            yield f"decided {outcome} {wrong}", replace(decided, intervals=changed)


def _wrong_durations(right: Duration) -> Iterator[Duration]:
    if right.number is None:
        return
    yield from (Duration(n, right.unit) for n in (right.number - 1, right.number + 1) if n >= 0)
    # nothing of anything ends on the same day
    others = [unit for unit in Unit if unit is not right.unit] if right.number else []
    yield from (Duration(right.number, unit) for unit in others)


def _wrong_days(version: Version) -> Wrong[Version]:
    for days in (-1, 1):
        for name in ("since", "until", "cut_over_floor"):
            right = getattr(version, name)
            if right is not None and (name != "since" or version.dated):
                wrong = right + days * ONE_DAY
                yield f"{name} {wrong}", replace(version, **{name: wrong})
    for name in ("until", "cut_over_floor"):
        if getattr(version, name) is not None:
            yield f"{version.since} without {name}", replace(version, **{name: None})


def _wrong_patterns(patterns: tuple[Pattern, ...]) -> Wrong[tuple[Pattern, ...]]:
    for i, pattern in enumerate(patterns):
        yield f"without {pattern}", _put(patterns, i)
        if pattern.before:
            unbarred = replace(pattern, before="")
            yield f"{pattern} at any time", _put(patterns, i, unbarred)
        if pattern.outcomes is None:
            continue
        yield f"{pattern} whatever its outcome", _put(patterns, i, replace(pattern, outcomes=None))
        for outcome in sorted(pattern.outcomes) if len(pattern.outcomes) > 1 else ():
            fewer = replace(pattern, outcomes=pattern.outcomes - {outcome})
            yield f"{pattern} but not {outcome}", _put(patterns, i, fewer)
