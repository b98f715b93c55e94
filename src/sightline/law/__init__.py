"""The law as dated data: calendars, code sets, instruments and clocks, each with its source."""

import csv
from datetime import date, time
from functools import cache
from pathlib import Path

from sightline.kernel.calendar import OpeningHours, WorkingCalendar
from sightline.law.errors import LawError

HERE = Path(__file__).parent
CALENDARS = HERE / "calendars"


@cache
def calendar() -> WorkingCalendar:
    """The working calendar of England and Wales, with this installation's dated overrides."""
    return read_calendar(CALENDARS)


def read_calendar(folder: Path) -> WorkingCalendar:
    """A working calendar from a folder of calendar files; errors name file and line."""
    names = dict(_days(folder / "england_and_wales.csv"))
    first, last = _span(names, folder)
    overrides = folder / "local_overrides.csv"
    for line, row in _rows(overrides):
        day = _date(row["on"], overrides, line)
        if row["change"] == "holiday":
            names[day] = row["name"]
        elif row["change"] == "working_day":
            names.pop(day, None)
        else:
            raise LawError(overrides, line, row["change"], "one of: holiday, working_day")
    opening = _opening(folder / "opening_hours.csv")
    return WorkingCalendar(frozenset(names), first, last, opening, names)


def _span(names: dict[date, str], folder: Path) -> tuple[date, date]:
    """Whole years: a calendar that stops in mid-year would count the rest as free of holidays."""
    if not names:
        raise LawError(folder / "england_and_wales.csv", 1, "", "at least one holiday")
    return date(min(names).year, 1, 1), date(max(names).year, 12, 31)


def _days(path: Path) -> list[tuple[date, str]]:
    return [(_date(row["on"], path, line), row["name"]) for line, row in _rows(path)]


def _opening(path: Path) -> dict[str, OpeningHours]:
    windows: dict[str, list[tuple[int, time, time]]] = {}
    for line, row in _rows(path):
        try:
            window = (
                int(row["weekday"]) - 1,
                time.fromisoformat(row["opens"]),
                time.fromisoformat(row["closes"]),
            )
        except ValueError as error:
            raise LawError(
                path, line, str(row), "weekday 1 (Monday) to 7, and times as HH:MM"
            ) from error
        windows.setdefault(row["service"], []).append(window)
    return {service: OpeningHours(tuple(found)) for service, found in windows.items()}


def _rows(path: Path) -> list[tuple[int, dict[str, str]]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(enumerate(csv.DictReader(file), start=2))


def _date(text: str, path: Path, line: int) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise LawError(path, line, text, "a date written YYYY-MM-DD") from error
