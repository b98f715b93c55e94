"""What a board manager does: found a body, seat agencies, hold a meeting, mark who came."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from sightline.access.audit.actions import change
from sightline.base.moments import now, today
from sightline.partnership.board.models import Body, Mark, Meeting, MeetingKind, Seat, Value

if TYPE_CHECKING:
    from sightline.access.authorities.models import Authority
    from sightline.access.users.models import User


class BoardRefused(ValueError):
    """What was asked cannot be so; says what to give instead."""


def found_body(
    *, authority: Authority, name: str, kind: str, by: User, since_on: date | None = None,
    parent: Body | None = None,
) -> Body:
    """Set up a board, a partnership or a sub-group."""
    if Body.objects.filter(authority=authority, name=name).exists():
        raise BoardRefused(f"There is a body called {name} already. Give this one another name.")
    with transaction.atomic():
        body = Body.objects.create(
            authority=authority, name=name, kind=kind, since_on=since_on, parent=parent
        )
        _trail(body, "board.founded", by, {"name": name, "kind": kind})
    return body


def add_seat(
    *, body: Body, role: str, agency: str, by: User, since_on: date | None = None
) -> Seat:
    """Give an agency a place on a body, from a day or from the start."""
    with transaction.atomic():
        seat = Seat.objects.create(body=body, role=role, agency=agency, since_on=since_on)
        _trail(body, "board.seat_added", by, {"seat": seat.pk, "role": role, "agency": agency})
    return seat


def end_seat(*, seat: Seat, by: User, on: date) -> Seat:
    """End a seat: it is expected at no meeting after that day."""
    if seat.since_on is not None and on < seat.since_on:
        raise BoardRefused(
            f"This seat began on {seat.since_on:%-d %B %Y}; it cannot end before that."
        )
    with transaction.atomic():
        seat.until_on = on
        seat.save(update_fields=["until_on"])
        _trail(seat.body, "board.seat_ended", by, {"seat": seat.pk, "until_on": on.isoformat()})
    return seat


def hold_meeting(
    *, body: Body, held_on: date, by: User, kind: str = MeetingKind.ORDINARY
) -> Meeting:
    """Record a meeting of a body, held or planned."""
    with transaction.atomic():
        meeting = Meeting.objects.create(body=body, held_on=held_on, kind=kind, recorded_by=by)
        _trail(body, "board.meeting_recorded", by,
               {"meeting": meeting.pk, "held_on": held_on.isoformat(), "kind": kind})
    return meeting


def correct_meeting(
    *, meeting: Meeting, by: User, reason: str, held_on: date | None = None, kind: str = ""
) -> Meeting:
    """Put a meeting's day or kind right; what it said before stays in the audit trail."""
    _with_reason(reason)
    before = {"held_on": meeting.held_on.isoformat(), "kind": meeting.kind}
    with transaction.atomic():
        meeting.held_on, meeting.kind = held_on or meeting.held_on, kind or meeting.kind
        meeting.save(update_fields=["held_on", "kind"])
        after = {"held_on": meeting.held_on.isoformat(), "kind": meeting.kind}
        _trail(meeting.body, "board.meeting_corrected", by,
               {"meeting": meeting.pk, "before": before, "after": after}, reason)
    return meeting


def withdraw_meeting(*, meeting: Meeting, by: User, reason: str) -> Meeting:
    """Take away a meeting recorded by mistake; it and its marks stay readable."""
    _with_reason(reason)
    with transaction.atomic():
        meeting.withdrawn_at, meeting.withdrawn_because = now(), reason
        meeting.save(update_fields=["withdrawn_at", "withdrawn_because"])
        _trail(meeting.body, "board.meeting_withdrawn", by, {"meeting": meeting.pk}, reason)
    return meeting


def mark_attendance(
    *, meeting: Meeting, marks: Mapping[int, str], by: User, reason: str = ""
) -> list[Mark]:
    """Write the marks of a meeting, by seat; "" takes a mark away. Only what differs is written.

    A mark that changes keeps the one before. Raises BoardRefused for a seat of another body, a
    code there is not, and a meeting that is not yet held.
    """
    if meeting.held_on > today():
        raise BoardRefused(
            f"This meeting is on {meeting.held_on:%-d %B %Y}: mark it when it has been held."
        )
    seats = set(meeting.body.seats.values_list("pk", flat=True))
    if strange := set(marks) - seats:
        raise BoardRefused(f"Seats {sorted(strange)} are not on {meeting.body.name}.")
    if unknown := set(marks.values()) - {"", *Value.values}:
        raise BoardRefused(f"{sorted(unknown)} are no marks. A mark is one of: Y, N, Sub, V.")
    with transaction.atomic():
        Meeting.objects.select_for_update().get(pk=meeting.pk)
        return _write(meeting, marks, by=by, reason=reason)


def _write(meeting: Meeting, marks: Mapping[int, str], *, by: User, reason: str) -> list[Mark]:
    standing = {mark.seat_id: mark for mark in meeting.marks.standing()}
    moment, written, said = now(), [], []
    for seat_id, value in marks.items():
        before = standing.get(seat_id)
        if (before.value if before else "") == value:
            continue
        if before is not None:
            before.superseded_at, before.superseded_by, before.reason = moment, by, reason
            before.save(update_fields=["superseded_at", "superseded_by", "reason"])
        if value:
            written.append(Mark(
                meeting=meeting, seat_id=seat_id, value=value, recorded_by=by, recorded_at=moment
            ))
        said.append([seat_id, before.value if before else "", value])
    made = Mark.objects.bulk_create(written)
    if said:
        _trail(meeting.body, "board.marked", by, {"meeting": meeting.pk, "marks": said}, reason)
    return list(made)


def _with_reason(reason: str) -> None:
    if not reason.strip():
        raise BoardRefused("Say why the meeting is corrected.")


def _trail(
    body: Body, action: str, by: User, payload: Mapping[str, object], reason: str = ""
) -> None:
    change(
        user=by, action=action, kind="board", ident=body.pk, authority_id=body.authority_id,
        reason=reason, payload=payload,
    )
