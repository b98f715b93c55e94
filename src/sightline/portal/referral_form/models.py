"""A form as it was sent, kept whatever became of it; and the numbers to ring instead."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Count, Q, Sum
from django.db.models.functions import Length
from django.http import QueryDict

from sightline.base.models import RecordedRow, Row, one_of
from sightline.base.moments import london, now
from sightline.journey.contact.models import Completeness


class FrontDoorNumbers(RecordedRow):
    """The telephone numbers on which an authority's front door is reached, by day and by night."""

    authority = models.ForeignKey("authorities.Authority", models.PROTECT, related_name="+")
    day_phone = models.CharField("By day", max_length=40)
    night_phone = models.CharField("At night and weekends", max_length=40, blank=True, default="")
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """One pair of numbers of an authority stands."""

        constraints = [
            models.UniqueConstraint(
                fields=["authority"], condition=Q(superseded_at=None),
                name="referral_form_one_standing_pair_of_numbers",
            )
        ]


class SubmissionQuerySet(models.QuerySet["Submission"]):
    """Forms that were sent."""

    def waiting(self) -> SubmissionQuerySet:
        """Those that are kept but could not be made a contact.

        One whose sender is just being asked for what is missing is not among them yet.
        """
        fresh = Q(asked_again=True, failure="", sent_at__gt=now() - Submission.ASKED_FOR)
        return self.filter(occasion=None).exclude(fresh).order_by("sent_at", "pk")

    def left(self) -> SubmissionQuerySet:
        """Those whose sender was asked for what is missing, and never pressed send again."""
        return self.filter(asked_again=True, failure="").waiting()

    def from_place_since(self, place: str, since: datetime) -> SubmissionQuerySet:
        """Those sent from one connection since a moment."""
        return self.filter(place=place, sent_at__gte=since)

    def volume(self) -> tuple[int, int]:
        """How many they are, and how many letters all of them hold."""
        told = self.aggregate(forms=Count("pk"), letters=Sum(Length("as_sent")))
        return told["forms"], told["letters"] or 0


class Mark(models.TextChoices):
    """What is odd about the form; it is a contact all the same."""

    MACHINE = "machine", "It may have been sent by a machine"
    MANY = "many", "Many forms came from the same place within an hour"


class Submission(Row):
    """A referral form as it was sent: every word of it, and the contact that it became.

    `as_sent` is the body of the form, never read but to make the contact from it. `once` tells a
    form pressed twice from two forms; `place` is a keyed digest of the sender's connection.
    """

    SHOWN_FOR: ClassVar[timedelta] = timedelta(days=90)
    #: How long a sender may answer what is asked again, before the form is taken in as it is.
    ASKED_FOR: ClassVar[timedelta] = timedelta(minutes=15)
    Form = Completeness.Form

    authority = models.ForeignKey("authorities.Authority", models.PROTECT, related_name="+")
    reference = models.CharField(max_length=14, unique=True)
    secret = models.CharField(max_length=43, unique=True)
    once = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    as_sent = models.TextField()
    sent_at = models.DateTimeField(db_index=True)
    place = models.CharField(max_length=64, blank=True, default="", db_index=True)
    form = models.CharField(
        max_length=6, choices=Completeness.Form, default=Completeness.Form.CHILD
    )
    asked_again = models.BooleanField(
        default=False, help_text="Kept while its sender is asked for what is missing."
    )
    mark = models.CharField(max_length=8, choices=Mark, blank=True, default="")
    follows = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="followed_by"
    )
    occasion = models.ForeignKey(
        "spine.Occasion", models.PROTECT, null=True, blank=True, related_name="+"
    )
    failure = models.CharField(
        max_length=80, blank=True, default="", help_text="What stopped it, without its words."
    )
    taken_in_at = models.DateTimeField(null=True, blank=True)
    taken_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects: ClassVar = SubmissionQuerySet.as_manager()

    class Meta:
        """The same form pressed twice is one row."""

        constraints = [
            models.UniqueConstraint(
                fields=["once", "digest"], name="referral_form_pressed_twice_is_one"
            ),
            one_of("mark", Mark, blank=True),
            one_of("form", Completeness.Form),
        ]

    @property
    def held(self) -> bool:
        """Whether it was kept while its sender was asked for what is missing, and no more yet."""
        return self.asked_again and self.occasion_id is None and not self.failure

    @property
    def sent(self) -> QueryDict:
        """The form, as a form reads it."""
        return QueryDict(self.as_sent)

    @property
    def sent_on(self) -> date:
        """The day on which it reached us, in London."""
        return london(self.sent_at).date()
