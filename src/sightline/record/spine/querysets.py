"""What stands, and what was known at a moment: the two ways every row of record is asked."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from collections.abc import Iterable

M = TypeVar("M", bound=models.Model)


def known(moment: datetime, prefix: str = "") -> Q:
    """Rows recorded by that moment and not yet voided then."""
    return Q(**{f"{prefix}recorded_at__lte": moment}) & (
        Q(**{f"{prefix}voided_at__isnull": True}) | Q(**{f"{prefix}voided_at__gt": moment})
    )


class EventQuerySet(models.QuerySet[M]):
    """Events (or occasions), asked as they stand or as they were known."""

    def standing(self) -> EventQuerySet[M]:
        """Those that have not been voided."""
        return self.filter(voided_at__isnull=True)

    def known_at(self, moment: datetime) -> EventQuerySet[M]:
        """Those that stood in the record at that moment."""
        return self.filter(known(moment))

    def of(self, *kinds: str) -> EventQuerySet[M]:
        """Those of the kinds named."""
        return self.filter(kind__in=kinds)

    def in_order(self) -> EventQuerySet[M]:
        """As they happened: by day, then the order within the day."""
        return self.order_by("happened_on", "order", "id")

    def about(self, child_ids: Iterable[int]) -> EventQuerySet[M]:
        """Those about these children."""
        return self.filter(child_id__in=list(child_ids))


class FactsQuerySet(models.QuerySet[M]):
    """Typed rows that belong to an event."""

    def standing(self) -> FactsQuerySet[M]:
        """Those whose event has not been voided."""
        return self.filter(event__voided_at__isnull=True)

    def known_at(self, moment: datetime) -> FactsQuerySet[M]:
        """Those whose event stood in the record at that moment."""
        return self.filter(known(moment, "event__"))

    def latest_for(self, step_id: int) -> M | None:
        """The newest standing row on a step, or none."""
        return (
            self.standing()
            .filter(event__step_id=step_id)
            .order_by("-event__happened_on", "-event__order", "-event_id")
            .first()
        )


class OccasionFactsQuerySet(models.QuerySet[M]):
    """Typed rows that belong to an occasion."""

    def standing(self) -> OccasionFactsQuerySet[M]:
        """Those whose occasion has not been voided."""
        return self.filter(occasion__voided_at__isnull=True)

    def known_at(self, moment: datetime) -> OccasionFactsQuerySet[M]:
        """Those whose occasion stood in the record at that moment."""
        return self.filter(known(moment, "occasion__"))


class StepQuerySet(models.QuerySet[M]):
    """Steps, open or closed; a step whose opening was voided has no opening day."""

    def standing(self) -> StepQuerySet[M]:
        """Those whose opening event stands."""
        return self.filter(opened_on__isnull=False)

    def open(self) -> StepQuerySet[M]:
        """Those opened and not closed."""
        return self.standing().filter(closed_on__isnull=True)

    def of(self, *processes: str) -> StepQuerySet[M]:
        """Those of the processes named."""
        return self.filter(process__in=processes)
