"""How soon after a visit it was written down: a local standard, and no law's.

Days are counted to the first time the visit was recorded: a correction weeks later does not make a
prompt record a late one. A visit brought from another system says nothing of when it was written.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Q
from django.db.models.functions import Coalesce

from sightline import law
from sightline.base.moments import london
from sightline.record.spine.models import Event

if TYPE_CHECKING:
    from django.db.models import QuerySet

#: Working days within which a visit is written down; local, from the recording standard.
WITHIN = 2


def days_to_enter(visited_on: date, entered_at: datetime) -> int:
    """Working days after a visit up to the day it was written; none where it was the same day."""
    return max(0, law.calendar().between(visited_on, london(entered_at).date()))


@dataclass(frozen=True, slots=True)
class Entered:
    """A visit with the day it was first written down; of brothers and sisters seen together, one.

    `events` are its parts, child by child.
    """

    events: Sequence[Event]
    on: date
    written_on: date
    days: int

    @property
    def late(self) -> bool:
        """Whether it was written later than the local standard asks."""
        return self.days > WITHIN


def visits_made(since: date, until: date, *, which: Q | None = None) -> QuerySet[Event]:
    """Visits made in a period and recorded here, each with when it was first written down."""
    rows = Event.objects.standing().of("visit.made").filter(
        happened_on__range=(since, until), source="", child__isnull=False
    )
    return rows.filter(which or Q()).annotate(
        entered_at=Coalesce(
            "replaces__replaces__recorded_at", "replaces__recorded_at", "recorded_at"
        )
    )


def entered(events: Iterable[Event]) -> list[Entered]:
    """The visits of these events, the newest first; brothers and sisters seen together are one."""
    together: dict[tuple[bool, int], list[Event]] = {}
    for event in events:
        alike = (True, event.occasion_id) if event.occasion_id else (False, event.pk)
        together.setdefault(alike, []).append(event)
    found = []
    for parts in together.values():
        on, at = parts[0].happened_on, min(part.entered_at for part in parts)  # type: ignore[attr-defined]
        found.append(Entered(parts, on, london(at).date(), days_to_enter(on, at)))
    return sorted(found, key=lambda visit: (visit.on, visit.events[0].pk), reverse=True)
