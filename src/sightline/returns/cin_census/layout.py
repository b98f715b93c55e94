"""The elements of the children in need census and the years in which each belongs to it.

Contains public sector information licensed under the Open Government Licence v3.0 (Department for
Education). Names, order and years are facts of the standard; the meanings are our own words.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

FIRST_YEAR, LAST_YEAR = 2022, 2027
CHILD = "Children/Child"
#: What is not known of a year's layout, said wherever a return of that year is made.
NOT_KNOWN = {
    2027: (
        "Pre-proceedings and family group decision making are new in 2026-27. No process here "
        "records them yet, so the return has none: the department asks for the reason.",
        "The order of their elements is known only from work that others have not finished, and "
        "the labels of the outcomes A, B and C (code set CS131) have not been seen.",
    ),
}


@dataclass(frozen=True, slots=True)
class Element:
    """One element: where it stands, what it holds, and the census years that have it."""

    path: str
    kind: str
    many: bool
    code_set: str
    since: int | None
    until: int | None
    meaning: str

    @property
    def name(self) -> str:
        """Its own name."""
        return self.path.rpartition("/")[2]

    def belongs(self, year: int) -> bool:
        """Whether the layout of that census year has it."""
        return (self.since or 0) <= year <= (self.until or 9999)


@cache
def elements() -> tuple[Element, ...]:
    """Every element, in the order of the file."""
    with Path(__file__).with_name("layout.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Element(
                row["path"], row["kind"], row["many"] == "yes", row["code_set"],
                int(row["since"]) if row["since"] else None,
                int(row["until"]) if row["until"] else None, row["meaning"],
            )
            for row in csv.DictReader(file)
        )


@cache
def inside(group: str) -> tuple[str, ...]:
    """The names that may stand directly inside a group such as "Children/Child/CINdetails"."""
    names = []
    for element in elements():
        if element.path.startswith(f"{group}/"):
            names.append(element.path[len(group) + 1:].partition("/")[0])
    return tuple(dict.fromkeys(names))


@cache
def element(path: str) -> Element:
    """The element at a path."""
    return next(each for each in elements() if each.path == path)


def year_words(year: int) -> str:
    """A census year as people say it: 2023 is 2022-23."""
    return f"{year - 1}-{year % 100:02d}"


def year_of(words: str) -> int:
    """The census year of "2022-23"; ValueError says how to write it."""
    begun, _, ended = words.partition("-")
    if not (begun.isdigit() and ended.isdigit() and len(begun) == 4 and len(ended) == 2):
        raise ValueError(f"{words!r} is no census year; write it as 2022-23")
    if (int(begun) + 1) % 100 != int(ended):
        raise ValueError(f"{words!r} is no census year; one year follows the other: 2022-23")
    return int(begun) + 1


def known_year(words: str) -> int:
    """The census year of "2022-23", if its layout is known here; ValueError says which are."""
    year = year_of(words)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(
            f"the layout of {words} is not known here; those of {year_words(FIRST_YEAR)} to "
            f"{year_words(LAST_YEAR)} are"
        )
    return year


def period(year: int) -> tuple[date, date]:
    """The first and last day of a census year."""
    return date(year - 1, 4, 1), date(year, 3, 31)
