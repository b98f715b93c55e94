"""What an agency was asked, what it answered, and how long an authority gives it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from sightline.base.models import RecordedRow
from sightline.record.meetings.models import Agency
from sightline.record.spine.models import EventFacts


class Asked(EventFacts):
    """One agency asked about one child, with the moment by which an answer is wanted.

    The moment is worked out when the agency is asked, from what the authority allowed on that
    day; without a local time there is none, and nothing is late.
    """

    agency = models.CharField("Which agency?", max_length=16, choices=Agency)
    whom = models.CharField("Who was asked?", max_length=160, blank=True, default="")
    what = models.TextField("What were they asked?", blank=True, default="")
    due_on = models.DateField("An answer is wanted on", null=True, blank=True)
    due_at = models.DateTimeField("An answer is wanted by", null=True, blank=True)

    class Meta(EventFacts.Meta):
        """Words for a reader."""

        abstract = False
        verbose_name = "agency check"


class Answered(EventFacts):
    """What came back of one check; a later answer to the same check stands beside it."""

    asked = models.ForeignKey(Asked, models.PROTECT, related_name="answers")
    by_whom = models.CharField("Who answered?", max_length=160, blank=True, default="")
    words = models.TextField("What did they say?", blank=True, default="")

    class Meta(EventFacts.Meta):
        """Words for a reader."""

        abstract = False
        verbose_name = "answer to an agency check"
        verbose_name_plural = "answers to agency checks"


class AnswerTime(RecordedRow):
    """How long an authority gives an agency to answer, by the grade of the contact, from a day.

    Only local practice: there is no law of it. An empty time means that nothing is late.
    """

    class Grade(models.TextChoices):
        """How urgent the contact was said to be."""

        RED = "red", "Red"
        AMBER = "amber", "Amber"
        GREEN = "green", "Green"
        NONE = "", "Not graded"

    authority = models.ForeignKey("authorities.Authority", models.PROTECT, related_name="+")
    grade = models.CharField(
        "For contacts graded", max_length=6, choices=Grade, blank=True, default=""
    )
    since_on = models.DateField("From which day?")
    allowed = models.CharField(
        "How long may an answer take?", max_length=60, blank=True, default="",
        help_text="For example 4 hours or 1 working day. Leave it empty for no limit.",
    )
    owner = models.CharField("Who approved it?", max_length=120)
    approved_on = models.DateField("When was it approved?")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    superseded_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        """One standing time an authority, grade and day."""

        ordering: ClassVar = ["grade", "since_on"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["authority", "grade", "since_on"],
                condition=models.Q(superseded_at__isnull=True), name="one_answer_time_a_day",
            ),
        ]
