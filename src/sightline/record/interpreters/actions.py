"""The verbs of an interpreter: asked for, answered, came or did not, and a meeting without one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from sightline.record.interpreters.models import Booking, Said
from sightline.record.interpreters.process import ANSWERED, ATTENDED, WITHOUT
from sightline.record.spine import actions as spine
from sightline.record.spine.actions import Part
from sightline.record.spine.errors import RecordError

if TYPE_CHECKING:
    from sightline.access.users.models import User
    from sightline.people.persons.models import Person
    from sightline.record.spine.models import Event, Step

#: A child whose meeting it is, and the piece of work to which the meeting belongs.
At = tuple["Person", "Step | None"]


def ask(
    *, meeting_of: Sequence[At], person: Person, language: str, what: str, for_on: date, by: User,
    on: date, agency: str = "", words: str = "",
) -> list[Event]:
    """Record that an interpreter was asked for, for a meeting of one child or of several."""
    facts = {"person": person, "language": language, "what": what, "agency": agency,
             "words": words}
    return _record("interpreter.asked", meeting_of, facts, for_on=for_on, by=by, on=on)


def went_without(
    *, meeting_of: Sequence[At], person: Person, language: str, what: str, by: User, on: date,
    words: str = "",
) -> list[Event]:
    """Record that people met on a day without the interpreter whom somebody needed."""
    facts = {"person": person, "language": language, "what": what, "words": words}
    return _record(f"interpreter.{WITHOUT}", meeting_of, facts, for_on=on, by=by, on=on)


def _record(
    kind: str, meeting_of: Sequence[At], facts: dict[str, object], *, for_on: date, by: User,
    on: date,
) -> list[Event]:
    if not meeting_of:
        raise RecordError("Say which child’s meeting it is; nothing was recorded.")
    parts = [
        Part(child=child, step=step, for_on=for_on, facts=[Booking(**facts)])
        for child, step in meeting_of
    ]
    spine.record_occasion(kind, by=by, on=on, parts=parts)
    return [part.event for part in parts if part.event is not None]


def answer(
    *, bookings: Sequence[Booking], outcome: str, by: User, on: date, words: str = ""
) -> list[Event]:
    """Record whether those who were asked will come."""
    return _said("interpreter.answered", bookings, outcome, ANSWERED, by=by, on=on, words=words)


def attend(
    *, bookings: Sequence[Booking], outcome: str, by: User, on: date, words: str = ""
) -> list[Event]:
    """Record whether the interpreter came."""
    return _said("interpreter.attended", bookings, outcome, ATTENDED, by=by, on=on, words=words)


def _said(
    kind: str, bookings: Sequence[Booking], outcome: str, allowed: dict[str, str], *, by: User,
    on: date, words: str,
) -> list[Event]:
    if outcome not in allowed:
        raise RecordError(f"Say what came of it. One of: {'; '.join(allowed.values())}.")
    parts = [
        Part(child=one.event.child, step=one.event.step, outcome=outcome,
             facts=[Said(booking=one, words=words)])
        for one in bookings
    ]
    spine.record_occasion(kind, by=by, on=on, parts=parts)
    return [part.event for part in parts if part.event is not None]
