"""Decisions found again, and the time since somebody last took one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Max

from sightline.record.decisions.models import Decision
from sightline.record.spine.querysets import FactsQuerySet


def decisions_of(child_id: int) -> FactsQuerySet[Decision]:
    """Every standing decision about a child, of any process, newest first."""
    return (
        Decision.objects.standing().filter(event__child_id=child_id)
        .select_related("event", "made_by")
        .order_by("-event__happened_on", "-event__order", "-event_id")
    )


def last_decided(child_ids: Iterable[int]) -> dict[int, date]:
    """The day of the last reasoned decision about each child; one never decided is left out."""
    rows = (
        Decision.objects.standing().filter(event__child_id__in=list(child_ids))
        .exclude(rationale="").values("event__child_id")
        .annotate(last=Max("event__happened_on")).values_list("event__child_id", "last")
    )
    return dict(rows)
