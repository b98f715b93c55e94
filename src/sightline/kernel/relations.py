"""A published relation: a table of facts that figures and returns may read, column by column.

Relations and their columns are named after the Standard Safeguarding Dataset where it has one,
without its `ssd_` prefix. A row is one version of a fact: it was known from `recorded_at` and, if
it was corrected or added to since, until `voided_at`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sightline.kernel.register import Register


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    WHOLE = "whole number"
    YES_NO = "yes or no"
    DAY = "day"
    MOMENT = "moment (UTC)"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a relation: its name, what it holds, and what it means."""

    name: str
    kind: Kind
    words: str


def text(name: str, words: str) -> Column:
    """A column of codes or words."""
    return Column(name, Kind.TEXT, words)


def whole(name: str, words: str) -> Column:
    """A column of whole numbers."""
    return Column(name, Kind.WHOLE, words)


def yes_no(name: str, words: str) -> Column:
    """A column of yes or no; empty where the source cannot say."""
    return Column(name, Kind.YES_NO, words)


def day(name: str, words: str) -> Column:
    """A column of dates."""
    return Column(name, Kind.DAY, words)


#: A row as it is extracted: a value for each column, by name.
Row = Mapping[str, Any]
#: Rows of one subject, or all rows of a reference relation, from what the record floor offers.
Extract = Callable[[Any], Iterable[Row]]

#: Columns that every relation of a subject ends with.
KEEPING = (
    text("authority", "The authority that recorded it: its three-digit DfE number"),
    text("source", "The import it came from; empty when it was recorded here"),
    Column("recorded_at", Kind.MOMENT, "From when the record said so"),
    Column("voided_at", Kind.MOMENT, "Until when it said so; empty while it stands"),
)


@dataclass(frozen=True)
class Relation:
    """A published table: its name, title, key and described columns.

    `subject` names the column with the pseudonym of the person the row is about; it is empty for
    a reference relation (a calendar, the teams), which is published whole. `ssd` names the table
    of the dataset that it follows, empty where the dataset has none.
    """

    name: str
    title: str
    key: str
    columns: tuple[Column, ...]
    extract: Extract
    subject: str = ""
    ssd: str = ""

    def __post_init__(self) -> None:
        """Refuse a relation whose key or subject is no column of it."""
        names = [column.name for column in self.all_columns()]
        for wanted in filter(None, (self.key, self.subject)):
            if wanted not in names:
                raise ValueError(f"{self.name} has no column {wanted!r}; it has {', '.join(names)}")
        if len(set(names)) != len(names):
            raise ValueError(f"{self.name} names a column twice: {', '.join(names)}")

    def all_columns(self) -> tuple[Column, ...]:
        """Its own columns, then those that every relation of a subject ends with."""
        return self.columns + KEEPING if self.subject else self.columns

    def order(self) -> tuple[str, ...]:
        """The columns by which its rows are put in order, and told apart."""
        return (self.key, "recorded_at") if self.subject else (self.key,)


relations: Register[Relation] = Register("published relation")

#: For each kind of import, the day from which it tells everything of its kind, read from the
#: source as an event names it ("cin_census:2025"). Declared by the importers.
reaches: Register[Callable[[str], date | None]] = Register("reach of a source")


def reach(source: str, recorded_at: datetime) -> date | None:
    """From which day an import tells every referral; an import that does not say, from its own day.

    Empty for what was recorded here: it holds nothing back.
    """
    if not source:
        return None
    say = reaches.get(source.partition(":")[0])
    return (say(source) if say is not None else None) or recorded_at.date()
