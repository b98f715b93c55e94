"""Mistakes put right: an event is voided with a reason, or voided and replaced."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace
from datetime import date, time
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models, transaction

from sightline.base.moments import now
from sightline.kernel.register import processes
from sightline.record.spine.actions import settle
from sightline.record.spine.errors import GateRefused, RecordError, VoidRefused
from sightline.record.spine.following import follow
from sightline.record.spine.holding import holding
from sightline.record.spine.models import Event, EventFacts, EventItem, Occasion, Step
from sightline.record.spine.writing import (
    Offered,
    When,
    check_day,
    declared,
    lock,
    order_on,
    refresh_step,
    refusals,
    write_facts,
)

if TYPE_CHECKING:
    from sightline.access.users.models import User
    from sightline.kernel.process import EventKind, Process

UNCHANGED: Any = object()


def opens_its_step(event: Event) -> bool:
    """Whether this is the event that opened its step, with no other opening standing."""
    if event.step is None:
        return False
    process = processes[event.step.process]
    names = [f"{process.key}.{key}" for key in process.opens]
    if event.kind not in names:
        return False
    others = Event.objects.standing().filter(step=event.step, kind__in=names)
    return not others.exclude(pk=event.pk).exists()


def _check_free(event: Event) -> None:
    """Refuse to void an opening while other records stand on the step that it opened."""
    if not opens_its_step(event):
        return
    assert event.step is not None
    led = Step.objects.standing().filter(led_from=event.step)
    if led.exists():
        names = ", ".join(sorted({processes[s.process].title for s in led}))
        raise VoidRefused(
            f"{processes[event.step.process].title} cannot be voided while what it led to "
            f"stands: {names}. Void that first, or correct this record instead."
        )
    rest = Event.objects.standing().filter(step=event.step).exclude(pk=event.pk)
    if rest.exists():
        named = rest.values_list("kind", flat=True)
        kinds = sorted({processes.event(kind)[1].title for kind in named})
        raise VoidRefused(
            "This opened the step, and other things recorded on it still stand: "
            f"{', '.join(kinds)}. Void those first, or correct this record instead."
        )


def _mark_void(event: Event, *, by: User | None, reason: str) -> None:
    event.voided_at, event.voided_by, event.void_reason = now(), by, reason
    event.save(update_fields=["voided_at", "voided_by", "void_reason"])


def _void_occasion_if_empty(occasion_id: int | None, *, by: User | None, reason: str) -> None:
    if occasion_id is None:
        return
    if Event.objects.standing().filter(occasion_id=occasion_id).exists():
        return
    Occasion.objects.filter(pk=occasion_id, voided_at__isnull=True).update(
        voided_at=now(), voided_by=by, void_reason=reason
    )


def void(
    event: Event, *, by: User | None, reason: str, for_all: bool = False,
    among: Container[int | None] | None = None,
) -> list[Event]:
    """Void an event, for this child or for all that its occasion was about.

    `among` holds the children whose records `by` may put right; the others' parts stay as they
    are. The reason is required and stays on the record. Raises VoidRefused when other records
    stand on the step that the event opened.
    """
    if not reason.strip():
        raise RecordError("Say why this is being voided; the reason stays on the record.")
    events = [event]
    if for_all and event.occasion_id is not None:
        events = list(
            Event.objects.standing().filter(occasion_id=event.occasion_id)
            .select_related("step", "child").order_by("pk")
        )
        events = [e for e in events if e.pk == event.pk or among is None or e.child_id in among]
    with transaction.atomic():
        lock([e.child_id for e in events if e.child_id is not None])
        for each in events:
            if not each.stands:
                raise RecordError("This has been voided already.")
            _check_free(each)
        for each in events:
            _mark_void(each, by=by, reason=reason)
            if each.step is not None:
                refresh_step(each.step)
        _void_occasion_if_empty(event.occasion_id, by=by, reason=reason)
        for each in events:
            settle([each.child_id], by=by, action="voided", event=each)
    return events


def typed_rows(event: Event) -> list[models.Model]:
    """The typed rows that an event recorded, of every slice: one question says which tables."""
    having = holding(typed_models(), "event_id", [event.pk])
    return [row for model in having for row in model._default_manager.filter(event=event)]


def typed_models() -> list[type[models.Model]]:
    """Every table whose rows belong to one event."""
    return [m for m in apps.get_models() if issubclass(m, (EventFacts, EventItem))]


def _copies(event: Event) -> list[models.Model]:
    rows = typed_rows(event)
    for row in rows:
        row.pk = None
        row._state.adding = True
    return rows


def correct(
    event: Event, *, by: User | None, reason: str, on: date = UNCHANGED,
    at: time | None = UNCHANGED, outcome: str = UNCHANGED, for_on: date | None = UNCHANGED,
    facts: Sequence[models.Model] | None = None,
) -> Event:
    """Void an event and put its correction in its place; what is not given stays as it was.

    Openings further along the journey that carry this event's moment are corrected with it. What
    a gate would not have let through does not come to stand by correcting it either: raises
    GateRefused. Returns the event that now stands.
    """
    if not reason.strip():
        raise RecordError("Say why this is being corrected; the reason stays on the record.")
    if not event.stands:
        raise RecordError("This has been voided already; correct what stands in its place.")
    when = When(
        event.happened_on if on is UNCHANGED else on,
        event.happened_at if at is UNCHANGED else at,
    )
    new_outcome = event.outcome if outcome is UNCHANGED else outcome
    process, kind = declared(event.kind, new_outcome)
    check_day(kind, when.on)
    rows = _copies(event) if facts is None else list(facts)
    with transaction.atomic():
        lock([event.child_id] if event.child_id is not None else [])
        if new_outcome != event.outcome or facts is not None:
            offered = Offered(event.step, kind.key, new_outcome, when, tuple(rows), by)
            _pass_anew(process, kind, event, offered)
        carried = _carrying(event) if (when.on, when.at) != _moment(event) else []
        new = _replace(
            event, when, by=by, reason=reason, outcome=new_outcome,
            for_on=event.for_on if for_on is UNCHANGED else for_on,
            facts=rows,
        )
        moved = [_moved(other, when, by=by, reason=reason) for other in carried]
        settle([event.child_id], by=by, action="corrected", event=new, also=moved)
        if new.outcome != event.outcome:
            follow([event])
    return new


def _pass_anew(process: Process, kind: EventKind, event: Event, offered: Offered) -> None:
    """Hold a correction for whatever its gate has against it and had not against what stood.

    What was let through once, or came in a file, may be put right in its other words and its day,
    however much has happened since.
    """
    if kind.gate is None or event.source:
        return
    decided_anew = offered.outcome != event.outcome
    stood = replace(
        offered, outcome=event.outcome, when=When(*_moment(event)),
        facts=tuple(typed_rows(event)), by=event.recorded_by if decided_anew else offered.by,
    )
    before = {refusal.reason for refusal in refusals(process, kind, stood)}
    found = [each for each in refusals(process, kind, offered) if each.reason not in before]
    if found:
        raise GateRefused(kind.title, found)


def _moment(event: Event) -> tuple[date, time | None]:
    return event.happened_on, event.happened_at


def _moved(event: Event, when: When, *, by: User | None, reason: str) -> Event:
    return _replace(
        event, when, by=by, reason=reason, outcome=event.outcome, for_on=event.for_on,
        facts=_copies(event),
    )


def _replace(
    event: Event, when: When, *, by: User | None, reason: str, outcome: str,
    for_on: date | None, facts: Sequence[models.Model],
) -> Event:
    _mark_void(event, by=by, reason=reason)
    same_day = (when.on, when.at) == _moment(event)
    new = Event.objects.create(
        kind=event.kind, authority_id=event.authority_id, happened_on=when.on,
        happened_at=when.at, recorded_at=now(), recorded_by=by, step=event.step,
        subject_kind=event.subject_kind, child_id=event.child_id, worker_id=event.worker_id,
        organisation_id=event.organisation_id, occasion_id=event.occasion_id, outcome=outcome,
        for_on=for_on, order=event.order if same_day else order_on(event.child_id, when),
        replaces=event, source=event.source,
    )
    write_facts(new, facts)
    if event.step is not None:
        refresh_step(event.step)
    return new


def _carrying(event: Event) -> list[Event]:
    """Standing openings, further along, that carry this event's moment."""
    found: list[Event] = []
    front = [event.step_id] if event.step_id is not None else []
    while front:
        steps = list(Step.objects.filter(led_from_id__in=front).values_list("pk", flat=True))
        for other in Event.objects.standing().filter(step_id__in=steps).select_related("step"):
            kind = processes.event(other.kind)[1]
            if kind.carried and _moment(other) == _moment(event):
                found.append(other)
        front = steps
    return found
