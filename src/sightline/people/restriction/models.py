"""A record kept from most staff (restricted), or from all but those named (sealed)."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from sightline.base import moments
from sightline.base.models import RecordedRow, both_or_neither, in_order
from sightline.people.persons.dated import DatedQuerySet
from sightline.people.persons.person import Person


class Restriction(RecordedRow):
    """Why a person's record is kept from staff, how far, and who is its custodian."""

    class Level(models.TextChoices):
        """Restricted shows one line on an exact match; sealed shows nothing."""

        RESTRICTED = "restricted", "Restricted"
        SEALED = "sealed", "Sealed"

    person = models.ForeignKey(Person, models.PROTECT, related_name="restrictions")
    level = models.CharField(max_length=10, choices=Level)
    reason = models.TextField()
    custodian = models.ForeignKey("workforce.Worker", models.PROTECT, related_name="custodian_of")
    since_on = models.DateField("from")
    until_on = models.DateField("until", null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    lifted_because = models.CharField(max_length=200, blank=True, default="")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            in_order("since_on", "until_on"),
            both_or_neither("lifted_at", "lifted_by"),
            both_or_neither("lifted_at", "until_on"),
            models.UniqueConstraint(
                fields=["person"], condition=Q(until_on__isnull=True), name="restricted_once"
            ),
        ]


class NamedReader(models.Model):
    """A person named as one who may read a restricted or sealed record, while it is theirs to."""

    id = models.BigAutoField(primary_key=True)
    restriction = models.ForeignKey(Restriction, models.CASCADE, related_name="readers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="named_to_read")
    since_on = models.DateField("from")
    until_on = models.DateField("until", null=True, blank=True)
    recorded_at = models.DateTimeField(default=moments.now, editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )

    objects: ClassVar[Any] = DatedQuerySet.as_manager()

    class Meta:
        constraints = [in_order("since_on", "until_on")]
        indexes = [models.Index(fields=["user", "until_on"], name="named_reader_user")]
