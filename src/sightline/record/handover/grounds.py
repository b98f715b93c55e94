"""The ground that a handover gives: whoever is to answer it may read what they are to take over."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sightline.access.policy.grounds import Ground, register
from sightline.people.workforce.models import TeamMembership
from sightline.record.handover.queries import pending

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from sightline.access.users.models import User


def asked(user: User, now: datetime) -> QuerySet[Any, Any]:
    """Children handed over to a team that the person belongs to, until it answers."""
    places = TeamMembership.objects.in_force(now.date()).filter(worker__user_id=user.pk)
    waiting = pending().filter(
        to_team__in=places.values("team_id"), event__child__isnull=False
    )
    return waiting.order_by().values_list("event__child_id", flat=True)


def declare() -> None:
    """Put the ground in the register."""
    register(Ground("handover", "Your team was asked to take this child over", asked))
