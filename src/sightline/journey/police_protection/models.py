"""What the police did and why, who answers for it, and how it ended."""

from django.db import models

from sightline.record.spine.models import EventFacts


class Told(models.TextChoices):
    """Whether those with parental responsibility were told, or why not."""

    TOLD = "told", "Yes"
    NOT_YET = "not_yet", "Not yet"
    NOT_SAFE = "not_safe", "No: it would put the child at risk"
    NOT_FOUND = "not_found", "No: they could not be found"
    NOT_KNOWN = "not_known", "Not known"


class ChildTold(models.TextChoices):
    """Whether the child was told and asked, or why not."""

    TOLD = "told", "Yes"
    NOT_YET = "not_yet", "Not yet"
    TOO_YOUNG = "too_young", "No: too young to understand"
    NOT_KNOWN = "not_known", "Not known"


class Taken(EventFacts):
    """What the police did to protect a child, why, and which officers answer for it."""

    class Action(models.TextChoices):
        """What the power was used for."""

        REMOVED = "removed", "Took the child somewhere safe"
        KEPT = "kept", "Kept the child where they were safe"

    action = models.CharField(
        "What did the police do?", max_length=10, choices=Action, blank=True, default=""
    )
    reason = models.TextField("Why?", blank=True, default="")
    officer = models.CharField(
        "Which officer took the child into protection?", max_length=160, blank=True, default="",
        help_text="Name, number, station or unit.",
    )
    designated = models.CharField(
        "Who is the designated officer, and on which number?", max_length=160, blank=True,
        default="", help_text="The officer who looks into it and must release the child.",
    )
    child_told = models.CharField(
        "Was the child told why, and asked what they want?", max_length=10, choices=ChildTold,
        blank=True, default="",
    )
    child_said = models.TextField("What did the child say?", blank=True, default="")
    parents_told = models.CharField(
        "Were those with parental responsibility told?", max_length=10, choices=Told, blank=True,
        default="",
    )

    class Meta:
        """Called by what it is on screens."""

        verbose_name = "what the police did"


class Ended(EventFacts):
    """How police protection ended: who decided, where the child went, who was told."""

    who = models.CharField("Who decided that it ends?", max_length=160, blank=True, default="")
    goes_to = models.CharField(
        "Where does the child go, and to whom?", max_length=200, blank=True, default=""
    )
    safe_because = models.TextField("What keeps the child safe there?", blank=True, default="")

    class Meta:
        """Called by what it is on screens."""

        verbose_name = "how it ended"
