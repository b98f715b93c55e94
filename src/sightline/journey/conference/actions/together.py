"""A thing that happened at once for brothers and sisters, each on their own conference."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, time
from typing import TYPE_CHECKING

from django.db import models

from sightline.record.spine.actions import Part, record_occasion
from sightline.record.spine.errors import RecordError

if TYPE_CHECKING:
    from sightline.access.users.models import User
    from sightline.record.spine.models import Occasion, Step


def fresh(rows: Iterable[models.Model]) -> list[models.Model]:
    """The same answers as unsaved rows of another child's own."""
    found = []
    for row in rows:
        names = [f.attname for f in row._meta.concrete_fields if f.name not in ("id", "event")]
        found.append(type(row)(**{name: getattr(row, name) for name in names}))
    return found


def for_each(
    kind: str, *, steps: Sequence[Step], by: User | None, on: date, at: time | None = None,
    outcome: str = "", for_on: date | None = None, facts: Sequence[models.Model] = (),
    shared: Sequence[models.Model] = (),
) -> Occasion:
    """Record one thing for each of these steps: one occasion, and a row of each child's own."""
    if not steps:
        raise RecordError("Say which child this was about; nothing was recorded.")
    parts = [
        Part(step.child, step, outcome=outcome, for_on=for_on, facts=fresh(facts))
        for step in steps
    ]
    return record_occasion(f"conference.{kind}", by=by, on=on, at=at, parts=parts, shared=shared)

