"""Who may still open a child's record to do what is owed after the work has closed.

Whoever held the work that closed keeps the ground until each parent has what they are owed, and
no longer: the worker, who covers for them, and the manager of the team.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from sightline.access.policy.grounds import Ground, register
from sightline.people.workforce.models import Cover, TeamMembership, Worker
from sightline.record.sharing.kinds import clocks_owed
from sightline.record.spine.models import Clock

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from sightline.access.users.models import User


def owing(user: User, now: datetime) -> QuerySet[Any, Any]:
    """Children of whose closed work something is owed to their parents by this person."""
    on = now.date()
    away = Cover.objects.in_force(on).filter(covered_by__user_id=user.pk).values("worker_id")
    acting = Worker.objects.in_force(on).order_by().filter(
        Q(user_id=user.pk) | Q(pk__in=away)
    ).values("pk")
    managed = TeamMembership.objects.in_force(on).filter(worker__in=acting, manager=True)
    rows = Clock.objects.order_by().filter(
        key__in=clocks_owed(), state=Clock.State.RUNNING, step__closed_on__isnull=False,
    )
    own = rows.filter(step__owner_worker__in=acting).values_list("child_id", flat=True)
    teams = rows.filter(step__owner_team__in=managed.values("team_id"))
    return own.union(teams.values_list("child_id", flat=True), all=True)


def declare() -> None:
    """Put the ground in the register."""
    register(Ground("owing", "You held this work, and its parents are still owed it", owing))
