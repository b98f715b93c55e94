"""What a chair's audit of a protection plan found, and what is to be done about each finding."""

from django.db import models

from sightline.record.spine.models import EventFacts, EventItem


class PlanAudit(EventFacts):
    """The chair's look at a plan between conferences: is it being done, and does it help?"""

    auditor = models.ForeignKey(
        "workforce.Worker", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="Who looked at the plan?",
    )
    progress = models.TextField(
        "What has changed for the child since the conference?", blank=True, default=""
    )
    child_view = models.TextField(
        "What does the child say about the plan?", blank=True, default=""
    )
    grade = models.PositiveSmallIntegerField(
        "How well is the plan being carried out?",
        choices=[(1, "1: outstanding"), (2, "2: good"), (3, "3: must be better"), (4, "4: poor")],
        null=True, blank=True,
    )

    class Meta:
        """Called by what it is on screens."""

        verbose_name = "the chair's audit"


class Finding(EventItem):
    """One thing an audit found wanting, and what is to be done about it; it becomes a task."""

    text = models.TextField("What is wanting?", blank=True, default="")
    action = models.TextField("What is to be done?", blank=True, default="")
    owner = models.ForeignKey(
        "workforce.Worker", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="Which manager answers for it?",
        help_text="The manager of the child's team, if you name nobody.",
    )
    due_on = models.DateField("By when?", null=True, blank=True)

    class Meta:
        """Called by what it is on screens."""

        verbose_name = "a finding"

    def __str__(self) -> str:
        return self.text
