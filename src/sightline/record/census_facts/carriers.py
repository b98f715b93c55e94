"""Which typed row carries which fact of a return: declared by the room that owns the row.

A return never reads another floor's tables. It writes a fact by its name and reads it back by its
name; the room that owns the row has said here in which column it is kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models

from sightline.kernel.register import Register


@dataclass(frozen=True)
class Carrier:
    """A typed row that carries facts of one kind of event: fact name to column.

    `many` is a list row: its one fact is a list, and each value has a row of its own.
    """

    kind: str
    model: type[models.Model]
    columns: tuple[tuple[str, str], ...]
    many: bool = False


carriers: Register[Carrier] = Register("carrier")


def carry(
    kind: str, model: type[models.Model], columns: Mapping[str, str], *, many: bool = False
) -> Carrier:
    """Declare that a typed row carries these facts of that kind of event."""
    key = f"{kind} {model._meta.label}"
    return carriers.add(key, Carrier(kind, model, tuple(columns.items()), many))


def rows(kind: str, values: Mapping[str, Any]) -> list[models.Model]:
    """The unsaved typed rows that keep these facts; KeyError for a fact that no row carries."""
    found: list[models.Model] = []
    left = set(values)
    for carrier in (c for c in carriers if c.kind == kind):
        told = {column: values[name] for name, column in carrier.columns if name in values}
        left -= {name for name, _ in carrier.columns}
        if carrier.many:
            found.extend(
                carrier.model(**{column: value}) for column, held in told.items() for value in held
            )
        elif told:
            found.append(carrier.model(**told))
    if left:
        raise KeyError(f"No row carries {', '.join(sorted(left))} of {kind}")
    return found


def told(events: Mapping[int, str]) -> dict[int, dict[str, Any]]:
    """The facts that these events recorded, by event; `events` is their kind by number."""
    by_kind: dict[str, list[int]] = {}
    for event_id, kind in events.items():
        by_kind.setdefault(kind, []).append(event_id)
    found: dict[int, dict[str, Any]] = {}
    for carrier in (c for c in carriers if c.kind in by_kind):
        columns = [column for _, column in carrier.columns]
        held = carrier.model._default_manager.filter(event_id__in=by_kind[carrier.kind])
        for event_id, *kept in held.order_by("pk").values_list("event_id", *columns):
            facts = found.setdefault(event_id, {})
            for (name, _), value in zip(carrier.columns, kept, strict=True):
                if carrier.many:
                    facts.setdefault(name, []).append(value)
                elif value not in (None, ""):
                    facts[name] = value
    return found
