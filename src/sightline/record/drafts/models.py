"""A half-written page, belonging to the step it is about and not to whoever typed it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

USER = settings.AUTH_USER_MODEL


class DraftQuerySet(models.QuerySet["Draft"]):
    """Drafts, finished or not."""

    def open(self) -> DraftQuerySet:
        """Those neither submitted nor set aside."""
        return self.filter(finished_at__isnull=True)


class Draft(models.Model):
    """What has been typed on one page so far, valid or not, exactly as it was typed.

    A draft of a page on a step belongs to the step. A draft of a page that would open a step
    belongs to the child it is about, or to its author while nobody has been named.
    """

    process = models.CharField(max_length=40)
    page = models.CharField(max_length=60)
    step = models.ForeignKey(
        "spine.Step", models.CASCADE, null=True, blank=True, related_name="drafts"
    )
    child = models.ForeignKey(
        "persons.Person", models.CASCADE, null=True, blank=True, related_name="drafts"
    )
    authority = models.ForeignKey("authorities.Authority", models.PROTECT, related_name="+")
    data = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="drafts_started")
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="drafts_saved")
    finished_at = models.DateTimeField(null=True, blank=True)
    became = models.ForeignKey(
        "spine.Event", models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects: ClassVar = DraftQuerySet.as_manager()

    class Meta:
        """Found quickly by step, child and author."""

        indexes: ClassVar = [
            models.Index(
                fields=["step", "page"], condition=Q(finished_at__isnull=True), name="draft_open"
            ),
            models.Index(
                fields=["saved_by", "saved_at"],
                condition=Q(finished_at__isnull=True),
                name="draft_mine",
            ),
        ]

    def __str__(self) -> str:
        return f"draft of {self.process} {self.page}"
