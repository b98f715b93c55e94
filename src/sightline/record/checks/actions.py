"""The verbs of a check: an agency is asked, an agency answers, and how long it may take is set."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from typing import TYPE_CHECKING

from django.db import transaction

from sightline.access.audit.actions import change as audit_change
from sightline.base.moments import at as moment_at
from sightline.base.moments import now
from sightline.kernel.durations import DurationError, parse
from sightline.record.checks.models import Answered, AnswerTime, Asked
from sightline.record.checks.process import ANSWERS
from sightline.record.checks.times import answer_due, standing
from sightline.record.spine import actions as spine
from sightline.record.spine.actions import Part
from sightline.record.spine.errors import RecordError
from sightline.record.spine.models import Event, Step

if TYPE_CHECKING:
    from sightline.access.authorities.models import Authority
    from sightline.access.users.models import User


def grade_of(step: Step) -> str:
    """How urgent a contact was last said to be; empty for what nobody graded."""
    graded = Event.objects.standing().of("contact.graded").filter(step=step)
    last = graded.order_by("-happened_on", "-order", "-pk").first()
    return last.outcome if last is not None else ""


def ask(
    *, steps: Sequence[Step], agency: str, by: User, on: date, at: time | None = None,
    whom: str = "", what: str = "",
) -> list[Event]:
    """Record that an agency was asked what it knows, of one child or of brothers and sisters."""
    if not steps:
        raise RecordError("Say about whom the agency was asked; nothing was recorded.")
    parts = []
    moment = moment_at(on, at) if at is not None else now() if on == now().date() else moment_at(on)
    for step in steps:
        due_on, due_at = answer_due(step.authority_id, grade_of(step), moment)
        row = Asked(agency=agency, whom=whom, what=what, due_on=due_on, due_at=due_at)
        parts.append(Part(child=step.child, step=step, facts=[row]))
    if len(parts) == 1:
        return [spine.record("agency_check.asked", by=by, on=on, at=at, step=steps[0],
                             facts=parts[0].facts)]
    spine.record_occasion("agency_check.asked", by=by, on=on, at=at, parts=parts)
    return [part.event for part in parts if part.event is not None]


def answer(
    *, asked: Asked, outcome: str, by: User, on: date, at: time | None = None, by_whom: str = "",
    words: str = "",
) -> Event:
    """Record what an agency answered about the child it was asked of."""
    if outcome not in ANSWERS:
        raise RecordError(f"Say what came back. It is one of: {'; '.join(ANSWERS.values())}.")
    return spine.record(
        "agency_check.answered", by=by, on=on, at=at, step=asked.event.step,
        child=asked.event.child, outcome=outcome,
        facts=[Answered(asked=asked, by_whom=by_whom, words=words)],
    )


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
