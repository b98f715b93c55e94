"""A board, its seats, its meetings, and the mark of each seat at each meeting."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from sightline.base.models import RecordedRow, both_or_neither, in_order, one_of


class Dated(RecordedRow):
    """Something that stands from one day, and until another once it has ended."""

    since_on = models.DateField("from", null=True, blank=True)
    until_on = models.DateField("last day", null=True, blank=True)

    class Meta:
        """In the order of time."""

        abstract = True
        constraints = [in_order("since_on", "until_on")]

    def stands_on(self, day: date) -> bool:
        """Whether it stood on a day."""
        begun = self.since_on is None or self.since_on <= day
        return begun and (self.until_on is None or day <= self.until_on)


class BodyKind(models.TextChoices):
    """What sort of body it is; the law replaced the one with the other in 2019."""

    LSCB = "lscb", "Local safeguarding children board"
    PARTNERSHIP = "partnership", "Safeguarding children partnership"
    GROUP = "group", "Sub-group"


class Body(Dated):
    """A local safeguarding children board (Children Act 2004 s.13, until 29 September 2019), a
    safeguarding partnership (s.16E), or a sub-group of either."""

    authority = models.ForeignKey("authorities.Authority", models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=BodyKind)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="groups",
        verbose_name="of which body it is a sub-group",
    )

    class Meta(Dated.Meta):
        """One body of a name in an authority."""

        verbose_name_plural = "bodies"
        constraints = [
            *Dated.Meta.constraints, one_of("kind", BodyKind),
            models.UniqueConstraint(fields=["authority", "name"], name="board_one_body_of_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Seat(Dated):
    """A place on a body, held by an agency through somebody in a role."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="seats")
    role = models.CharField("who sits in it", max_length=160)
    agency = models.CharField("agency", max_length=120)

    class Meta(Dated.Meta):
        """By agency, as a board reads its list."""

        ordering: ClassVar = ["agency", "role", "pk"]


class MeetingQuerySet(models.QuerySet["Meeting"]):
    """Meetings of bodies."""

    def standing(self) -> MeetingQuerySet:
        """Those that were not recorded by mistake."""
        return self.filter(withdrawn_at=None)

    def between(self, first: date, last: date) -> MeetingQuerySet:
        """Those held within a period, both days included."""
        return self.filter(held_on__range=(first, last))


class MeetingKind(models.TextChoices):
    """Why the body met."""

    ORDINARY = "ordinary", "Ordinary"
    EXTRAORDINARY = "extraordinary", "Extraordinary"
    JOINT = "joint", "Joint with another body"


class Meeting(RecordedRow):
    """A meeting of a body on a day; one recorded by mistake is withdrawn, never deleted."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="meetings")
    held_on = models.DateField("when")
    kind = models.CharField(max_length=13, choices=MeetingKind, default=MeetingKind.ORDINARY)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=200, blank=True, default="")

    objects: ClassVar = MeetingQuerySet.as_manager()

    class Meta:
        """By day."""

        ordering: ClassVar = ["held_on", "pk"]
        constraints = [one_of("kind", MeetingKind)]


class MarkQuerySet(models.QuerySet["Mark"]):
    """Marks, as they stand or as they were known."""

    def standing(self) -> MarkQuerySet:
        """Those not corrected since."""
        return self.filter(superseded_at=None)

    def known_at(self, moment: datetime) -> MarkQuerySet:
        """Those that stood at a moment."""
        later = Q(superseded_at=None) | Q(superseded_at__gt=moment)
        return self.filter(later, recorded_at__lte=moment)


class Value(models.TextChoices):
    """What a board writes against a seat."""

    PRESENT = "Y", "Attended"
    ABSENT = "N", "Absent"
    SUBSTITUTE = "Sub", "Sent a substitute"
    VACANT = "V", "Nobody held the seat"


class Mark(RecordedRow):
    """The mark of a seat at a meeting; a corrected one keeps the one before, with the reason.

    A seat without a mark is blank: it is counted apart and is no part of any percentage.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="marks")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="marks")
    value = models.CharField(max_length=3, choices=Value)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    superseded_at = models.DateTimeField(null=True, blank=True)
    superseded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.CharField("why it was corrected", max_length=200, blank=True, default="")

    objects: ClassVar = MarkQuerySet.as_manager()

    class Meta:
        """One mark of a seat at a meeting stands."""

        constraints = [
            one_of("value", Value),
            both_or_neither("superseded_at", "superseded_by"),
            models.UniqueConstraint(
                fields=["meeting", "seat"], condition=Q(superseded_at=None),
                name="board_one_standing_mark",
            ),
        ]
