"""The mark that somebody sets on an event: why it matters, and the sentence that says it best."""

from django.db import models

from sightline.record.spine.models import Event, EventFacts


class Significance(EventFacts):
    """What a worker said of an event in the curated chronology (S036): why, and in which words."""

    about = models.ForeignKey(
        Event, models.PROTECT, related_name="+", verbose_name="Which event?"
    )
    reason = models.TextField(
        "Why does it matter for the child?", blank=True, default="",
        help_text="What it did to the child, or what it shows that nobody saw before.",
    )
    sentence = models.TextField(
        "How should the chronology put it?", blank=True, default="",
        help_text="One sentence, about this child only. Leave it empty to keep the words above.",
    )

    class Meta(EventFacts.Meta):
        """Called by what it is on screens."""

        abstract = False
        verbose_name = "why an event matters"
        verbose_name_plural = "why events matter"
