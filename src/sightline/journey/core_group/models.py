"""What a core group said of each child, why one was missed, and to whom its notes went."""

from django.db import models

from sightline.record.spine.models import EventFacts, EventItem


class ChildsProgress(EventFacts):
    """What a core group said of one child: how they are, and what the group changed."""

    progress = models.TextField(
        "What is different for this child since the last meeting?", blank=True, default=""
    )
    child_view = models.TextField("What does the child say?", blank=True, default="")
    not_done = models.TextField(
        "What was to be done and was not?", blank=True, default="",
        help_text="Say who will do it now, and by when.",
    )
    plan_changed = models.TextField("What was changed in the plan?", blank=True, default="")

    class Meta:
        """Called by what it is on screens."""

        verbose_name = "how this child is"


class Missed(EventFacts):
    """Why a core group did not meet, and what was done instead."""

    reason = models.TextField("Why did it not meet?", blank=True, default="")
    instead = models.TextField("What was done instead?", blank=True, default="")

    class Meta:
        """Called by what it is on screens."""

        verbose_name = "why it did not meet"


class NotesSent(EventItem):
    """One person to whom the notes of a core group were sent."""

    name = models.CharField("To whom?", max_length=120, blank=True, default="")
    participant = models.ForeignKey(
        "meetings.Participant", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="Which member?", editable=False,
    )
    way = models.CharField("How?", max_length=120, blank=True, default="")

    class Meta:
        """Called by what it is on screens."""

        verbose_name = "who was sent the notes"

    def __str__(self) -> str:
        return self.name
