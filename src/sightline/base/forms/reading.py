"""Dates, times and numbers as people type them, read or refused in plain words."""

import calendar
import re
from datetime import date, time, timedelta
from decimal import Decimal, InvalidOperation

from sightline.base import moments
from sightline.base.numbers import key

MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if name}
MONTHS |= {name.lower(): n for n, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
DAY_WORDS = {"yesterday": -1, "today": 0, "tomorrow": 1}
TIME_WORDS = {"midday": time(12), "noon": time(12), "midnight": time(0)}
WRITTEN = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s/.\-]+([a-z]+|\d{1,2})[\s/.\-,]*(\d{2,4})?")
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
CLOCK = re.compile(r"(\d{1,2})(?:[:.\s]?(\d{2}))?\s*(am|pm|a\.m\.|p\.m\.)?")


class Unreadable(ValueError):
    """A text that cannot be read as what was asked for; its words say why and what would do."""


def read_date(text: str, *, past: bool = False) -> date:
    """A date typed in one go: "today", "21/11/2026", "21 Nov", "2026-11-21".

    Without a year it is the nearest such day, or with `past` the latest one not in the future.
    """
    said = text.strip().lower()
    if said in DAY_WORDS:
        return moments.today() + timedelta(days=DAY_WORDS[said])
    if found := ISO.fullmatch(said):
        return from_parts(found[3], found[2], found[1], past=past)
    if found := WRITTEN.fullmatch(said):
        return from_parts(found[1], found[2], found[3] or "", past=past)
    raise Unreadable(f"“{text}” is not a date we can read. Write it like 21 11 2026, or “today”.")


def from_parts(day: str, month: str, year: str, *, past: bool = False) -> date:
    """A date from its three boxes; the month may be a word."""
    said = "/".join(part for part in (day, month, year) if part)
    month_number = MONTHS.get(month.strip().lower().rstrip("."), 0) or _whole(month)
    day_number = _whole(day)
    if not day_number or not month_number:
        raise Unreadable(f"“{said}” is not a date we can read. Write it like 21 11 2026.")
    if month_number > 12:
        raise Unreadable(f"“{said}” is not a real date: there is no month {month_number}.")
    if not year.strip():
        return _nearest(day_number, month_number, said, past)
    return _real(day_number, month_number, _century(year, said), said)


def _whole(text: str) -> int:
    return key(text) or 0


def _century(year: str, said: str) -> int:
    number, digits = _whole(year), len(year.strip())
    if digits == 4 and 1870 <= number <= 2200:
        return number
    if digits != 2:
        raise Unreadable(f"“{said}” has no year we can read. Write all four figures, like 2026.")
    # a two-figure year more than twenty years ahead was meant for the century before
    century = moments.today().year // 100 * 100
    return century + number - (100 if century + number > moments.today().year + 20 else 0)


def _real(day: int, month: int, year: int, said: str) -> date:
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        name = calendar.month_name[month]
        raise Unreadable(f"“{said}” is not a real date: {name} {year} has {last} days.")
    return date(year, month, day)


def _nearest(day: int, month: int, said: str, past: bool) -> date:
    today = moments.today()
    tried = []
    for year in (today.year - 1, today.year, today.year + 1):
        if day <= calendar.monthrange(year, month)[1]:
            tried.append(date(year, month, day))
    if past:
        tried = [found for found in tried if found <= today]
    if not tried:
        raise Unreadable(f"“{said}” needs its year. Write it like 21 11 2026.")
    return min(tried, key=lambda found: abs((found - today).days))


def read_time(text: str) -> time:
    """A time of day: "10:42", "1042", "2pm", "noon", "now"."""
    said = text.strip().lower()
    if said == "now":
        return moments.now().time().replace(second=0, microsecond=0)
    if said in TIME_WORDS:
        return TIME_WORDS[said]
    found = CLOCK.fullmatch(said)
    if found is None:
        raise Unreadable(f"“{text}” is not a time we can read. Write it like 14:30 or 2.30pm.")
    hour, minute = int(found[1]), int(found[2] or 0)
    half = (found[3] or "").replace(".", "")
    if half and not 1 <= hour <= 12:
        raise Unreadable(f"“{text}” is not a time: with am or pm the hour is 1 to 12.")
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour > 23 or minute > 59:
        raise Unreadable(f"“{text}” is not a time of day. Write it like 14:30.")
    return time(hour, minute)


def read_whole(text: str) -> int:
    """A whole number, with or without thousands commas."""
    try:
        return int(text.strip().replace(",", ""))
    except ValueError:
        raise Unreadable(f"“{text}” is not a whole number. Use figures, like 12.") from None


def read_decimal(text: str) -> Decimal:
    """A number with or without pounds, commas and pence."""
    try:
        number = Decimal(text.strip().lstrip("£").replace(",", ""))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise Unreadable(f"“{text}” is not a number. Use figures, like 12.50.")
    return number
