"""How a row is given another value by a merge: the ledger first, then the row, as it says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models

from sightline.base.changed.queue import mark
from sightline.base.moments import now
from sightline.people.persons import index
from sightline.people.persons.actions.refreshing import refresh
from sightline.record.allocation import owners
from sightline.record.handover.actions import waiting
from sightline.record.merging.pointers import table
from sightline.record.search.actions import bring_in_line
from sightline.record.spine import deriving
from sightline.record.spine.models import Clock, Event, Repointed, Step
from sightline.record.spine.writing import refresh_step

if TYPE_CHECKING:
    from sightline.access.users.models import User
    from sightline.people.matching.models import MergedInto

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Change:
    """One column of one row, and what it is to be instead."""

    table: str
    row: int
    column: str
    was: str
    becomes: str

    @property
    def back(self) -> Change:
        """The same put back."""
        return Change(self.table, self.row, self.column, self.becomes, self.was)


def text(value: Any) -> str:
    """A value as the ledger writes it."""
    return "" if value is None else str(value)


def value(model: Any, column: str, written: str) -> Any:
    """What the ledger wrote, as the column holds it."""
    field = model._meta.get_field(column)
    if written == "" and field.null:
        return None
    if isinstance(field, models.ForeignKey):
        return int(written)
    return field.to_python(written)


def move(
    *, changes: Iterable[Change], merge: MergedInto, why: str, by: User, at: datetime | None = None
) -> list[Change]:
    """Write what moves into the ledger, and move it; what has changed since stays as it is.

    Returns what was moved.
    """
    moved, at = [], at or now()
    for (label, column, was, becomes), rows in _alike(changes).items():
        model = table(label)
        before = value(model, column, was)
        asked = {f"{column}__isnull": True} if before is None else {column: before}
        for some in _some(rows):
            there = list(
                model._base_manager.filter(pk__in=some, **asked).values_list("pk", flat=True)
            )
            Repointed.objects.bulk_create(
                Repointed(
                    merge=merge, why=why, table=label, row=row, column=column, was=was,
                    became=becomes, recorded_at=at, recorded_by=by,
                )
                for row in there
            )
            after = {column: value(model, column, becomes)}
            model._base_manager.filter(pk__in=there).update(**after)
            moved += [Change(label, row, column, was, becomes) for row in there]
    return moved


def _alike(changes: Iterable[Change]) -> dict[tuple[str, str, str, str], list[int]]:
    found: dict[tuple[str, str, str, str], list[int]] = defaultdict(list)
    for one in changes:
        found[(one.table, one.column, one.was, one.becomes)].append(one.row)
    return found


def _some(rows: list[int]) -> Iterable[list[int]]:
    return (rows[start : start + AT_ONCE] for start in range(0, len(rows), AT_ONCE))


def settle(*, moved: Sequence[Change], people: Iterable[int], shown: Iterable[int]) -> None:
    """Work out again whatever is worked out, of both records, once something has moved.

    `shown` are those whose columns for lists are read again: a double keeps its name while merged.
    """
    ids = sorted(set(people))
    keys = [one.row for one in moved if one.table == Event._meta.label_lower]
    events = list(Event.objects.filter(pk__in=keys).order_by("pk"))
    for step in Step.objects.filter(pk__in={e.step_id for e in events if e.step_id}):
        refresh_step(step)
    for whom in ids:
        # a clock is known by its step and start: told first whose it is now, it is the same clock
        theirs = Clock.objects.filter(step__child_id=whom).exclude(child_id=whom)
        theirs.update(child_id=whom)
    deriving.rederive(ids)
    owners.refresh(ids)
    left = {int(one.was) for one in moved if one.column == "step_id" and one.was}
    waiting.refresh(left | {event.step_id for event in events if event.step_id is not None})
    bring_in_line(events=events)
    refresh(shown)
    index.refresh(ids)
    mark("child", ids)
    mark("person", ids)
