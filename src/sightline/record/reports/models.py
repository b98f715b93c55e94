"""The social worker's report on one child to a meeting that decides."""

from django.db import models

from sightline.record.spine.models import EventFacts


class Report(EventFacts):
    """What the social worker tells a conference of one child; the newest one counts."""

    child_view = models.TextField(
        "What does the child say, show and want?", blank=True, default="",
        help_text="In the child’s own words where you can. Say how and when you learnt it.",
    )
    happened = models.TextField(
        "What has happened, and why is there a conference?", blank=True, default="",
        help_text="What was seen and found about this child, and what has been tried.",
    )
    family_view = models.TextField(
        "What do the parents and the family say?", blank=True, default="",
        help_text="Each of them, also where they disagree with you.",
    )
    analysis = models.TextField(
        "What does it mean for this child?", blank=True, default="",
        help_text="The harm there was or may be, how likely it is, and what makes it less likely.",
    )
    draft_plan = models.TextField(
        "What should a plan do?", blank=True, default="",
        help_text="What the child needs, what is to be different, who does what and by when, and "
        "what happens if it fails.",
    )

    class Meta:
        """Called by what it is on screens."""

        verbose_name = "the social worker’s report"
