"""The grounds that an alert gives: whoever is asked to answer it, and the chair, may read."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from sightline.access.policy.grounds import Ground, register
from sightline.base.moments import london
from sightline.journey.chairs_alert.models import Sent
from sightline.people.workforce.models import Cover

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from sightline.access.users.models import User


def asked(user: User, now: datetime) -> QuerySet[Any, Any]:
    """Children of alerts sent to the person or raised by them, until the alert is ended.

    Whoever covers for the manager asked answers in their place.
    """
    covered = Cover.objects.in_force(london(now).date()).filter(covered_by__user_id=user.pk)
    theirs = Q(to_worker__user_id=user.pk) | Q(chair__user_id=user.pk)
    theirs |= Q(to_worker__in=covered.values("worker_id"))
    waiting = Sent.objects.standing().filter(
        theirs, event__step__closed_on__isnull=True, event__child__isnull=False
    )
    return waiting.order_by().values_list("event__child_id", flat=True)


def declare() -> None:
    """Put the ground in the register."""
    register(Ground("chairs_alert", "A chair’s alert about the child is yours", asked))
