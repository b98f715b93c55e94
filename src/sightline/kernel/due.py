"""When a duty falls due if it starts at a moment, and how near that is, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sightline.kernel.calendar import LONDON, CalendarError, WorkingCalendar, moment
from sightline.kernel.clocks import ClockRule, LimitKind, LocalValue, Measure, Version
from sightline.kernel.counting import Due, add, count
from sightline.kernel.durations import Duration
from sightline.kernel.local import LocalValues

NO_VERSION = "no version of this clock was in force on that day"


@dataclass(frozen=True, slots=True)
class DueAnswer:
    """The due date of one start, with the version, citation and state it rests on."""

    key: str
    title: str
    started: date | datetime
    due_on: date | None
    due_at: datetime | None
    limit: str
    version: str
    citation: str
    verified: str
    strength: str
    state: str
    note: str = ""


def due(
    rule: ClockRule,
    start: date | datetime,
    calendar: WorkingCalendar,
    *,
    local: Iterable[LocalValue] | LocalValues = (),
    authority: str = "",
    outcome: str = "",
    now: datetime | None = None,
) -> DueAnswer:
    """When a duty that starts (or, counted back, is fixed for) a day or moment falls due."""
    begun = start.astimezone(LONDON) if isinstance(start, datetime) else moment(start, None)
    values = LocalValues.of(local)
    version = rule.version_on(begun.date(), values.cut_over(authority, rule.key))
    if version is None:
        return _answer(rule, start, None, (None, None), "", NO_VERSION)
    named = outcome if outcome in version.by_outcome else ""
    own = values.governing(authority, rule.key, begun.date(), named)
    measure = _measure(version, own, named)
    found: Due | tuple[None, None] = (None, None)
    if measure is not None and measure.allowed.has_number:
        roll = rule.roll if measure.roll is None else measure.roll
        found = count(measure.allowed, rule.count, begun, calendar, hours=rule.hours, roll=roll)
    limit = version.limits() if measure is None else str(measure.allowed)
    if own is not None and own.allowed is None:
        limit, state = "", "no alarm: switched off locally"
    elif found[0] is None:
        state = f"no date follows from the start alone: {limit}"
    else:
        state = words(found[0], found[1], now or begun, calendar, rule.kind)
    suffix = f"/{authority}" if own is not None else ""
    return _answer(rule, start, version, found, limit, state, suffix)


def _measure(version: Version, own: LocalValue | None, outcome: str) -> Measure | None:
    if own is not None:
        return Measure(own.allowed) if own.allowed else None
    if outcome:
        return version.by_outcome[outcome]
    if version.phases:
        return Measure(version.phases[0].allowed)
    return version.measure


def _answer(
    rule: ClockRule,
    start: date | datetime,
    version: Version | None,
    found: Due | tuple[None, None],
    limit: str,
    state: str,
    suffix: str = "",
) -> DueAnswer:
    return DueAnswer(
        key=rule.key,
        title=rule.title,
        started=start,
        due_on=found[0],
        due_at=found[1],
        limit=limit,
        version=version.since.isoformat() + suffix if version else "",
        citation=version.cite if version else "",
        verified=str(version.verified) if version else "",
        strength=str(rule.strength),
        state=state,
        note=_note(version) if version else "",
    )


def _note(version: Version) -> str:
    parts = [version.note]
    if version.carry_over:
        parts.append("carry-over not confirmed: the current edition was not read")
    return "; ".join(part for part in parts if part)


def warnings(rule: ClockRule, due_on: date, calendar: WorkingCalendar) -> tuple[date, ...]:
    """The days on which a duty is brought forward before it is due, first one first."""
    days = set()
    for warning in rule.warn:
        if warning.in_hours:
            days.add(due_on - timedelta(days=(warning.number or 0) // 24))
        else:
            back = Duration(-(warning.number or 0), warning.unit)
            days.add(add(due_on, back, calendar))
    return tuple(sorted(days))


def words(
    due_on: date,
    due_at: datetime | None,
    now: datetime,
    calendar: WorkingCalendar,
    kind: LimitKind = LimitKind.MAX,
) -> str:
    """How a due date stands at a moment: "due in 3 working days", "overdue by 1 working day"."""
    here = now.astimezone(LONDON)
    if due_at is not None:
        return _in_hours(due_at, here, kind)
    today = here.date()
    if due_on == today:
        return {LimitKind.MIN: "permitted from today", LimitKind.EXPIRY: "ends today"}.get(
            kind, "reached today" if kind is LimitKind.THRESHOLD else "due today"
        )
    ahead, behind = _phrases(kind)
    first, last = (today, due_on) if due_on > today else (due_on, today)
    length = _length(first, last, calendar)
    return (ahead if due_on > today else behind).format(length)


def _phrases(kind: LimitKind) -> tuple[str, str]:
    """What is said before the date and after it."""
    if kind is LimitKind.MIN:
        return "permitted in {}", "permitted for {}"
    if kind is LimitKind.THRESHOLD:
        return "reached in {}", "reached {} ago"
    if kind is LimitKind.EXPIRY:
        return "ends in {}", "ended {} ago"
    return "due in {}", "overdue by {}"


def _length(first: date, last: date, calendar: WorkingCalendar) -> str:
    days = (last - first).days
    try:
        working = calendar.between(first, last)
    except CalendarError:
        working = 0
    if working:
        return f"{working} working day{'' if working == 1 else 's'}"
    return f"{days} day{'' if days == 1 else 's'}"


def _in_hours(due_at: datetime, now: datetime, kind: LimitKind) -> str:
    ahead, behind = _phrases(kind)
    gap = abs(due_at - now)
    hours, minutes = divmod(gap // timedelta(minutes=1), 60)
    if hours >= 48:
        length = f"{hours // 24} days"
    elif hours:
        length = f"{hours} hour{'' if hours == 1 else 's'}"
    else:
        length = f"{minutes} minute{'' if minutes == 1 else 's'}"
    return (ahead if due_at >= now else behind).format(length)
