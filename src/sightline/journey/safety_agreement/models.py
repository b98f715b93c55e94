"""What was agreed, by whom, who sees that it is kept, and whether the child was seen since."""

from __future__ import annotations

from django.db import models

from sightline.record.spine.models import EventFacts, OccasionFacts, OccasionItem


class Agreement(OccasionFacts):
    """What keeps the children safe for now, who sees to it, and what happens if it is not kept."""

    worry = models.TextField(
        "What are the children to be kept safe from?", blank=True, default="",
        help_text="What is so for all of them, and for no one child alone.",
    )
    if_broken = models.TextField(
        "What happens if it is not kept?", blank=True, default="",
        help_text="What is done, by whom, and whom to ring at night.",
    )
    monitor = models.ForeignKey(
        "workforce.Worker", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="Who sees that it is kept?",
    )
    monitor_name = models.CharField(
        "Their name, if they are not in the list", max_length=120, blank=True, default=""
    )
    monitor_phone = models.CharField("On which number?", max_length=60, blank=True, default="")
    later_because = models.TextField(
        "If the review is more than five working days ahead, why?", blank=True, default=""
    )

    class Meta:
        """Called by what it is on screens."""

        verbose_name = "what was agreed"
        verbose_name_plural = "what was agreed"


class Party(OccasionItem):
    """One person who agreed to something, and to what."""

    class Agreed(models.TextChoices):
        """What this person said to it."""

        SIGNED = "signed", "Agreed and signed"
        SAID = "said", "Agreed, not in writing"
        REFUSED = "refused", "Did not agree"
        NOT_ASKED = "not_asked", "Was not asked"

    occasion = models.ForeignKey("spine.Occasion", models.PROTECT, related_name="promises")
    name = models.CharField("Who?", max_length=120, blank=True, default="")
    is_to_child = models.CharField(
        "What are they to the children?", max_length=120, blank=True, default=""
    )
    promised = models.TextField("What do they promise to do, or not to do?", blank=True, default="")
    agreed = models.CharField(
        "Did they agree?", max_length=10, choices=Agreed, blank=True, default=""
    )

    class Meta:
        """Called by what it is on screens."""

        verbose_name = "person who agreed"
        verbose_name_plural = "people who agreed"


class Seeing(EventFacts):
    """Whether one child was seen since the agreement was made, and what the child showed."""

    where = models.CharField("Where?", max_length=200, blank=True, default="")
    seen_by = models.CharField("Who saw the child?", max_length=120, blank=True, default="")
    why_not = models.TextField(
        "If the child was not seen, why not and what is done about it?", blank=True, default=""
    )
    showed = models.TextField(
        "What did the child say or show?", blank=True, default="",
        help_text="In the child's own words where you can; for a baby, what you saw.",
    )

    class Meta:
        """Called by what it is on screens."""

        verbose_name = "how the child was seen"
        verbose_name_plural = "how children were seen"


class Review(EventFacts):
    """Whether the agreement was kept for one child, and what follows."""

    words = models.TextField("How do you know, and what follows?", blank=True, default="")
    later_because = models.TextField(
        "If the next review is more than five working days ahead, why?", blank=True, default=""
    )

    class Meta:
        """Called by what it is on screens."""

        verbose_name = "how it was kept"
        verbose_name_plural = "how they were kept"
