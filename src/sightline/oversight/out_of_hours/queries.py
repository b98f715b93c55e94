"""What the night did and nobody by day has taken up, and what the day left to the night."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q

from sightline.base.moments import now, today
from sightline.oversight.out_of_hours.actions import CLOCK
from sightline.oversight.out_of_hours.models import ChildPart, Episode, ForTheNight
from sightline.record.allocation.queries import moment_of
from sightline.record.spine.models import Clock

if TYPE_CHECKING:
    from sightline.access.authorities.models import Authority
    from sightline.people.persons.models import Person


@dataclass(frozen=True)
class Night:
    """One child's episode that nobody has acknowledged: what it was, and who is asked by when."""

    clock: Clock
    part: ChildPart | None
    episode: Episode | None

    @property
    def child(self) -> Person:
        """The child it was about."""
        assert self.clock.child is not None
        return self.clock.child

    @property
    def began_at(self) -> datetime:
        """When it began."""
        return moment_of(self.clock.start_event)

    @property
    def manager(self) -> str:
        """Who is asked to acknowledge it."""
        named = self.part.for_manager if self.part is not None else None
        return named.name if named is not None else "Nobody is named"

    @property
    def late(self) -> bool:
        """Whether noon has come and gone."""
        return self.clock.due_at is not None and self.clock.due_at <= now()


def unacknowledged(authority: Authority) -> list[Night]:
    """Episodes that nobody by day has acknowledged, the first due first; three queries."""
    clocks = list(
        Clock.objects.filter(
            key=CLOCK, state=Clock.State.RUNNING, step__authority=authority, child__isnull=False
        ).select_related("child", "start_event", "step").order_by("due_on", "pk")
    )
    events = [clock.start_event for clock in clocks]
    parts = {
        part.event_id: part for part in ChildPart.objects.filter(
            event__in=events).select_related("for_manager")
    }
    episodes = {
        row.occasion_id: row for row in Episode.objects.standing().filter(
            occasion__in=[event.occasion_id for event in events if event.occasion_id]
        ).select_related("consulted")
    }
    return [
        Night(clock, parts.get(clock.start_event_id),
              episodes.get(clock.start_event.occasion_id or 0))
        for clock in clocks
    ]


def left_to_the_night(authority: Authority) -> list[ForTheNight]:
    """What teams left to tonight, the newest first; one query.

    Without a last night it is for the night of the day on which it was written.
    """
    day = today()
    rows = ForTheNight.objects.standing().filter(
        Q(event__for_on__gte=day) | Q(event__for_on__isnull=True, event__happened_on=day),
        event__authority=authority, event__child__isnull=False, event__happened_on__lte=day,
    )
    rows = rows.select_related("event__child", "event__recorded_by")
    return list(rows.order_by("-event__happened_on", "-event_id"))
