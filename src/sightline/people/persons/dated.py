"""The dated fact: what was so of a person, from when until when, and what we knew of it when."""

from datetime import date, datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from sightline.base import moments
from sightline.base.models import Row, both_or_neither, in_order
from sightline.people.persons.absence import Absence


def in_force(on: date, prefix: str = "") -> Q:
    """Facts that were so on a day; `until_on` is the day from which they no longer were."""
    begun = Q(**{f"{prefix}since_on__isnull": True}) | Q(**{f"{prefix}since_on__lte": on})
    going = Q(**{f"{prefix}until_on__isnull": True}) | Q(**{f"{prefix}until_on__gt": on})
    return begun & going


class DatedQuerySet(models.QuerySet[Any]):
    """Dated facts, asked as they stand, as they were on a day, or as we knew them at a moment."""

    def standing(self) -> Self:
        """Those that nobody has corrected or withdrawn."""
        return self.filter(superseded_at__isnull=True)

    def known_at(self, moment: datetime) -> Self:
        """Those that stood in the record at that moment."""
        later = Q(superseded_at__isnull=True) | Q(superseded_at__gt=moment)
        return self.filter(later, recorded_at__lte=moment)

    def in_force(self, on: date) -> Self:
        """Those that were so on a day."""
        return self.filter(in_force(on))

    def newest_first(self) -> Self:
        """As a history is read: what began last comes first, what has no beginning last."""
        return self.order_by(models.F("since_on").desc(nulls_last=True), "-id")


class StandingFact(Row):
    """A fact that stands in the record until it is superseded by a better one; never edited."""

    recorded_at = models.DateTimeField("recorded", default=moments.now, editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    superseded_at = models.DateTimeField(null=True, blank=True, editable=False)
    superseded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
    )
    superseded_because = models.CharField(max_length=200, blank=True, default="", editable=False)
    source = models.CharField(max_length=40, blank=True, default="", editable=False)

    objects: ClassVar[Any] = DatedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [both_or_neither("superseded_at", "superseded_by")]


class DatedFact(StandingFact):
    """A standing fact that was so from one day until another."""

    since_on = models.DateField("from", null=True, blank=True)
    until_on = models.DateField("until", null=True, blank=True)

    class Meta(StandingFact.Meta):
        abstract = True
        constraints = [*StandingFact.Meta.constraints, in_order("since_on", "until_on")]


class AbsentableFact(DatedFact):
    """A dated fact whose value may be missing for a stated reason."""

    absence = models.CharField(
        "why it is missing", max_length=20, choices=Absence, blank=True, default=""
    )

    class Meta(DatedFact.Meta):
        abstract = True
