"""The ground of the conference service: a conference is to be arranged, or a plan reviewed.

A conference is due from the enquiry on, before anybody has asked for it, and those who arrange
and chair conferences must see that it is.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sightline.access.policy.grounds import Ground, register
from sightline.oversight.worklists.duties import conference_clocks
from sightline.record.spine.models import Clock, Step

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from sightline.access.users.models import User

ROLES = frozenset({"conference_chair", "conference_administrator"})


def to_confer(user: User, now: datetime) -> QuerySet[Any, Any]:
    """Children on a plan, with a conference open, or for whom one is due."""
    steps = Step.objects.open().of("conference", "protection_plan").filter(child__isnull=False)
    due = Clock.objects.filter(
        key__in=conference_clocks(), state=Clock.State.RUNNING, child__isnull=False
    )
    return steps.order_by().values_list("child_id", flat=True).union(
        due.order_by().values_list("child_id", flat=True), all=True
    )


def declare() -> None:
    """Put the ground in the register."""
    register(Ground(
        "conference_service", "You arrange or chair conferences, and one is due for this child",
        to_confer, ROLES,
    ))
