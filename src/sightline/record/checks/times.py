"""How long an agency has to answer here: the authority's own time, by grade and day.

It is no clock of the spine: several checks run on one contact at once, and each is stopped by its
own answer and by no other.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sightline import law
from sightline.kernel.counting import Count, count
from sightline.kernel.durations import parse
from sightline.record.checks.models import AnswerTime

if TYPE_CHECKING:
    from django.db.models import QuerySet



def standing(authority_id: int) -> QuerySet[AnswerTime]:
    """The times an authority has set, as they stand, the newest of each grade first."""
    rows = AnswerTime.objects.filter(authority_id=authority_id, superseded_at__isnull=True)
    return rows.order_by("grade", "-since_on")


def answer_due(
    authority_id: int, grade: str, asked_at: datetime
) -> tuple[date | None, datetime | None]:
    """By when an agency asked at that moment is to answer; nothing where no time was set.

    A contact that nobody has graded has the time set for those, and so has a grade that has
    no time of its own.
    """
    rows = standing(authority_id).filter(
        grade__in={grade, ""}, since_on__lte=asked_at.date()
    ).order_by("-grade", "-since_on")
    row = next(iter(rows), None)
    if row is None or not row.allowed:
        return None, None
    allowed = parse(row.allowed)
    if not allowed.has_number:
        return None, None
    return count(allowed, Count.AFTER, asked_at, law.calendar())
