"""Local practice of caseloads: what each kind of work weighs, and how much a worker may hold."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from sightline.base.models import RecordedRow


class Practice(RecordedRow):
    """Something an authority set for itself from a day on, with who approved it and when."""

    authority = models.ForeignKey("authorities.Authority", models.PROTECT, related_name="+")
    since_on = models.DateField("From which day?")
    owner = models.CharField("Who approved it?", max_length=120)
    approved_on = models.DateField("When was it approved?")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    superseded_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        """Rows of one authority."""

        abstract = True


class CaseWeight(Practice):
    """What a child weighs in a caseload while one kind of work is open for them."""

    process = models.CharField("For which kind of work?", max_length=40)
    weight = models.DecimalField(
        "What does a child weigh?", max_digits=4, decimal_places=1,
        validators=[MinValueValidator(0)], help_text="An ordinary child weighs 1.",
    )

    class Meta(Practice.Meta):
        """One standing weight an authority, kind of work and day."""

        abstract = False
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["authority", "process", "since_on"],
                condition=Q(superseded_at__isnull=True), name="one_case_weight_a_day",
            ),
        ]


class CaseloadCap(Practice):
    """The weight above which a worker holds too much: one for all, or a worker's own."""

    worker = models.ForeignKey(
        "workforce.Worker", models.PROTECT, null=True, blank=True, related_name="+"
    )
    cap = models.DecimalField(
        "How much weight may a worker hold?", max_digits=5, decimal_places=1,
        validators=[MinValueValidator(0)],
    )

    class Meta(Practice.Meta):
        """One standing cap an authority, worker and day."""

        abstract = False
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["authority", "worker", "since_on"],
                condition=Q(superseded_at__isnull=True, worker__isnull=False),
                name="one_own_cap_a_day",
            ),
            models.UniqueConstraint(
                fields=["authority", "since_on"],
                condition=Q(superseded_at__isnull=True, worker__isnull=True),
                name="one_cap_for_all_a_day",
            ),
        ]
