"""How long an agency has to answer here: the authority's own time, by grade and day."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from sightline import law
from sightline.access.audit.actions import change as audit_change
from sightline.base.moments import now
from sightline.kernel.counting import Count, count
from sightline.kernel.durations import DurationError, parse
from sightline.record.checks.models import AnswerTime
from sightline.record.spine.errors import RecordError

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from sightline.access.authorities.models import Authority
    from sightline.access.users.models import User


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


def set_answer_time(
    *, authority: Authority, grade: str, since_on: date, allowed: str, owner: str,
    approved_on: date, by: User,
) -> AnswerTime:
    """Say how long an answer may take from a day on; a time of the same day is put aside."""
    words = " ".join(allowed.split()).lower()
    if words:
        try:
            if parse(words).number is None:
                raise RecordError("Give a number: 4 hours, or 1 working day. Or leave it empty.")
        except DurationError as wrong:
            raise RecordError(str(wrong)) from None
    with transaction.atomic():
        standing(authority.pk).filter(grade=grade, since_on=since_on).update(superseded_at=now())
        row = AnswerTime.objects.create(
            authority=authority, grade=grade, since_on=since_on, allowed=words, owner=owner,
            approved_on=approved_on, recorded_by=by,
        )
        audit_change(
            user=by, action="answer time set", kind="answer_time", ident=row.pk,
            authority_id=authority.pk,
            payload={"grade": grade, "allowed": words, "since": since_on.isoformat()},
        )
    return row
