"""Census files that were brought in, what each said of which child, and what was found wrong."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from sightline.base import moments
from sightline.base.models import Row
from sightline.returns.kit.findings import WORDS, Kind

FINDING_KINDS = [(kind.value, words.partition(":")[0]) for kind, words in WORDS.items()]


class ImportFile(Row):
    """One census file, by whom and when it was brought in, and how many children it changed."""

    authority = models.ForeignKey("authorities.Authority", models.PROTECT, related_name="+")
    name = models.CharField("file", max_length=200)
    digest = models.CharField(max_length=64)
    year = models.PositiveSmallIntegerField("census year")
    reference_on = models.DateField("last day")
    software = models.CharField(max_length=60, blank=True, default="")
    serial = models.CharField("submission", max_length=12, blank=True, default="")
    made_at = models.DateTimeField("made", null=True, blank=True)
    started_at = models.DateTimeField(default=moments.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    children = models.PositiveIntegerField(default=0)
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    events = models.PositiveIntegerField("things recorded", default=0)
    voided = models.PositiveIntegerField("things taken back", default=0)
    placed = models.PositiveIntegerField("children placed with the team", default=0)
    team = models.ForeignKey(
        "workforce.Team", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        """The newest first."""

        ordering: ClassVar = ["-started_at", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["authority", "year", "-id"], name="import_file_year")
        ]

    def __str__(self) -> str:
        return self.name


class ImportedChild(Row):
    """A child whom census files have told us of, and what they last said of who the child is."""

    authority = models.ForeignKey("authorities.Authority", models.PROTECT, related_name="+")
    local_id = models.CharField(max_length=60)
    person = models.ForeignKey("persons.Person", models.PROTECT, related_name="+")
    file = models.ForeignKey(ImportFile, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("newest census year")
    person_told = models.TextField(blank=True, default="")
    fingerprint = models.CharField(max_length=32)

    class Meta:
        """One row an authority and identifier."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["authority", "local_id"], name="one_child_an_id")
        ]


class ImportedElement(Row):
    """One thing a file said of a child, the event that records it, and the year that says so."""

    child = models.ForeignKey(ImportedChild, models.CASCADE, related_name="elements")
    key = models.CharField(max_length=120)
    fingerprint = models.CharField(max_length=32)
    year = models.PositiveSmallIntegerField()
    event = models.ForeignKey("spine.Event", models.PROTECT, related_name="+")

    class Meta:
        """One row a child and key."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["child", "key"], name="one_element_a_key")
        ]


class ImportFinding(Row):
    """An element of a file that was mended, set aside or noted, and why."""

    file = models.ForeignKey(ImportFile, models.CASCADE, related_name="findings")
    kind = models.CharField(max_length=10, choices=FINDING_KINDS, default=Kind.NOTED.value)
    child = models.CharField(max_length=60, blank=True, default="")
    path = models.CharField(max_length=300)
    line = models.PositiveIntegerField(default=0)
    value = models.CharField(max_length=200, blank=True, default="")
    reason = models.CharField(max_length=300)

    class Meta:
        """In the order of the file."""

        ordering: ClassVar = ["line", "id"]
