"""Small numbers hidden from those who see figures and no child's record.

A number of one to four could tell a reader who knows the family whom it is about. When only one
line of a table is hidden, the next smallest is hidden with it: the total would give it away.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sightline.insight.measures.asking import Count

#: The least number that is shown.
LEAST = 5
#: The quarters in a year.
YEAR = 4
HIDDEN = "Hidden"
FEW = f"fewer than {LEAST}"


@dataclass(frozen=True, slots=True)
class Shown:
    """One line as its reader may see it; hidden ones have no count."""

    words: str
    count: Count | None

    @property
    def share(self) -> str:
        """The percentage in words."""
        return share_words(self.count) if self.count is not None else HIDDEN

    @property
    def numbers(self) -> tuple[str, str]:
        """Numerator and denominator in words."""
        if self.count is None:
            return HIDDEN, HIDDEN
        return f"{self.count.numerator:,}", f"{self.count.denominator:,}"


def share_words(count: Count) -> str:
    """A percentage to one place, or that there is none."""
    return "None to count" if count.share is None else f"{count.share:.1f}%"


def small(count: Count) -> bool:
    """Whether a count, or what it leaves over, is of one to four."""
    parts = (count.numerator, count.denominator - count.numerator, count.denominator)
    return any(0 < part < LEAST for part in parts)


def course(lines: Iterable[tuple[str, Count]], *, whole: bool) -> list[Shown]:
    """The quarters of a figure; of any four that make a year, never one alone is hidden."""
    every = list(lines)
    hidden = {place for place, (_, count) in enumerate(every) if not whole and small(count)}
    for first in range(max(1, len(every) - YEAR + 1)):
        year = range(first, min(first + YEAR, len(every)))
        if len(hidden.intersection(year)) == 1:
            rest = [(every[at][1].denominator, every[at][1].numerator, at)
                    for at in year if at not in hidden and every[at][1].denominator]
            hidden |= {min(rest)[2]} if rest else set()
    return [
        Shown(words, None if place in hidden else count)
        for place, (words, count) in enumerate(every)
    ]


def table(lines: Sequence[tuple[str, Count]], *, whole: bool) -> list[Shown]:
    """The lines of a breakdown; `whole` for a reader who may open children's records."""
    hidden: set[int] = set()
    if not whole:
        hidden = {place for place, (_, count) in enumerate(lines) if small(count)}
        if len(hidden) == 1:
            rest = [
                (count.denominator, count.numerator, place)
                for place, (_, count) in enumerate(lines)
                if place not in hidden and count.denominator
            ]
            hidden |= {min(rest)[2]} if rest else set()
    return [
        Shown(words, None if place in hidden else count)
        for place, (words, count) in enumerate(lines)
    ]


def unseen_words(number: int, *, exact: bool = True) -> str:
    """How many children a reader may not open, in words; nothing when there are none.

    Not `exact` where a side of the figure is small: the other side would give it away.
    """
    if not number:
        return ""
    if not exact and number >= LEAST:
        return f"{LEAST} or more"
    return FEW if number < LEAST else f"{number:,}"
