"""What a chair's alert says, to whom it goes, what was replied, and an authority's ladder."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from sightline.record.caseloads.models import Practice
from sightline.record.spine.models import EventFacts


class Alert(EventFacts):
    """What the chair saw for one child, and what is asked for."""

    concern = models.TextField(
        "What have you seen?", blank=True, default="",
        help_text="What the plan says, what happens, and what it means for this child.",
    )
    asked_for = models.TextField(
        "What do you ask to be done?", blank=True, default="",
        help_text="So that whoever answers can say yes or no to it.",
    )

    class Meta:
        """Called by what it is on screens."""

        verbose_name = "what the chair saw"


class Sent(EventFacts):
    """To which level and to whom an alert goes, and who raised it."""

    level = models.PositiveSmallIntegerField("At which level?", default=1, editable=False)
    level_name = models.CharField(
        "Whose level is that?", max_length=80, blank=True, default="", editable=False
    )
    to_worker = models.ForeignKey(
        "workforce.Worker", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="Which manager is to answer?",
        help_text="If you leave this empty it goes to the manager of the child’s worker or team; "
        "at a higher level, to that manager’s own manager.",
    )
    chair = models.ForeignKey(
        "workforce.Worker", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="Which chair raises it?", help_text="You, if you leave this empty.",
    )
    why = models.TextField(
        "Why does it go further up?", blank=True, default="",
        help_text="For example no reply, or a reply that changes nothing for the child.",
    )

    class Meta:
        """Called by what it is on screens."""

        verbose_name = "to whom the alert goes"


class Reply(EventFacts):
    """What a manager answered: what will be done, or why not, and who said so."""

    by_worker = models.ForeignKey(
        "workforce.Worker", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="Who replies?", help_text="You, if you leave this empty.",
    )
    words = models.TextField(
        "What is being done, or why is it not agreed?", blank=True, default=""
    )

    class Meta:
        """Called by what it is on screens."""

        verbose_name = "the reply"
        verbose_name_plural = "the replies"


class Level(Practice):
    """One level of an authority's ladder from a day on: whose it is, and how long a reply takes."""

    number = models.PositiveSmallIntegerField("Which level?")
    name = models.CharField("Who answers at this level?", max_length=80, blank=True, default="")
    days = models.PositiveSmallIntegerField("Working days to reply", null=True, blank=True)

    class Meta(Practice.Meta):
        """One standing row an authority, level and day."""

        abstract = False
        verbose_name = "level of the ladder"
        verbose_name_plural = "levels of the ladder"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["authority", "number", "since_on"],
                condition=Q(superseded_at__isnull=True), name="one_level_of_challenge_a_day",
            ),
        ]
