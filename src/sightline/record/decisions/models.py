"""Decisions with their reasons, and the threshold document they are measured against."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from sightline.base.models import RecordedRow, in_order
from sightline.record.spine.models import EventFacts


class Decision(EventFacts):
    """Who took a decision, why, and at which level of which threshold document."""

    made_by = models.ForeignKey(
        "workforce.Worker", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="Who made the decision?",
        help_text="The person who answers for it, not the person who writes it down.",
    )
    made_by_name = models.CharField(
        "Their name, if they are not in the list", max_length=120, blank=True, default=""
    )
    role = models.CharField(
        "In what role did they decide?", max_length=120, blank=True, default="",
        help_text="For example team manager, head of service or on-call manager.",
    )
    rationale = models.TextField(
        "Why was this decided?", blank=True, default="",
        help_text="What is known, what it means for the child, and what else was considered.",
    )
    threshold_level = models.CharField(
        "Which level of need does this meet?", max_length=10, blank=True, default="",
        help_text="Use the threshold document that your partnership has published.",
    )
    threshold_version = models.CharField(
        "Which version of the threshold document was used?", max_length=60, blank=True, default=""
    )


class ThresholdFramework(RecordedRow):
    """A version of the threshold document that an authority and its partners have published."""

    authority = models.ForeignKey(
        "authorities.Authority", models.PROTECT, related_name="threshold_frameworks"
    )
    version = models.CharField(
        "What is this version called?", max_length=60, help_text="For example 2026 or May 2025."
    )
    title = models.CharField(
        "What is the document called?", max_length=160, default="Threshold document"
    )
    since_on = models.DateField("From which day is it used?")
    until_on = models.DateField("From which day is it no longer used?", null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )

    class Meta:
        """One version of a name, and one version in use at a time."""

        ordering: ClassVar = ["-since_on"]
        constraints: ClassVar = [
            in_order("since_on", "until_on"),
            models.UniqueConstraint(
                fields=["authority", "version"], name="one_threshold_version_of_a_name"
            ),
            models.UniqueConstraint(
                fields=["authority"], condition=Q(until_on__isnull=True),
                name="one_threshold_document_in_use",
            ),
        ]


class ThresholdLevel(models.Model):
    """One level of need in a threshold document."""

    framework = models.ForeignKey(ThresholdFramework, models.CASCADE, related_name="levels")
    code = models.CharField("Level", max_length=10)
    name = models.CharField("What is it called?", max_length=120)
    words = models.TextField("Who is it for?", blank=True, default="")

    class Meta:
        """In the order of the document."""

        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["framework", "code"], name="one_level_of_a_code")
        ]
