"""What was handed over and why, and what the receiver answered."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from sightline.base.models import Row
from sightline.record.spine.models import EventFacts

SENT = "handover.sent"
#: Every word of handing over: the latest on a step is the one that counts.
KINDS = (SENT, "handover.accepted", "handover.returned")


class Direction(models.TextChoices):
    """Whether the help grows, lessens or only moves."""

    STEP_UP = "step_up", "Step up"
    STEP_DOWN = "step_down", "Step down"
    TRANSFER = "transfer", "Transfer"


class Destination(models.TextChoices):
    """What the child goes on to."""

    EARLY_HELP = "early_help", "Early help"
    ASSESSMENT = "assessment", "Assessment"
    CHILD_IN_NEED = "child_in_need", "Child in need"
    PROTECTION = "protection", "Child protection"
    LOOKED_AFTER = "looked_after", "Looked after"
    OTHER_AUTHORITY = "other_authority", "Another authority"
    TEAM = "team", "Another team, same work"


class Handover(EventFacts):
    """What a sending said: from whom to whom, to what, why, and how far the plan has come."""

    direction = models.CharField("Is it a step up, a step down or a transfer?", max_length=10,
                                 choices=Direction)
    destination = models.CharField("What does the child go on to?", max_length=16,
                                   choices=Destination)
    from_team = models.ForeignKey(
        "workforce.Team", models.PROTECT, null=True, blank=True, related_name="+"
    )
    from_worker = models.ForeignKey(
        "workforce.Worker", models.PROTECT, null=True, blank=True, related_name="+"
    )
    to_team = models.ForeignKey(
        "workforce.Team", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="Which team is to take it?",
    )
    to_worker = models.ForeignKey(
        "workforce.Worker", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="Is a worker there already named?",
    )
    to_outside = models.CharField(
        "Who outside the authority is to take it?", max_length=160, blank=True, default=""
    )
    reason = models.TextField("Why now?", blank=True, default="")
    plan_so_far = models.TextField(
        "What has been done, and what is still to do?", blank=True, default=""
    )

    class Meta(EventFacts.Meta):
        abstract = False
        indexes: ClassVar = [models.Index(fields=["to_team"], name="handover_to_team")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(to_team__isnull=False) | ~Q(to_outside=""),
                name="handover_has_a_receiver",
            )
        ]


class Waiting(Row):
    """The sending on a step to which nothing was said yet: worked out from events, never typed."""

    step = models.OneToOneField("spine.Step", models.CASCADE, related_name="+")
    event = models.OneToOneField("spine.Event", models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return f"step {self.step_id} since event {self.event_id}"


class Answer(EventFacts):
    """What the receiver said: who accepted for whom, or why it goes back."""

    accepted_by_name = models.CharField(
        "Who accepted it, if outside the authority?", max_length=160, blank=True, default=""
    )
    first_contact_on = models.DateField(
        "When is the family first to be seen by them?", null=True, blank=True
    )
    reason = models.TextField("Why does it go back?", blank=True, default="")

    class Meta(EventFacts.Meta):
        abstract = False
