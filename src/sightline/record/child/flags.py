"""Flags of children: told by the rows that make them so, and gone when those end.

A flag is never stored. Each source says which of its rows flag a child now; a plan that has ended,
an order that is over, a hazard that was reviewed away has no such row, and so no flag.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from sightline.access.policy import visible_children
from sightline.base.components.words import day
from sightline.kernel.register import Register
from sightline.people.persons.models import Flag as Raised
from sightline.people.persons.models import Person
from sightline.record.child.rows import Ask, together_of

if TYPE_CHECKING:
    from sightline.access.users.models import User
    from sightline.people.persons.summary import IdentityLine

    Whose = Person | IdentityLine

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Flag:
    """One thing that nobody who opens the record may miss.

    `words` are short enough for a list; `detail` is for the child's own page. `source` says which
    part of the record makes it so, and `ends` when it will be taken away, where that is known.
    """

    words: str
    source: str
    tone: str = "red"
    detail: str = ""
    since_on: date | None = None
    ends: str = ""
    href: str = ""
    audience: str = str(Raised.Audience.READERS)
    process: str = ""

    @property
    def note(self) -> str:
        """Since when, until when, and what makes it so."""
        since = f"since {day(self.since_on)}" if self.since_on else ""
        return ", ".join(filter(None, (since, self.ends, f"from {self.source}")))

    @property
    def line(self) -> str:
        """The whole of it in one line, as paper says it."""
        said = f"{self.words}: {self.detail}" if self.detail else self.words
        return f"{said} ({self.note})"


@dataclass(frozen=True, slots=True)
class Source:
    """A part of the record that flags children, in rows that stand only while it is so.

    `rows` are those of some children (numbers or a query of them), with `columns` read of each as
    text; `child` is the column that says whose it is, and `tell` makes the flag of a row.
    `place` is where its flags stand among the others, the gravest first. With
    `outlives` it is told of a child who has died too: a dog is as dangerous to who visits then.
    """

    key: str
    rows: Callable[[Any], Any]
    columns: Sequence[str]
    tell: Callable[[Row], Flag]
    child: str
    place: int = 5
    process: str = ""
    outlives: bool = False


sources: Register[Source] = Register("source of flags")


def declare(source: Source) -> None:
    """Say that a part of the record flags children."""
    sources.add(source.key, source)


def flags_of(people: Iterable[Whose], reader: User) -> dict[int, list[Flag]]:
    """What flags those of some children whose records this reader may open; two queries.

    Only what they are meant to see is among it.
    """
    known = {each.id: each for each in people}
    if not known:
        return {}
    among = Person.objects.filter(pk__in=known).filter(pk__in=visible_children(reader))
    seen = among.order_by().values_list("pk", flat=True)
    return flags_on([known[pk] for pk in seen], reader)


def flags_on(people: Iterable[Whose], reader: User) -> dict[int, list[Flag]]:
    """What flags each of some children, all of whom this reader may open; one query."""
    known = {each.id: each for each in people}
    if not known:
        return {}
    rows = together_of(("flags", declared()), [list(known)], asks)
    return told_in(rows, known.values(), reader)


def declared() -> tuple[str, ...]:
    """Which sources there are: what a question in kept words depends on."""
    return tuple(sources.names())


def asks(child_ids: Sequence[int]) -> list[Ask]:
    """Every row that flags any of these children, to be read with `together_of`."""
    return [
        Ask(f"flag {source.key}", source.rows(child_ids), (source.child, *source.columns))
        for source in sources
    ]


def told_in(
    rows: Mapping[str, Sequence[Sequence[str]]], people: Iterable[Whose], reader: User
) -> dict[int, list[Flag]]:
    """What rows read by `asks` say of children this reader may open, the gravest first."""
    known = {each.id: each for each in people}
    found: dict[int, list[Flag]] = {pk: [] for pk in known}
    audiences = {
        here: Raised.audiences_of(reader, here)
        for here in {each.authority_id for each in known.values()}
    }
    for source in sorted(sources, key=lambda each: each.place):
        for whose, *cells in rows.get(f"flag {source.key}", ()):
            child = known[int(whose)]
            flag = source.tell(dict(zip(source.columns, cells, strict=False)) | {"child": whose})
            told = source.outlives or not _over(child)
            if told and flag.audience in audiences[child.authority_id]:
                found[child.id].append(replace(flag, process=flag.process or source.process))
    return found


def _over(child: Whose) -> bool:
    """Whether the life or the pregnancy has ended."""
    return child.died_on is not None or child.pregnancy_ended_on is not None
