"""Who has looked at a child's record: the question a family, a manager or an inspector asks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth import get_user_model
from django.db.models import Count, Max, Min

from sightline.access.audit.models import Entry


@dataclass(frozen=True, slots=True)
class Look:
    """One person's reading of a child's record on one ground."""

    user_id: int | None
    name: str
    role: str
    ground: str
    first_at: datetime
    last_at: datetime
    pages: int


def who_has_looked(
    child_id: int, since: datetime | None = None, *, also: Iterable[int] = ()
) -> list[Look]:
    """Everyone who opened this child's record, latest first; two queries however many they are.

    `also` are the numbers of records that were merged into it.
    """
    ids = [child_id, *also]
    entries = Entry.objects.filter(child_id__in=ids, action="read", kind="child")
    if since is not None:
        entries = entries.filter(at__gte=since)
    rows = list(
        entries.values("user_id", "role", "ground")
        .annotate(first_at=Min("at"), last_at=Max("at"), pages=Count("pk"))
        .order_by("-last_at")
    )
    readers = {row["user_id"] for row in rows if row["user_id"] is not None}
    names = get_user_model().objects.in_bulk(readers)
    return [Look(name=str(names.get(row["user_id"] or 0, "a job")), **row) for row in rows]
