"""Who sits on the panel and when it meets; why a child is on it, and what it made of the child."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from sightline.base.models import RecordedRow, both_or_neither, in_order, one_of
from sightline.record.meetings.models import Agency
from sightline.record.spine.models import EventFacts, EventItem

USER = settings.AUTH_USER_MODEL


class SeatQuerySet(models.QuerySet["Seat"]):
    """Seats, as they stand on a day."""

    def on(self, day: date) -> SeatQuerySet:
        """Those held on a day."""
        until = Q(until_on__isnull=True) | Q(until_on__gte=day)
        return self.filter(until, since_on__lte=day)


class Seat(RecordedRow):
    """A place on the panel: for which agency, who sits in it, and from when until when."""

    class Part(models.TextChoices):
        """What somebody does on the panel."""

        CHAIR = "chair", "Chair"
        COORDINATOR = "coordinator", "Coordinator"
        MEMBER = "member", "Member"

    authority = models.ForeignKey("authorities.Authority", models.PROTECT, related_name="+")
    part = models.CharField("what they do on it", max_length=12, choices=Part, default=Part.MEMBER)
    agency = models.CharField("for which agency", max_length=16, choices=Agency)
    name = models.CharField("who sits in it", max_length=120)
    post = models.CharField("their post", max_length=120, blank=True, default="")
    worker = models.ForeignKey(
        "workforce.Worker", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="under which name they work here",
    )
    since_on = models.DateField("from")
    until_on = models.DateField("last day", null=True, blank=True)
    recorded_by = models.ForeignKey(
        USER, models.PROTECT, null=True, related_name="+", editable=False
    )

    objects: ClassVar = SeatQuerySet.as_manager()

    class Meta:
        """The chair first, then by agency."""

        ordering: ClassVar = ["part", "agency", "name", "pk"]
        constraints: ClassVar = [
            in_order("since_on", "until_on"), one_of("agency", Agency),
            models.CheckConstraint(
                condition=Q(part__in=["chair", "coordinator", "member"]),
                name="scrutiny_panel_seat_part_declared",
            ),
        ]


class Sitting(RecordedRow):
    """A day on which the panel meets; one that does not take place is called off, with why."""

    authority = models.ForeignKey("authorities.Authority", models.PROTECT, related_name="+")
    on = models.DateField("when")
    starts = models.TimeField("at what time", null=True, blank=True)
    place = models.CharField("where", max_length=120, blank=True, default="")
    recorded_by = models.ForeignKey(
        USER, models.PROTECT, null=True, related_name="+", editable=False
    )
    called_off_at = models.DateTimeField(null=True, blank=True, editable=False)
    called_off_by = models.ForeignKey(
        USER, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    called_off_because = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        """One sitting a day."""

        ordering: ClassVar = ["on", "pk"]
        constraints: ClassVar = [
            both_or_neither("called_off_at", "called_off_by"),
            models.UniqueConstraint(
                fields=["authority", "on"], condition=Q(called_off_at__isnull=True),
                name="one_scrutiny_panel_a_day",
            ),
        ]


class Listing(EventFacts):
    """Why somebody put a child before the panel, or took the child off its agenda."""

    why = models.TextField("Why should the panel look at this child?", blank=True, default="")

    class Meta:
        """Called by what it is on screens."""

        verbose_name = "why the child is on the agenda"


class Seen(EventItem):
    """What one rule saw of the child on the day on which the child came before the panel."""

    rule = models.CharField(max_length=40)
    title = models.CharField("Rule", max_length=160)
    words = models.TextField("What it saw", blank=True, default="")
    since_on = models.DateField("Since", null=True, blank=True)

    class Meta:
        """Called by what it is on screens."""

        verbose_name = "what a rule saw"
        verbose_name_plural = "what the rules saw"


class Looked(EventFacts):
    """What the panel heard of one child, and what it thinks stands in the way."""

    heard = models.TextField(
        "What did the panel hear?", blank=True, default="",
        help_text="What has happened since it last looked, and what it is like for the child.",
    )
    in_the_way = models.TextField(
        "What stands in the way?", blank=True, default="",
        help_text="What keeps the plan from changing anything, and whose that is to move.",
    )

    class Meta:
        """Called by what it is on screens."""

        verbose_name = "what the panel heard"


class Agreed(EventItem):
    """An action that the panel asks for; it becomes a task with an owner and a day."""

    text = models.TextField("What does the panel ask for?", blank=True, default="")
    owner_worker = models.ForeignKey(
        "workforce.Worker", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="Which of our workers sees that it is done?",
        help_text="The child’s own worker, if you leave this empty.",
    )
    owner_name = models.CharField(
        "Who does it, if another agency?", max_length=120, blank=True, default=""
    )
    due_on = models.DateField(
        "By which day?", null=True, blank=True,
        help_text="The day of the next panel, if you leave this empty.",
    )

    class Meta:
        """Called by what it is on screens."""

        verbose_name = "what the panel asks for"
        verbose_name_plural = "what the panel asks for"
