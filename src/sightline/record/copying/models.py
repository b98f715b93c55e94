"""What was found of each text that was weighed: worked out from the words that stand."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from sightline.base.models import Row


class Likeness(Row):
    """That a recorded text was weighed and, with `other`, which earlier text it repeats.

    Dropped and weighed again it is the same. It holds no words of either text.
    """

    event = models.ForeignKey("spine.Event", models.CASCADE, related_name="+")
    other = models.ForeignKey(
        "spine.Event", models.CASCADE, null=True, related_name="+",
        help_text="Empty in the row that says only that the text was weighed",
    )
    percent = models.PositiveSmallIntegerField(default=0)

    class Meta:
        """Once weighed, and once for each text that it repeats."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["event"], condition=Q(other__isnull=True), name="weighed_once"
            ),
            models.UniqueConstraint(fields=["event", "other"], name="alike_once"),
        ]
