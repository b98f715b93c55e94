"""What was found to repeat earlier words, for those who may read both texts."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sightline.access.policy import visible_children
from sightline.people.relationships.lookups import sibling_groups
from sightline.record.copying.models import Likeness

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from sightline.access.users.models import User


def repeated(
    child_ids: Any, reader: User, *, since: datetime, by: User | None = None,
    most: int | None = None,
) -> list[Likeness]:
    """Recordings of some children that repeat earlier words, the newest first.

    The children are given by number, or as a query of them. With `by` only what that person wrote;
    `most` is how many are looked at.

    A likeness to the text of a child whose record this reader may not open is not told at all:
    that there is one would say whose brother or sister it is. Nor is one to a child who is a
    brother or sister only through a parent kept from this reader.
    """
    rows = Likeness.objects.filter(
        other__isnull=False, event__child_id__in=child_ids, event__recorded_at__gte=since,
        event__voided_at__isnull=True, other__voided_at__isnull=True,
        other__child_id__in=visible_children(reader),
    )
    if by is not None:
        rows = rows.filter(event__recorded_by=by)
    rows = rows.select_related("event__child", "event__recorded_by", "other__child")
    return _told(rows.order_by("-event__recorded_at", "-pk")[:most], reader)


def _told(rows: QuerySet[Likeness], reader: User) -> list[Likeness]:
    found = list(rows)
    across = {
        row.event.child_id for row in found
        if row.event.child_id is not None and row.other is not None
        and row.other.child_id != row.event.child_id
    }
    groups = sibling_groups(across, reader=reader) if across else {}
    near = {child: {one.person_id for one in group} for child, group in groups.items()}
    return [
        row for row in found
        if row.other is not None and row.other.child_id in (
            row.event.child_id, *near.get(row.event.child_id or 0, ())
        )
    ]
