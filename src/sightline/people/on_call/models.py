"""A number to ring: for what, who answers, for which authority, from when until when."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from sightline.base.models import RecordedRow

if TYPE_CHECKING:
    from datetime import datetime


class OnCallQuerySet(models.QuerySet["OnCall"]):
    """Numbers by moment."""

    def at(self, moment: datetime) -> OnCallQuerySet:
        """Those to be rung at a moment and not taken off the list."""
        return self.filter(since_at__lte=moment, ended_at__isnull=True).filter(
            Q(until_at__isnull=True) | Q(until_at__gt=moment)
        )

    def after(self, moment: datetime) -> OnCallQuerySet:
        """Those whose turn has not ended, begun or not."""
        return self.filter(ended_at__isnull=True).filter(
            Q(until_at__isnull=True) | Q(until_at__gt=moment)
        )


class OnCall(RecordedRow):
    """Somebody to be rung for one authority: a manager on call, a lawyer, the police.

    A turn ends at `until_at`; a standing number has none. What was on the list stays, so that it
    can be said who could have been rung on any night.
    """

    class Kind(models.TextChoices):
        """What somebody is rung for, in the order in which the list shows them."""

        MANAGER = "manager", "Manager on call"
        LEGAL = "legal", "Legal advice"
        POLICE = "police", "Police"
        HEALTH = "health", "Hospital and health"
        PLACEMENT = "placement", "A place for a child"
        COURT = "court", "Court, out of hours"
        OTHER = "other", "Other"

    authority = models.ForeignKey("authorities.Authority", models.PROTECT, related_name="on_call")
    kind = models.CharField(max_length=10, choices=Kind)
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=60)
    note = models.CharField(max_length=200, blank=True, default="")
    since_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = OnCallQuerySet.as_manager()

    class Meta:
        """A turn ends after it begins."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until_at__isnull=True) | Q(until_at__gt=F("since_at")),
                name="on_call_ends_after_start",
            )
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["authority", "kind"], condition=Q(ended_at__isnull=True),
                name="on_call_listed",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.name}, {self.phone}"
