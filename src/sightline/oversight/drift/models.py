"""What the detectors found when they last looked, kept so that no page looks at every record."""

from __future__ import annotations

from django.db import models

from sightline.base.models import Row

#: The name under which drift follows the children who change.
FOLLOWER = "drift"


class Found(Row):
    """One finding about a child as it stood at the last look: worked out anew, and never edited.

    `facts` has a line for each fact, `told` the roles that are told of it.
    """

    authority = models.ForeignKey("authorities.Authority", models.CASCADE, related_name="+")
    child = models.ForeignKey("persons.Person", models.CASCADE, related_name="+")
    step = models.ForeignKey("spine.Step", models.CASCADE, related_name="+")
    worker = models.ForeignKey("workforce.Worker", models.CASCADE, null=True, related_name="+")
    team = models.ForeignKey("workforce.Team", models.CASCADE, null=True, related_name="+")
    detector = models.CharField(max_length=8)
    level = models.CharField(max_length=12)
    since = models.DateField()
    facts = models.TextField(blank=True, default="")
    told = models.CharField(max_length=200, blank=True, default="")
    rule = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"{self.detector} on {self.child_id}"


class Looked(Row):
    """When the records of an authority were last looked at, for which day and by which rules."""

    authority = models.OneToOneField("authorities.Authority", models.CASCADE, related_name="+")
    on = models.DateField()
    rules = models.CharField(max_length=32)
    looked_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"authority {self.authority_id} on {self.on}"
