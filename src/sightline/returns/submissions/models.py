"""A return as it was prepared, the pieces of its file, its counts, and the signature under it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from sightline.base import moments
from sightline.base.models import Row


class Prepared(Row):
    """One return of one year as the record stood: never edited, so what was sent stays known."""

    kind = models.CharField(max_length=20)
    authority = models.ForeignKey("authorities.Authority", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    serial = models.CharField("submission", max_length=12)
    digest = models.CharField("SHA-256", max_length=64)
    size = models.PositiveBigIntegerField("bytes")
    notes = models.TextField("what it does not say", blank=True, default="")
    prepared_at = models.DateTimeField("prepared", default=moments.now, editable=False)
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )

    class Meta:
        """The newest first."""

        ordering: ClassVar = ["-prepared_at", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["authority", "kind", "year", "-id"], name="prepared_year")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.year} {self.serial}"


class Piece(Row):
    """A part of the exact bytes of a return, packed; together and in order they are the file."""

    prepared = models.ForeignKey(Prepared, models.PROTECT, related_name="pieces")
    place = models.PositiveSmallIntegerField()
    packed = models.BinaryField()

    class Meta:
        """In order."""

        ordering: ClassVar = ["place"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["prepared", "place"], name="one_piece_a_place")
        ]


class ModuleCount(Row):
    """How much of one module a return holds."""

    prepared = models.ForeignKey(Prepared, models.PROTECT, related_name="counts")
    place = models.PositiveSmallIntegerField()
    module = models.CharField(max_length=40)
    number = models.PositiveIntegerField()

    class Meta:
        """In the order of the return."""

        ordering: ClassVar = ["place"]


class SignedOff(Row):
    """The signature under a return: who declared it true, when, and in which words."""

    prepared = models.OneToOneField(Prepared, models.PROTECT, related_name="signature")
    statement = models.TextField()
    signed_at = models.DateTimeField("signed off", default=moments.now, editable=False)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )

    def __str__(self) -> str:
        return f"signature under {self.prepared_id}"
