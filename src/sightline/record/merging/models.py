"""What was recorded while two records were one, until somebody has said whose it is."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from sightline.base.models import RecordedRow, both_or_neither


class Unplaced(RecordedRow):
    """One thing recorded while two records were merged; it stands on the survivor until placed.

    A piece of work begun while merged is one thing with everything on it.
    """

    class Decision(models.TextChoices):
        """Whose it is."""

        STAYS = "stays", "It stays here"
        GOES = "goes", "It goes to the other record"

    merge = models.ForeignKey("matching.MergedInto", models.PROTECT, related_name="unplaced")
    table = models.CharField(max_length=60)
    row = models.BigIntegerField()
    column = models.CharField(max_length=40)
    decision = models.CharField(max_length=6, choices=Decision, blank=True, default="")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            both_or_neither("decided_at", "decided_by"),
            models.UniqueConstraint(
                fields=["merge", "table", "row", "column"], name="placed_once_a_merge"
            ),
            models.CheckConstraint(
                condition=Q(decision="", decided_at__isnull=True)
                | (~Q(decision="") & Q(decided_at__isnull=False)),
                name="placed_by_a_decision",
            ),
        ]
