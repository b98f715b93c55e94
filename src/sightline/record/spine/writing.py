"""The rows of one recording, written inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import TYPE_CHECKING, Any

from django.db import connection, models, transaction

from sightline.base.moments import now, today
from sightline.kernel.process import EventKind, Process, Refusal, SubjectKind
from sightline.kernel.register import processes
from sightline.record.spine.errors import GateRefused, RecordError
from sightline.record.spine.lifecycle import life
from sightline.record.spine.models import Event, EventFacts, EventItem, Occasion, Step

if TYPE_CHECKING:
    from sightline.access.users.models import User
    from sightline.people.persons.models import Person

MINUTES_A_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class When:
    """The day, and where known the time, at which something happened."""

    on: date
    at: time | None = None


@dataclass(frozen=True)
class Offered:
    """What a gate looks at: the step, the event asked for, and the typed rows offered with it."""

    step: Step | None
    event: str
    outcome: str
    when: When
    facts: tuple[models.Model, ...]
    by: User | None


def lock(child_ids: Iterable[int]) -> None:
    """Hold the children's rows in id order, so that two recordings cannot cross."""
    from sightline.people.persons.models import Person

    if connection.features.has_select_for_update:
        ids = sorted(set(child_ids))
        list(
            Person.objects.select_for_update(no_key=True)
            .filter(pk__in=ids).order_by("pk").values_list("pk", flat=True)
        )


def declared(kind: str, outcome: str) -> tuple[Process, EventKind]:
    """The process and event kind of a full name; the outcome must be one it declares."""
    try:
        process, event = processes.event(kind)
    except KeyError as missing:
        raise RecordError(str(missing.args[0])) from None
    if outcome and outcome not in event.outcomes:
        allowed = ", ".join(event.outcomes) or "none"
        raise RecordError(f"{kind} has no outcome {outcome!r}. Its outcomes are: {allowed}.")
    return process, event


def check_day(kind: EventKind, on: date) -> None:
    """Something that has happened cannot lie in the future; what is planned has its own date."""
    if on > today():
        raise RecordError(
            f"{kind.title}: {on:%-d %B %Y} is in the future. Give the day it happened; "
            "a planned date goes in its own question."
        )


def order_on(child_id: int | None, when: When) -> int:
    """Where an event stands within its day: by its time, else after what is already there."""
    if when.at is not None:
        return (when.at.hour * 60 + when.at.minute) * 100
    if child_id is None:
        return 0
    last = Event.objects.filter(child_id=child_id, happened_on=when.on).aggregate(
        last=models.Max("order")
    )["last"]
    return 0 if last is None else last + 1


def pass_gates(process: Process, event: EventKind, offered: Offered) -> None:
    """Let a closing, finalising, authorising, ending or sending event through, or hold it."""
    found = refusals(process, event, offered)
    if found:
        raise GateRefused(event.title, found)


def refusals(process: Process, event: EventKind, offered: Offered) -> list[Refusal]:
    """What an event's gates have against it; nothing against any event that has none."""
    if event.gate is None:
        return []
    return [each for gate in process.gates.get(event.key, ()) for each in gate(offered)]


def write_event(
    *, kind: str, authority_id: int, when: When, by: User | None, step: Step | None = None,
    child_id: int | None = None, outcome: str = "", for_on: date | None = None,
    occasion: Occasion | None = None, replaces: Event | None = None, source: str = "",
    facts: Iterable[models.Model] = (),
) -> Event:
    """Write one event and its typed rows; the caller holds the transaction and the locks."""
    if child_id is None and step is not None:
        child_id = step.child_id
    subject = SubjectKind.CHILD if child_id is not None else SubjectKind.NONE
    about: dict[str, Any] = {"subject_kind": subject, "child_id": child_id}
    if child_id is None and step is not None:
        about = {
            "subject_kind": step.subject_kind, "worker_id": step.worker_id,
            "organisation_id": step.organisation_id,
        }
    event = Event.objects.create(
        kind=kind, authority_id=authority_id, happened_on=when.on, happened_at=when.at,
        recorded_at=now(), recorded_by=by, step=step, outcome=outcome, for_on=for_on,
        order=order_on(child_id, when), occasion=occasion, replaces=replaces, source=source,
        **about,
    )
    write_facts(event, facts)
    if step is not None:
        refresh_step(step)
    return event


def write_facts(event: Event, facts: Iterable[models.Model]) -> None:
    """Hang typed rows from the event that recorded them."""
    for row in facts:
        if not isinstance(row, (EventFacts, EventItem)):
            raise RecordError(f"{type(row).__name__} does not belong to an event")
        row.event = event
        row.save(force_insert=True)


def refresh_step(step: Step) -> None:
    """Bring a step's opening and closing days in line with its standing events."""
    happenings = (
        Event.objects.filter(step=step).standing().in_order()
        .values_list("kind", "outcome", "happened_on")
    )
    found = life(processes[step.process], happenings)
    if (step.opened_on, step.closed_on) != (found.opened_on, found.closed_on):
        step.opened_on, step.closed_on = found.opened_on, found.closed_on
        step.save(update_fields=["opened_on", "closed_on"])


def new_step(
    *, process: Process, authority_id: int, child: Person | None, led_from: Step | None,
    source: str = "",
) -> Step:
    """An empty step, in the episode of need of the step that led to it."""
    episode = led_from.episode if led_from is not None else None
    step = Step.objects.create(
        process=process.key, authority_id=authority_id, child=child, led_from=led_from,
        subject_kind=SubjectKind.CHILD if child is not None else SubjectKind.NONE,
        episode=episode, source=source,
        owner_worker_id=led_from.owner_worker_id if led_from is not None else None,
        owner_team_id=led_from.owner_team_id if led_from is not None else None,
    )
    if process.episode:
        step.episode = step
        step.save(update_fields=["episode"])
    return step


def in_transaction() -> bool:
    """Whether a transaction is open on the default connection."""
    return transaction.get_connection().in_atomic_block
