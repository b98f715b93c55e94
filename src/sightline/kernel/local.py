"""What an authority sets for itself, within what the law lets it change."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sightline.kernel.calendar import CalendarError, WorkingCalendar, moment
from sightline.kernel.clocks import Change, ClockRule, LimitKind, LocalValue, Measure, Version
from sightline.kernel.counting import count
from sightline.kernel.durations import Duration

SAMPLE_DAYS = 1461
"""Four years of starts: every weekday, month end, leap day and moved Easter is among them."""


class LocalChangeRefused(ValueError):
    """A local value that the law does not let an authority set."""


@dataclass(frozen=True, slots=True)
class LocalValues:
    """The dated local values of every authority, found by authority and clock."""

    values: Mapping[tuple[str, str], tuple[LocalValue, ...]]

    @classmethod
    def of(cls, values: "Iterable[LocalValue] | LocalValues") -> "LocalValues":
        if isinstance(values, LocalValues):
            return values
        found: dict[tuple[str, str], list[LocalValue]] = {}
        for value in values:
            found.setdefault((value.authority, value.key), []).append(value)
        ordered = {
            place: tuple(sorted(group, key=lambda value: value.since))
            for place, group in found.items()
        }
        return cls(ordered)

    def governing(
        self, authority: str, key: str, day: date, outcome: str = ""
    ) -> LocalValue | None:
        """The latest value in force for a clock on a day."""
        found = None
        for value in self.values.get((authority, key), ()):
            if value.cut_over is None and value.outcome == outcome and value.covers(day):
                found = value
        return found

    def cut_over(self, authority: str, key: str) -> date | None:
        """The day an authority left a historic rule behind, when it has said."""
        for value in self.values.get((authority, key), ()):
            if value.cut_over is not None:
                return value.cut_over
        return None


def check(rule: ClockRule, value: LocalValue, calendar: WorkingCalendar) -> None:
    """Refuse a local value the rule does not allow, saying why and what is allowed."""
    if value.cut_over is not None:
        _check_cut_over(rule, value.cut_over)
        return
    if rule.change is Change.FREE:
        return
    if rule.change is Change.FIXED:
        raise LocalChangeRefused(
            f"'{rule.title}' ({rule.key}) is fixed by {rule.strength} and cannot be changed "
            "locally. Leave the national value."
        )
    if value.allowed is None:
        raise LocalChangeRefused(
            f"'{rule.title}' ({rule.key}) may be made stricter but not switched off: it rests on "
            f"{rule.strength}. Give a limit no looser than {_numbers(rule)}."
        )
    for version in rule.versions:
        if _in_period(version, value):
            _check_tighter(rule, version, value, calendar)


def _check_cut_over(rule: ClockRule, day: date) -> None:
    floors = [v.cut_over_floor for v in rule.versions if v.cut_over_floor]
    if not floors:
        raise LocalChangeRefused(
            f"'{rule.title}' ({rule.key}) has no cut-over day: only a replaced rule that some "
            "authorities kept for longer has one."
        )
    if day < min(floors):
        raise LocalChangeRefused(
            f"'{rule.title}' ({rule.key}) cannot have been left behind on {day}: the earliest "
            f"day is {min(floors)}."
        )


def _check_tighter(
    rule: ClockRule, version: Version, value: LocalValue, calendar: WorkingCalendar
) -> None:
    national = version.by_outcome.get(value.outcome, version.measure)
    if national is None or not national.allowed.has_number or value.allowed is None:
        return
    if looser(rule, national, value.allowed, calendar):
        raise LocalChangeRefused(
            f"'{rule.title}' ({rule.key}) may only be made stricter locally: {value.allowed} is "
            f"looser than {national.allowed} ({version.cite}) for at least one start day. "
            f"Give {national.allowed} or less."
        )


def looser(rule: ClockRule, national: Measure, local: Duration, calendar: WorkingCalendar) -> bool:
    """Whether a local limit ever allows more than the national one, whatever day it starts."""
    if not local.has_number:
        return True
    first = max(calendar.first, date(2024, 1, 1))
    roll = rule.roll if national.roll is None else national.roll
    for n in range(SAMPLE_DAYS):
        start = moment(first + timedelta(days=n), None)
        try:
            law = count(national.allowed, rule.count, start, calendar, hours=rule.hours, roll=roll)
            own = count(local, rule.count, start, calendar, hours=rule.hours, roll=roll)
        except CalendarError:
            return True
        law_day: date = law[0]
        own_day: date = own[0]
        if law[1] is not None and own[1] is not None:
            law_day, own_day = law[1], own[1]  # two moments compare to the minute
        # A minimum is looser when it comes earlier; every other limit when it comes later.
        if own_day != law_day and (own_day < law_day) is (rule.kind is LimitKind.MIN):
            return True
    return False


def _in_period(version: Version, value: LocalValue) -> bool:
    begins_in_time = value.until is None or version.since <= value.until
    return begins_in_time and (version.until is None or version.until >= value.since)


def _numbers(rule: ClockRule) -> str:
    return rule.versions[-1].limits()
