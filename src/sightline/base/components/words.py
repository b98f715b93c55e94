"""Dates, times and counts put into the words that screens use."""

from datetime import date, datetime, time

from sightline.base import moments

ABSENCES = {
    "not_known": "Not known",
    "not_asked": "Not asked",
    "declined": "Declined to say",
    "not_applicable": "Does not apply",
    "source_cannot_say": "Not known from this source",
}


def day(value: date | datetime | None, absent: str = "Not known") -> str:
    """A date as GOV.UK writes it: 3 July 2026."""
    if value is None:
        return absent
    if isinstance(value, datetime):
        value = moments.london(value).date()
    return f"{value.day} {value:%B %Y}"


def short_day(value: date | datetime | None, absent: str = "Not known") -> str:
    """A date for a crowded table: 3 Jul 2026."""
    if value is None:
        return absent
    if isinstance(value, datetime):
        value = moments.london(value).date()
    return f"{value.day} {value:%b %Y}"


def clock_time(value: datetime | time | None, absent: str = "") -> str:
    """A time of day: 10:42."""
    if value is None:
        return absent
    if isinstance(value, datetime):
        value = moments.london(value)
    return f"{value:%H:%M}"


def moment(value: datetime | None, absent: str = "Not known") -> str:
    """A moment: 3 July 2026 at 10:42."""
    if value is None:
        return absent
    return f"{day(value)} at {clock_time(value)}"


def plural(count: int, one: str, many: str = "") -> str:
    """A count with its noun: 1 child, 2 children."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def absence(code: str) -> str:
    """The words for why a fact is not there."""
    return ABSENCES.get(code, code.replace("_", " "))


def age(born: date | None, on: date | None = None) -> int | None:
    """Completed years on a date, today unless told."""
    if born is None:
        return None
    on = on or moments.today()
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def age_words(born: date | None, expected: date | None = None, on: date | None = None) -> str:
    """An age as people say it: months below two, "Unborn" before birth."""
    on = on or moments.today()
    if born is None:
        return f"Unborn, expected {day(expected)}" if expected else "Age not known"
    years = age(born, on) or 0
    if years >= 2:
        return f"{years} years"
    months = (on.year - born.year) * 12 + on.month - born.month - (on.day < born.day)
    if months >= 1:
        return plural(months, "month")
    return plural((on - born).days, "day")
