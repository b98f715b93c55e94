"""What was typed into the search box, taken apart: dates, numbers, and words."""

import re
from dataclasses import dataclass
from datetime import date

from sightline.base.forms.reading import Unreadable, read_date
from sightline.people.persons.plain import number_key, words

MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
DATE = re.compile(
    rf"\b(\d{{4}}-\d{{1,2}}-\d{{1,2}}|\d{{1,2}}[/.\-]\d{{1,2}}[/.\-]\d{{2,4}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH}\.?\s+\d{{2,4}})\b",
    re.IGNORECASE,
)
#: An NHS number as it is printed on letters: 943 476 5919.
SPACED = re.compile(r"\b\d{3}[ -]\d{3}[ -]\d{4}\b")
LONGEST = 200
MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Asked:
    """A search in its parts."""

    words: tuple[str, ...] = ()
    dates: tuple[date, ...] = ()
    numbers: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to look for."""
        return not (self.words or self.dates or self.numbers)


def understood(text: str) -> Asked:
    """The parts of a search; what looks like a date and is none is looked for as a word."""
    rest = text[:LONGEST]
    dates: list[date] = []
    for found in DATE.findall(rest):
        try:
            dates.append(read_date(found))
        except Unreadable:
            continue
        rest = rest.replace(found, " ")
    numbers = [number_key(found) for found in SPACED.findall(rest)]
    rest = SPACED.sub(" ", rest)
    numbers += [number_key(part) for part in rest.split() if any(c.isdigit() for c in part)]
    return Asked(
        words=tuple(words(rest)[:MOST_WORDS]),
        dates=tuple(dict.fromkeys(dates)),
        numbers=tuple(dict.fromkeys(number for number in numbers if number)),
    )
