"""Broken glass: a record opened without grounds in an emergency, and what was made of it."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from sightline.access.authorities.models import Authority
from sightline.base.models import Row, both_or_neither, in_order


class BreakGlassQuerySet(models.QuerySet["BreakGlass"]):
    """Emergency openings, running or waiting for review."""

    def running(self, now: datetime) -> BreakGlassQuerySet:
        """Those that open a record at this moment; one judged not justified opens nothing more."""
        running = self.filter(granted_at__lte=now, until_at__gt=now)
        return running.exclude(outcome=BreakGlass.Outcome.NOT_JUSTIFIED)

    def unreviewed(self) -> BreakGlassQuerySet:
        """Those that nobody has judged yet."""
        return self.filter(reviewed_at=None)


class BreakGlass(Row):
    """One person's opening of one child's record without grounds, for a shift, with a reason."""

    class Outcome(models.TextChoices):
        """What the reviewer made of it."""

        JUSTIFIED = "justified", "It was needed and right"
        AVOIDABLE = "avoidable", "It was right, but should not have been necessary"
        NOT_JUSTIFIED = "not_justified", "It was not justified"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    child_id = models.BigIntegerField()
    authority = models.ForeignKey(Authority, models.PROTECT, related_name="+")
    reason = models.TextField("why it could not wait")
    granted_at = models.DateTimeField()
    until_at = models.DateTimeField()
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    outcome = models.CharField(max_length=20, choices=Outcome.choices, blank=True, default="")
    review_note = models.TextField(blank=True, default="")

    objects: ClassVar = BreakGlassQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "broken glass"
        constraints = [
            in_order("granted_at", "until_at"),
            both_or_neither("reviewed_at", "reviewed_by"),
            models.CheckConstraint(
                condition=Q(reviewed_at=None, outcome="") | ~Q(reviewed_at=None) & ~Q(outcome=""),
                name="policy_breakglass_reviewed_with_outcome",
            ),
        ]
        indexes = [
            models.Index(fields=["user", "until_at"], name="policy_glass_of_user"),
            models.Index(
                fields=["authority"],
                condition=Q(reviewed_at=None),
                name="policy_glass_unreviewed",
            ),
        ]
