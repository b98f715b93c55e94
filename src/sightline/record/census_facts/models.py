"""Facts that the national return asks of a protection plan and no page of ours does."""

from __future__ import annotations

from django.db import models

from sightline.record.spine.models import EventFacts


class EarlierPlans(EventFacts):
    """How many protection plans the child had had before this one, in any authority."""

    number = models.PositiveSmallIntegerField(
        "How many protection plans has the child had before, anywhere?", null=True, blank=True
    )

    class Meta:
        """Called by what it is on screens."""

        verbose_name = "earlier protection plans"
        verbose_name_plural = "earlier protection plans"
