"""What the day left to the night, what happened in the night, and who took it up."""

from django.db import models

from sightline.record.spine.models import EventFacts, OccasionFacts


class Safe(models.TextChoices):
    """Whether a child is safe, or that nobody can say."""

    YES = "yes", "Yes"
    NO = "no", "No"
    NOT_KNOWN = "not_known", "Not known"


class Episode(OccasionFacts):
    """One night's episode: who rang, what was told and decided, and which manager was asked."""

    class Risk(models.TextChoices):
        """How much hung on what was decided."""

        HIGH = "high", "High: a child could have come to serious harm"
        OTHER = "other", "Not high"

    rung_by = models.CharField(
        "Who rang, and on which number?", max_length=200, blank=True, default=""
    )
    told = models.TextField(
        "What happened?", blank=True, default="",
        help_text="What is so for all the children. What is so for one of them comes further down.",
    )
    decided = models.TextField("What did you decide and do, and why?", blank=True, default="")
    risk = models.CharField(
        "How high was the risk?", max_length=10, choices=Risk, blank=True, default=""
    )
    consulted = models.ForeignKey(
        "workforce.Worker", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="Which manager did you consult?",
    )
    advised = models.TextField("What did they say, and when?", blank=True, default="")

    class Meta:
        """Called by what it is on screens."""

        verbose_name = "what happened in the night"
        verbose_name_plural = "what happened in the nights"


class ChildPart(EventFacts):
    """What an episode was for one child, and what the day has to do about it."""

    class Contact(models.TextChoices):
        """Whether the front door has to decide on it."""

        YES = "yes", "Yes: make a contact of it now"
        NO = "no", "No: the team that works with the child takes it up"

    safe = models.CharField(
        "Is the child safe now?", max_length=10, choices=Safe, blank=True, default=""
    )
    safe_because = models.CharField("How do we know?", max_length=200, blank=True, default="")
    to_do = models.TextField("What has the day to do?", blank=True, default="")
    contact = models.CharField(
        "Is it a new contact for the front door?", max_length=4, choices=Contact, blank=True,
        default="",
    )
    for_manager = models.ForeignKey(
        "workforce.Worker", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="Which daytime manager is to acknowledge it?",
        help_text="By noon of the next working day. If you leave this empty it goes to the "
        "manager of the child’s worker or team.",
    )

    class Meta:
        """Called by what it is on screens."""

        verbose_name = "what it was for this child"


class Acknowledged(EventFacts):
    """What the daytime manager who took an episode up makes of it, and who does what."""

    words = models.TextField("What happens now, and who does it?", blank=True, default="")

    class Meta:
        """Called by what it is on screens."""

        verbose_name = "what the day does"
        verbose_name_plural = "what the days do"


class ForTheNight(EventFacts):
    """What a team wants the night to look out for, and what to do if it comes."""

    watch_for = models.TextField("What may happen?", blank=True, default="")
    do = models.TextField("What is the night to do?", blank=True, default="")
    ring = models.CharField("Whom are they to ring?", max_length=200, blank=True, default="")

    class Meta:
        """Called by what it is on screens."""

        verbose_name = "what is left to the night"
        verbose_name_plural = "what is left to the nights"
