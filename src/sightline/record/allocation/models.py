"""The allocation that an event made, the involvement worked out from it, and duty turns."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from sightline.base import moments
from sightline.base.models import Row
from sightline.record.allocation.roles import InvolvementRole
from sightline.record.spine.models import EventFacts

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime


class Allocation(EventFacts):
    """What an event said about who holds a child: the worker, the team, the role and the reason.

    Any kind of event may carry one: an allocation, a placement with a team, an acceptance.
    """

    worker = models.ForeignKey(
        "workforce.Worker", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="Who is it allocated to?",
    )
    team = models.ForeignKey(
        "workforce.Team", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="Which team answers for it?",
    )
    role = models.CharField(
        "In what role?", max_length=20, choices=InvolvementRole, default=InvolvementRole.LEAD
    )
    reason = models.TextField("Why?", blank=True, default="")

    class Meta(EventFacts.Meta):
        abstract = False
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(worker__isnull=False) | Q(team__isnull=False),
                name="allocation_names_somebody",
            )
        ]


class Considered(EventFacts):
    """What a manager said of the risk to a child whose worker is away: who keeps it in view."""

    risk = models.TextField("What is the risk, and who is keeping it in view?", blank=True,
                            default="")

    class Meta(EventFacts.Meta):
        """Words for a reader."""

        abstract = False
        verbose_name = "risk while a worker is away"
        verbose_name_plural = "risks while a worker is away"


class InvolvementQuerySet(models.QuerySet["Involvement"]):
    """Involvements, as they are now or as they were on a day."""

    def current(self) -> InvolvementQuerySet:
        """Those that have not ended."""
        return self.filter(until_on__isnull=True)

    def on(self, day: date) -> InvolvementQuerySet:
        """Those that held on a day, its first and last days included."""
        return self.filter(since_on__lte=day).filter(
            Q(until_on__isnull=True) | Q(until_on__gte=day)
        )

    def acting_as(self, roles: Collection[str]) -> InvolvementQuerySet:
        """Those in any of these roles."""
        return self.filter(role__in=roles)


class Involvement(Row):
    """Who was involved with a child in what role, from when until when.

    Worked out from the standing events that carry an allocation, and rebuilt whenever one of
    them changes or the child's work opens or closes; never written by hand. A lead involvement
    without a worker is a team that holds the child until somebody is named.
    """

    child = models.ForeignKey(
        "persons.Person", models.CASCADE, null=True, blank=True, related_name="involvements"
    )
    step = models.ForeignKey("spine.Step", models.CASCADE, related_name="involvements")
    event = models.ForeignKey("spine.Event", models.PROTECT, related_name="+")
    worker = models.ForeignKey(
        "workforce.Worker", models.PROTECT, null=True, blank=True, related_name="involvements"
    )
    team = models.ForeignKey(
        "workforce.Team", models.PROTECT, null=True, blank=True, related_name="involvements"
    )
    role = models.CharField(max_length=20, choices=InvolvementRole)
    since_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    objects: ClassVar = InvolvementQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event"], name="one_involvement_an_event"),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("since_on")),
                name="involvement_ends_after_start",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["worker", "child"], condition=Q(until_on__isnull=True),
                name="involvement_now",
            ),
            models.Index(fields=["child", "since_on"], name="involvement_child"),
            models.Index(fields=["worker", "since_on"], name="involvement_worker"),
        ]


class DutyTurnQuerySet(models.QuerySet["DutyTurn"]):
    """Duty turns by moment."""

    def at(self, moment: datetime) -> DutyTurnQuerySet:
        """Those running at a moment and not called off."""
        return self.filter(
            since_at__lte=moment, until_at__gt=moment, called_off_at__isnull=True
        )


class DutyTurn(Row):
    """A worker on duty for a team from one moment until another, answering for its children."""

    worker = models.ForeignKey("workforce.Worker", models.PROTECT, related_name="duty_turns")
    team = models.ForeignKey("workforce.Team", models.PROTECT, related_name="duty_turns")
    since_at = models.DateTimeField()
    until_at = models.DateTimeField()
    recorded_at = models.DateTimeField(default=moments.now, editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    called_off_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = DutyTurnQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until_at__gt=F("since_at")), name="duty_ends_after_start"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["worker", "until_at"], name="duty_worker"),
            models.Index(fields=["team", "until_at"], name="duty_team"),
        ]
