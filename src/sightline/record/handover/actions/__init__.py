"""The verbs of a handover: send, accept, send back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from typing import TYPE_CHECKING

from django.db import transaction

from sightline.people.workforce.lookups import teams_of
from sightline.record.allocation.actions import check_here
from sightline.record.allocation.models import Allocation
from sightline.record.allocation.roles import InvolvementRole
from sightline.record.handover.models import KINDS, Answer, Handover
from sightline.record.handover.queries import pending_on
from sightline.record.handover.receiving import receiving
from sightline.record.spine import actions as spine
from sightline.record.spine.actions import Part
from sightline.record.spine.errors import RecordError
from sightline.record.spine.models import Event, Step
from sightline.record.spine.writing import lock
from sightline.record.tasks.actions import follow_child

if TYPE_CHECKING:
    from sightline.access.users.models import User
    from sightline.people.workforce.models import Team, Worker


def send(
    *, step: Step, direction: str, destination: str, by: User | None, on: date,
    at: time | None = None, to_team: Team | None = None, to_worker: Worker | None = None,
    to_outside: str = "", reason: str = "", plan_so_far: str = "",
    together_with: Sequence[Step] = (),
) -> Event:
    """Offer work to another team, or to somebody outside; it stays here until it is accepted.

    Brothers and sisters go `together_with` it: one sending, answered child by child. A second
    sending of the same work takes the place of the first. Returns the event on `step`.
    """
    if to_team is None and to_worker is None and not to_outside.strip():
        raise RecordError("Say who is to take it: a team here, or who it is outside.")
    if to_team is None and to_worker is not None:
        to_team = teams_of(to_worker.pk, on).first()
        if to_team is None and not to_outside.strip():
            raise RecordError(f"{to_worker.name} is in no team. Say which team is to take it.")
    steps = [step, *together_with]
    with transaction.atomic():
        lock([s.child_id for s in steps if s.child_id is not None])
        for each in steps:
            each.refresh_from_db(fields=["owner_worker", "owner_team"])
        parts = [
            Part(s.child, s, outcome=str(direction), facts=[
                Handover(
                    direction=str(direction), destination=str(destination),
                    from_team=s.owner_team, from_worker=s.owner_worker, to_team=to_team,
                    to_worker=to_worker, to_outside=to_outside.strip(), reason=reason,
                    plan_so_far=plan_so_far,
                )
            ])
            for s in steps
        ]
        return _sent(parts, by=by, on=on, at=at)


def _sent(parts: Sequence[Part], *, by: User | None, on: date, at: time | None) -> Event:
    """Record the sending: once for a family, or for the one child; returns the first event."""
    first = parts[0]
    if len(parts) == 1:
        return spine.record(
            "handover.sent", by=by, on=on, at=at, step=first.step, outcome=first.outcome,
            facts=first.facts,
        )
    spine.record_occasion("handover.sent", by=by, on=on, at=at, parts=parts)
    assert first.event is not None
    return first.event


def accept(
    *, step: Step, by: User | None, on: date, at: time | None = None,
    worker: Worker | None = None, accepted_by_name: str = "",
    first_contact_on: date | None = None,
) -> Event:
    """Take over what was sent: from this moment the receiver answers for it.

    With a worker it is theirs at once, otherwise it waits in the team to be allocated. What
    the sender still had to do for the child goes with it. Where the destination is a process
    here that is not yet open for the child, its step is opened and drafted from what was sent.
    """
    with transaction.atomic():
        lock([step.child_id] if step.child_id is not None else [])
        step.refresh_from_db(fields=["owner_worker", "owner_team"])
        handover = _pending(step)
        outcome = "outside"
        facts: list[Allocation | Answer] = [
            Answer(accepted_by_name=accepted_by_name, first_contact_on=first_contact_on)
        ]
        if handover.to_team is not None:
            outcome = "allocated" if worker is not None else "to_be_allocated"
            if worker is not None:
                check_here(worker, on)
            facts.append(
                Allocation(
                    worker=worker, team=handover.to_team, role=InvolvementRole.LEAD,
                    reason=handover.reason,
                )
            )
        event = spine.record(
            "handover.accepted", by=by, on=on, at=at, step=step, outcome=outcome, facts=facts
        )
        if handover.to_team is not None and step.child_id is not None:
            follow_child(
                child_id=step.child_id, from_worker=handover.from_worker,
                from_team=handover.from_team, to_worker=worker, to_team=handover.to_team, by=by,
                on=on,
            )
        _open_destination(event, handover, by=by, on=on, at=at)
    return event


def _open_destination(
    event: Event, handover: Handover, *, by: User | None, on: date, at: time | None
) -> None:
    opening = receiving.get(handover.destination)
    if opening is None or event.step is None or handover.to_team is None:
        return
    process = opening.partition(".")[0]
    if not Step.objects.open().of(process).filter(child_id=event.child_id).exists():
        spine.lead(event, opening, by=by, on=on, at=at)


def return_(*, step: Step, reason: str, by: User | None, on: date, at: time | None = None) -> Event:
    """Send it back with a reason; the sender answers for it, as it did all along."""
    if not reason.strip():
        raise RecordError("Say why it goes back, so that the sender can put it right.")
    with transaction.atomic():
        lock([step.child_id] if step.child_id is not None else [])
        _pending(step)
        return spine.record(
            "handover.returned", by=by, on=on, at=at, step=step,
            facts=[Answer(reason=reason.strip())],
        )


def _pending(step: Step) -> Handover:
    handover = pending_on(step)
    if handover is not None:
        return handover
    events = Event.objects.standing().of(*KINDS).filter(step=step)
    last = events.order_by("-happened_on", "-order", "-id").select_related("recorded_by").first()
    if last is None:
        raise RecordError("Nothing has been handed over here, so there is nothing to answer.")
    who = last.recorded_by.display_name if last.recorded_by is not None else "Somebody"
    what = "accepted" if last.kind == "handover.accepted" else "sent back"
    raise RecordError(f"{who} recorded on {last.happened_on:%-d %B %Y} that this was {what}.")
