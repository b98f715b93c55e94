"""The ladder that an unanswered alert climbs: each level, whose it is, and the days to reply."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sightline import law
from sightline.journey.chairs_alert.models import Level

if TYPE_CHECKING:
    from django.db.models import QuerySet

HIGHEST = 6


@dataclass(frozen=True, slots=True)
class Rung:
    """One level: its number, who answers there, and how many working days they have."""

    number: int
    name: str
    days: int | None = None

    def due(self, on: date) -> date | None:
        """By when a reply is due to what was sent on a day; none where no number was set."""
        return law.calendar().add(on, self.days) if self.days is not None else None


#: Until an authority has set its own, with the number that is common (no law of it).
COMMON = (
    Rung(1, "Team manager", 5), Rung(2, "Head of service", 5),
    Rung(3, "Director of children’s services", 5),
)


def standing(authority_id: int) -> QuerySet[Level]:
    """What an authority has set, as it stands, the newest of each level first."""
    rows = Level.objects.filter(authority_id=authority_id, superseded_at__isnull=True)
    return rows.order_by("number", "-since_on")


def ladder(authority_id: int, on: date) -> tuple[Rung, ...]:
    """The levels in force on a day; one whose name was left empty is no longer used."""
    newest: dict[int, Level] = {}
    for row in standing(authority_id).filter(since_on__lte=on):
        newest.setdefault(row.number, row)
    if not newest:
        return COMMON
    return tuple(
        Rung(row.number, row.name, row.days) for number, row in sorted(newest.items()) if row.name
    )


def above(rungs: Sequence[Rung], number: int) -> Rung | None:
    """The next level over one; none over the highest."""
    return next((rung for rung in rungs if rung.number > number), None)
