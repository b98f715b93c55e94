"""How the law counts: after, beginning with, on the anniversary, in elapsed hours, back from."""

from datetime import date, datetime, timedelta
from enum import StrEnum

from sightline.kernel.calendar import (
    LONDON,
    CalendarError,
    WorkingCalendar,
    add_hours,
    add_months,
)
from sightline.kernel.durations import Duration, Unit


class Count(StrEnum):
    """The way days are counted towards a limit."""

    AFTER = "after"
    FROM = "from"
    ANNIVERSARY = "anniv"
    INTERVAL = "interval"
    CLOCK = "clock"
    BEFORE = "before"
    AGE = "age"


Due = tuple[date, datetime | None]


def count(
    allowed: Duration,
    how: Count,
    start: datetime,
    calendar: WorkingCalendar,
    *,
    hours: str = "",
    roll: bool = False,
) -> Due:
    """The due day, and the due moment when the limit is in hours, counted from a London moment."""
    if allowed.number is None:
        raise CalendarError("A limit without a number has no due date.")
    if allowed.in_hours:
        return _moment(allowed, how, start, calendar, hours, roll)
    day = _day(allowed, how, start.astimezone(LONDON).date(), calendar)
    return (calendar.next_working(day) if roll else day), None


def _moment(
    allowed: Duration,
    how: Count,
    start: datetime,
    calendar: WorkingCalendar,
    hours: str,
    roll: bool,
) -> Due:
    number = allowed.number or 0
    if how is Count.BEFORE:
        due = add_hours(start, -number)
    elif allowed.unit is Unit.OPENING_HOUR:
        due = calendar.add_opening_hours(start, number, hours)
    else:
        due = add_hours(start, number)
    if roll:
        day = calendar.next_working(due.date())
        due = datetime.combine(day, due.time(), LONDON)
    return due.date(), due


def _day(allowed: Duration, how: Count, start: date, calendar: WorkingCalendar) -> date:
    number = allowed.number or 0
    if how is Count.BEFORE:
        return add(start, Duration(-number, allowed.unit), calendar)
    if how is not Count.FROM:
        return add(start, allowed, calendar)
    # "Beginning with" makes the first day day 1, so the limit ends a day sooner.
    if allowed.unit is Unit.WORKING_DAY:
        return calendar.add(start, max(number - 1, 0))
    return add(start, allowed, calendar) - timedelta(days=1)


def add(start: date, allowed: Duration, calendar: WorkingCalendar) -> date:
    """A day some time after another, or before it when the number is negative."""
    number = allowed.number or 0
    if allowed.unit is Unit.WORKING_DAY:
        return calendar.add(start, number)
    if allowed.unit is Unit.MONTH:
        return add_months(start, number)
    if allowed.unit is Unit.YEAR:
        return add_months(start, 12 * number)
    if allowed.in_hours:
        raise CalendarError(f"{allowed} cannot be counted from a day without a time.")
    days = number * 7 if allowed.unit is Unit.WEEK else number
    try:
        return start + timedelta(days=days)
    except OverflowError as error:
        raise CalendarError(f"{allowed} from {start} is outside any calendar.") from error
