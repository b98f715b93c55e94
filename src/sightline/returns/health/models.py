"""What rules found on children's records, when it was put right, and when anybody last looked."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from sightline.base.models import Row

#: The name under which return health follows the children who change.
FOLLOWER = "health"


class Finding(Row):
    """One thing that a rule of a return finds wrong on one child's record, while it stands.

    `place` tells one finding of a rule from another by the elements and steps that broke it.
    `said` has a line for each such element: its name, a tab and its value. A finding that was put
    right is kept with the day, so that a team can see how far it has come.
    """

    authority = models.ForeignKey("authorities.Authority", models.PROTECT, related_name="+")
    child = models.ForeignKey("persons.Person", models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField("census year")
    rule = models.CharField(max_length=8)
    severity = models.CharField(max_length=8)
    harm = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=32)
    said = models.TextField(blank=True, default="")
    step = models.ForeignKey("spine.Step", models.CASCADE, null=True, related_name="+")
    worker = models.ForeignKey("workforce.Worker", models.PROTECT, null=True, related_name="+")
    team = models.ForeignKey("workforce.Team", models.PROTECT, null=True, related_name="+")
    found_on = models.DateField()
    gone_on = models.DateField("put right", null=True)

    class Meta:
        """One standing row for each thing that is wrong."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["child", "year", "rule", "place"], condition=models.Q(gone_on=None),
                name="one_standing_finding"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["authority", "year", "gone_on"], name="finding_standing"),
        ]

    def __str__(self) -> str:
        return f"{self.rule} on {self.child_id}"


class Looked(Row):
    """When an authority's children were first looked at in a census year, and when last."""

    authority = models.ForeignKey("authorities.Authority", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("census year")
    began_on = models.DateField()
    full_on = models.DateField("everybody looked at")
    looked_at = models.DateTimeField()
    children = models.PositiveIntegerField("children in the return")

    class Meta:
        """One row an authority and year."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["authority", "year"], name="one_look_a_year")
        ]
