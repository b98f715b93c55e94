"""The working calendar: which days count, and the arithmetic that every limit is counted with."""

from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


class CalendarError(ValueError):
    """A day outside the calendar, or a count that cannot be made."""


def add_months(day: date, months: int) -> date:
    """The same day some months on, or the last day of a shorter month; negative counts back."""
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(total, 12)
    if not 1 <= year <= 9999:
        raise CalendarError(f"{months} months from {day} is outside any calendar.")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def moment(day: date, at: time | None) -> datetime:
    """A day and a time of day in London; without a time, the first moment of the day."""
    return datetime.combine(day, at or time(0), LONDON)


def add_hours(start: datetime, hours: int) -> datetime:
    """Elapsed hours, which run on through nights, weekends and the change of the clocks."""
    return (start.astimezone(UTC) + timedelta(hours=hours)).astimezone(LONDON)


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """When a service is open in a week: weekday (Monday is 0), opens, closes."""

    windows: tuple[tuple[int, time, time], ...]
    open_on_holidays: bool = False

    def on(self, day: date, holiday: bool) -> list[tuple[datetime, datetime]]:
        if holiday and not self.open_on_holidays:
            return []
        return [
            (datetime.combine(day, opens, LONDON), datetime.combine(day, closes, LONDON))
            for weekday, opens, closes in self.windows
            if weekday == day.weekday()
        ]


@dataclass(frozen=True)
class WorkingCalendar:
    """Working days of England and Wales: not Saturday, Sunday nor a bank or common law holiday."""

    holidays: frozenset[date]
    first: date
    last: date
    opening: Mapping[str, OpeningHours] = field(default_factory=dict)
    names: Mapping[date, str] = field(default_factory=dict)
    _days: list[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise CalendarError(f"A calendar cannot end ({self.last}) before it starts.")
        free = {day.toordinal() for day in self.holidays}
        span = range(self.first.toordinal(), self.last.toordinal() + 1)
        # Ordinal 1 is a Monday, so n % 7 is 6 on Saturday and 0 on Sunday.
        days = [n for n in span if n % 7 not in (6, 0) and n not in free]
        object.__setattr__(self, "_days", days)

    def is_working(self, day: date) -> bool:
        n = self._within(day)
        i = bisect_left(self._days, n)
        return i < len(self._days) and self._days[i] == n

    def add(self, day: date, n: int) -> date:
        """The nth working day after a day, which is day 0 even when it is no working day."""
        if n == 0:
            return day
        if n < 0:
            return self.subtract(day, -n)
        return self._at(bisect_right(self._days, self._within(day)) + n - 1, day, n)

    def subtract(self, day: date, n: int) -> date:
        """The nth working day before a day."""
        if n == 0:
            return day
        if n < 0:
            return self.add(day, -n)
        return self._at(bisect_left(self._days, self._within(day)) - n, day, -n)

    def between(self, start: date, end: date) -> int:
        """Working days after one day up to and including another; negative when it is earlier."""
        until = bisect_right(self._days, self._within(end))
        return until - bisect_right(self._days, self._within(start))

    def next_working(self, day: date) -> date:
        """The day itself when it is a working day, or the first one after."""
        return self._at(bisect_left(self._days, self._within(day)), day, 0)

    def add_opening_hours(self, start: datetime, hours: int, service: str) -> datetime:
        """The moment a service has been open for some hours since a moment."""
        if service not in self.opening:
            known = ", ".join(sorted(self.opening)) or "none"
            raise CalendarError(f"No opening hours for '{service}'. Known services: {known}.")
        left = timedelta(hours=hours)
        for opens, closes in self._windows(start, self.opening[service]):
            span = closes.astimezone(UTC) - opens.astimezone(UTC)
            if left <= span:
                return (opens.astimezone(UTC) + left).astimezone(LONDON)
            left -= span
        raise CalendarError(f"{hours} opening hours after {start} is past {self.last}.")

    def _windows(
        self, start: datetime, service: OpeningHours
    ) -> Iterable[tuple[datetime, datetime]]:
        begun = start.astimezone(LONDON)
        day = begun.date()
        while day <= self.last:
            for opens, closes in service.on(day, day in self.holidays):
                if closes > begun:
                    yield max(opens, begun), closes
            day += timedelta(days=1)

    def _within(self, day: date) -> int:
        if not self.first <= day <= self.last:
            raise CalendarError(
                f"{day} is outside the working calendar, which is filled from {self.first} to "
                f"{self.last}. Check the year, or fill the calendar further."
            )
        return day.toordinal()

    def _at(self, i: int, day: date, n: int) -> date:
        if not 0 <= i < len(self._days):
            raise CalendarError(
                f"{n} working days from {day} falls outside the working calendar, which is "
                f"filled from {self.first} to {self.last}."
            )
        return date.fromordinal(self._days[i])
