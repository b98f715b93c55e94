"""What somebody decided about two records that looked like one person, and which one leads."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from sightline.base.models import RecordedRow, both_or_neither, in_order
from sightline.people.persons.person import Person


class Comparison(RecordedRow):
    """Two records compared by a person: one and the same, or two different people.

    Across authorities a link is shown only to those with grounds in both.
    """

    class Verdict(models.TextChoices):
        """What was decided."""

        SAME = "same", "The same person"
        DIFFERENT = "different", "Two different people"

    first = models.ForeignKey(Person, models.PROTECT, related_name="compared_with")
    second = models.ForeignKey(Person, models.PROTECT, related_name="compared_to")
    verdict = models.CharField(max_length=10, choices=Verdict)
    reason = models.CharField(max_length=200)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    superseded_at = models.DateTimeField(null=True, blank=True, editable=False)
    superseded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
    )

    class Meta:
        constraints = [
            both_or_neither("superseded_at", "superseded_by"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="compared_in_order"),
            models.UniqueConstraint(
                fields=["first", "second"],
                condition=Q(superseded_at__isnull=True),
                name="compared_once",
            ),
        ]


class MergedInto(RecordedRow):
    """One record of a person that leads to another record of the same person, until parted.

    The double is kept: its number is known, and what stood on it can be put back.
    """

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="merges", verbose_name="the double"
    )
    into = models.ForeignKey(
        Person, models.PROTECT, related_name="merged_here", verbose_name="the record that leads"
    )
    reason = models.TextField("why they are one person")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    parted_at = models.DateTimeField(null=True, blank=True, editable=False)
    parted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
    )
    parted_because = models.TextField(blank=True, default="", editable=False)

    class Meta:
        constraints = [
            both_or_neither("parted_at", "parted_by"),
            in_order("recorded_at", "parted_at"),
            models.CheckConstraint(condition=~Q(person=F("into")), name="merged_into_another"),
            models.UniqueConstraint(
                fields=["person"], condition=Q(parted_at__isnull=True), name="merged_once"
            ),
        ]
