"""The ground that a night gives: whoever is asked to take an episode up may read the child."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sightline.access.policy.grounds import Ground, register
from sightline.oversight.out_of_hours.models import ChildPart

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from sightline.access.users.models import User


def asked(user: User, now: datetime) -> QuerySet[Any, Any]:
    """Children of episodes that the person is named to acknowledge, until that is done."""
    waiting = ChildPart.objects.standing().filter(
        for_manager__user_id=user.pk, event__step__closed_on__isnull=True,
        event__child__isnull=False,
    )
    return waiting.order_by().values_list("event__child_id", flat=True)


def declare() -> None:
    """Put the ground in the register."""
    register(Ground(
        "out_of_hours", "You are asked to take up what the out of hours service did", asked
    ))
