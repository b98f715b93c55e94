"""What the night did and nobody by day has taken up, and what the day left to the night."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import OuterRef, Q, Subquery

from sightline.base import worded
from sightline.base.moments import now, today
from sightline.oversight.out_of_hours.actions import CLOCK
from sightline.oversight.out_of_hours.models import ChildPart, Episode, ForTheNight
from sightline.record.allocation.queries import moment_of
from sightline.record.spine.models import Clock

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from sightline.access.authorities.models import Authority
    from sightline.people.persons.models import Person
    from sightline.record.spine.querysets import FactsQuerySet


@dataclass(frozen=True)
class Night:
    """One child's episode that nobody has acknowledged: what it was, and who is asked by when."""

    part: ChildPart
    told: str
    consulted: str
    due_at: datetime | None

    @property
    def child(self) -> Person:
        """The child it was about."""
        assert self.part.event.child is not None
        return self.part.event.child

    @property
    def began_at(self) -> datetime:
        """When it began."""
        return moment_of(self.part.event)

    @property
    def manager(self) -> str:
        """Who is asked to acknowledge it."""
        named = self.part.for_manager
        return named.name if named is not None else "Nobody is named"

    @property
    def late(self) -> bool:
        """Whether noon has come and gone."""
        return self.due_at is not None and self.due_at <= now()


def unacknowledged(authority: Authority) -> list[Night]:
    """Episodes that nobody by day has acknowledged, the oldest first; one query."""
    return [
        Night(row, row.told or "", row.consulted or "", row.due_at)
        for row in worded.found("episodes not acknowledged", [[authority.pk]], _unacknowledged)
    ]


def _unacknowledged(authority_ids: Sequence[int]) -> QuerySet[Any, Any]:
    clock = Clock.objects.filter(
        key=CLOCK, state=Clock.State.RUNNING, start_event=OuterRef("event")
    )
    told = Episode.objects.standing().filter(occasion=OuterRef("event__occasion"))
    rows = ChildPart.objects.standing().filter(
        event__authority__in=authority_ids, event__child__isnull=False,
        event__step__opened_on__isnull=False, event__step__closed_on__isnull=True,
    ).select_related("event__child", "for_manager").annotate(
        due_at=Subquery(clock.values("due_at")[:1]), told=Subquery(told.values("told")[:1]),
        consulted=Subquery(told.values("consulted__name")[:1]),
    )
    return rows.order_by("event__happened_on", "event_id")


def left_to_the_night(authority: Authority) -> FactsQuerySet[ForTheNight]:
    """What teams left to tonight.

    Without a last night it is for the night of the day on which it was written.
    """
    day = today()
    return ForTheNight.objects.standing().filter(
        Q(event__for_on__gte=day) | Q(event__for_on__isnull=True, event__happened_on=day),
        event__authority=authority, event__child__isnull=False, event__happened_on__lte=day,
    )
