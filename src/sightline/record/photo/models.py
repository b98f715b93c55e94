"""A photograph of a person, kept in the database with everything else of the record."""

from typing import ClassVar

from django.db import models

from sightline.people.persons.dated import StandingFact
from sightline.people.persons.person import Person


class Photo(StandingFact):
    """What a child looks like: the picture itself, when it was taken, and who agreed to it."""

    class Kind(models.TextChoices):
        """The two formats that are taken, whatever a file is called."""

        JPEG = "image/jpeg", "JPEG"
        PNG = "image/png", "PNG"

    person = models.ForeignKey(Person, models.CASCADE, related_name="photos")
    image = models.BinaryField()
    kind = models.CharField(max_length=12, choices=Kind)
    taken_on = models.DateField("taken on", null=True, blank=True)
    agreed = models.CharField("who agreed to it", max_length=200, blank=True, default="")

    class Meta(StandingFact.Meta):
        indexes: ClassVar = [models.Index(fields=["person", "superseded_at"], name="photo_now")]
