"""The ground that a seat gives: those of social care on the panel read the children before it.

Somebody of another agency sits on the panel and reads no record for that: of the children on its
agenda they are shown those whom they may open for another reason.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sightline.access.policy.grounds import Ground, register
from sightline.base.moments import london
from sightline.oversight.scrutiny_panel.models import Seat
from sightline.oversight.scrutiny_panel.process import KEY
from sightline.record.meetings.models import Agency
from sightline.record.spine.models import Step

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from sightline.access.users.models import User


def before_the_panel(user: User, now: datetime) -> QuerySet[Any, Any]:
    """Children before a panel on which the person has a seat for social care, until it closes."""
    seats = Seat.objects.on(london(now).date()).filter(
        worker__user_id=user.pk, agency=Agency.SOCIAL_CARE
    )
    steps = Step.objects.open().of(KEY).filter(
        child__isnull=False, authority__in=seats.order_by().values("authority")
    )
    return steps.order_by().values_list("child_id", flat=True)


def declare() -> None:
    """Put the ground in the register."""
    register(Ground(
        "scrutiny_panel", "You sit on the panel that looks at this child", before_the_panel
    ))
