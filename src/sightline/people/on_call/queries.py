"""Who may be rung now, and whose turn is still to come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sightline.base.moments import now
from sightline.people.on_call.models import OnCall

if TYPE_CHECKING:
    from sightline.access.authorities.models import Authority


def listed(authority: Authority) -> list[OnCall]:
    """Those to be rung now and those whose turn is still to come; one query."""
    order = list(OnCall.Kind.values)
    rows = OnCall.objects.after(now()).filter(authority=authority).order_by("since_at", "pk")
    return sorted(rows, key=lambda row: (order.index(row.kind), row.since_at))
