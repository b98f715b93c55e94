"""What is published brought in step with the record: the subjects that changed, or everybody."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sightline.base.changed.models import Changed
from sightline.base.changed.queue import last_mark, settle, settle_between, take
from sightline.insight.publishing import extracting, files, tables
from sightline.insight.publishing.pseudonyms import token
from sightline.record.spine.published import subject_ids

if TYPE_CHECKING:
    import pyarrow as pa

#: The kinds of subject that are people; a change of any other (a team) touches reference alone.
PEOPLE = ("child", "person")
EVERYTHING = 10_000_000

Advance = Callable[[int], Any]


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a refresh did: whether it published everybody, how many people, how many rows."""

    full: bool
    people: int
    rows: int


def _nothing(count: int) -> None:
    """Progress that nobody watches."""


def due() -> bool:
    """Whether everybody has to be published: nothing is there yet, or it has another shape."""
    found, shape = files.current(), extracting.shape()
    if found is None or found.shape != shape:
        return True
    return tables.here() and tables.shape() != shape


def refresh(*, full: bool = False, advance: Advance = _nothing) -> Refreshed:
    """Publish what changed since the last time, or everybody; safe to run again from the start.

    Marks are taken before the record is read: what changes meanwhile is published next time.
    """
    with files.alone():
        waiting = Changed.objects.filter(reader="").order_by("subject_kind")
        kinds = waiting.values_list("subject_kind", flat=True)
        taken = {kind: take(kind, EVERYTHING) for kind in kinds.distinct()}
        whole = full or due()
        if not whole and not taken:
            return Refreshed(False, 0, 0)
        changed = {pk for kind in PEOPLE if kind in taken for pk in taken[kind].subjects}
        ids = subject_ids() if whole else sorted(changed)
        found = _publish(ids, whole, advance)
        for each in taken.values():
            settle(each)
        return found


def rebuild() -> Refreshed:
    """Publish everybody anew."""
    return refresh(full=True)


class Piecewise:
    """Everybody published, read piece by piece while others are still being written.

    As with `refresh`, marks are taken before a piece is read, and settled once it is published.
    """

    def __init__(self) -> None:
        self._parts: list[dict[str, pa.Table]] = []
        self._taken: list[tuple[tuple[int, int], tuple[int, int]]] = []
        self._last_mark = 0

    def read(self, first: int, last: int) -> None:
        """Read everybody between these numbers of whom anything is recorded."""
        marks = (self._last_mark + 1, last_mark())
        self._taken.append((marks, (first, last)))
        self._last_mark = marks[1]
        self._parts.append(extracting.subjects(subject_ids(first, last)))

    def publish(self) -> None:
        """Publish what was read, in place of whatever was published before."""
        with files.alone():
            _make({**extracting.joined(self._parts), **extracting.references()}, None)
        self._parts.clear()

    def settle(self) -> None:
        """Remove the marks of those who are published."""
        for marks, subjects in self._taken:
            settle_between(PEOPLE, marks=marks, subjects=subjects)


def _make(fresh: Mapping[str, pa.Table], replaced: Sequence[str] | None) -> None:
    if tables.here():
        tables.make(fresh, replaced)
    files.make(fresh, replaced)


def _publish(ids: list[int], whole: bool, advance: Advance) -> Refreshed:
    fresh = {**extracting.subjects(ids, advance), **extracting.references()}
    _make(fresh, None if whole else [token("person", number) for number in ids])
    rows = sum(fresh[relation.name].num_rows for relation in extracting.of_subjects())
    return Refreshed(whole, len(ids), rows)
