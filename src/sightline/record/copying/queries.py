"""What was found to repeat earlier words, for those who may read both texts."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sightline.access.policy import visible_children
from sightline.record.copying.models import Likeness

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from sightline.access.users.models import User


def repeated(
    child_ids: Any, reader: User, *, since: datetime
) -> QuerySet[Likeness]:
    """Recordings of some children that repeat earlier words, the newest first.

    The children are given by number, or as a query of them.

    A likeness to the text of a child whose record this reader may not open is not told at all:
    that there is one would say whose brother or sister it is.
    """
    rows = Likeness.objects.filter(
        other__isnull=False, event__child_id__in=child_ids, event__recorded_at__gte=since,
        event__voided_at__isnull=True, other__voided_at__isnull=True,
        other__child_id__in=visible_children(reader),
    )
    return rows.select_related("event__child", "event__recorded_by", "other__child").order_by(
        "-event__recorded_at", "-pk"
    )
