"""An indicator: what is counted, out of what, on which dates, and what a good figure is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sightline.kernel.register import Register


class Polarity(StrEnum):
    """Which way is better."""

    HIGH = "higher is better"
    LOW = "lower is better"
    NEUTRAL = "neither high nor low is better in itself"


class Shape(StrEnum):
    """What kind of figure it is."""

    SHARE = "share"
    SPREAD = "spread"


@dataclass(frozen=True, slots=True)
class Period:
    """The days a figure is asked for, both included; a figure at a date looks at the last."""

    since: date
    until: date

    def __post_init__(self) -> None:
        """A period cannot end before it begins."""
        if self.until < self.since:
            raise ValueError(f"A period cannot end ({self.until}) before it begins ({self.since}).")


#: The cases of an indicator, from the relations (by name, as they are or were known) and a period.
Expression = Callable[[Mapping[str, Any], Period], Any]

#: What every expression gives for each case, before its breakdowns.
CASE = ("case_id", "subject", "authority", "counted_on", "met")


@dataclass(frozen=True)
class Breakdown:
    """One way to divide the cases: a column of the expression, and how its codes read.

    `codes` gives words for a code; `relation` names a reference relation whose key is the code
    and whose second column is the words.
    """

    column: str
    title: str
    codes: Callable[[str], str] | None = None
    relation: str = ""


@dataclass(frozen=True)
class Indicator:
    """A figure, declared once and run by any engine.

    `expression` gives one row for each case in the denominator, with the columns of CASE and one
    for each breakdown; `met` says whether it is in the numerator. A spread has no numerator of its
    own: it divides all its cases by the first breakdown. `at_a_date` looks at the last day of the
    period alone. `area` is the part of the journey under which it is listed. `left_out` says which
    cases are not counted, those whose source cannot say among them.
    """

    key: str
    title: str
    numerator: str
    denominator: str
    dates: str
    polarity: Polarity
    source: str
    expression: Expression
    left_out: str
    breakdowns: tuple[Breakdown, ...] = ()
    shape: Shape = Shape.SHARE
    at_a_date: bool = False
    area: str = ""

    @property
    def words(self) -> str:
        """What is counted, out of what, in one line."""
        return f"{self.numerator}, out of {self.denominator[:1].lower()}{self.denominator[1:]}"

    def columns(self) -> tuple[str, ...]:
        """The columns that its expression gives."""
        return CASE + tuple(breakdown.column for breakdown in self.breakdowns)


def working_days(
    relations: Mapping[str, Any], told: Any, first: str, last: str, name: str
) -> Any:
    """The same rows with a column of working days from one day to another, day 0 being the first.

    Empty where either day is. Days are counted once, in the calendar that is published: a
    Saturday's work was not done by the Friday.
    """
    days = relations["calendar"]
    begun = days.select(**{f"{name}_first": days.cale_day, f"{name}_from": days.cale_counted})
    ended = days.select(**{f"{name}_last": days.cale_day, f"{name}_to": days.cale_reached})
    found = told.left_join(begun, told[first] == begun[f"{name}_first"])
    found = found.left_join(ended, found[last] == ended[f"{name}_last"])
    found = found.mutate(**{name: found[f"{name}_to"] - found[f"{name}_from"]})
    return found.select(*told.columns, name)


indicators: Register[Indicator] = Register("indicator")
