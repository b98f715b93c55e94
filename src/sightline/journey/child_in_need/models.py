"""What a review of a child in need plan found."""

from django.db import models

from sightline.record.spine.models import EventFacts


class HelpReview(EventFacts):
    """A look at a child in need plan: who held it, what has changed, and what the family says."""

    reviewer = models.ForeignKey(
        "workforce.Worker", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="Who held the review?", help_text="A manager, or somebody a manager chose.",
    )
    progress = models.TextField(
        "What has changed for the child?", blank=True, default="",
        help_text="What is better, what is not, and what it means for the child.",
    )
    child_view = models.TextField("What does the child say?", blank=True, default="")
    family_view = models.TextField("What does the family say?", blank=True, default="")
    reason = models.TextField("Why was this decided?", blank=True, default="")
    seen_by_manager = models.ForeignKey(
        "workforce.Worker", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="Which manager endorsed it?",
    )

    class Meta:
        """Called by what it is on screens."""

        verbose_name = "the review"
