"""The one way to write: record what happened, open and lead steps, void and correct."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from typing import TYPE_CHECKING, Any

from django.db import models, transaction

from sightline.access.audit.actions import change as audit_change
from sightline.base.changed.queue import mark
from sightline.base.moments import now
from sightline.kernel.register import processes
from sightline.record.spine import deriving
from sightline.record.spine.errors import RecordError
from sightline.record.spine.following import follow
from sightline.record.spine.models import Event, Occasion, OccasionFacts, OccasionItem, Step
from sightline.record.spine.writing import (
    Offered,
    When,
    check_day,
    declared,
    lock,
    new_step,
    pass_gates,
    write_event,
)

if TYPE_CHECKING:
    from sightline.access.authorities.models import Authority
    from sightline.access.users.models import User
    from sightline.people.persons.models import Person


@dataclass
class Part:
    """One child's part of an occasion: the step it falls on and what was so for that child.

    `opens` starts a new step of the occasion's process for this child.
    """

    child: Person | None
    step: Step | None = None
    outcome: str = ""
    for_on: date | None = None
    facts: Sequence[models.Model] = ()
    opens: bool = False
    led_from: Step | None = None
    event: Event | None = field(default=None, init=False)


def settle(
    child_ids: Iterable[int | None], *, by: User | None, action: str, event: Event,
    also: Sequence[Event] = (),
) -> None:
    """Re-derive the clocks of those concerned, tell the parts that follow, and audit each event."""
    ids = sorted({child for child in child_ids if child is not None})
    deriving.rederive(ids)
    mark("child", ids)
    follow([event, *also])
    for each in (event, *also):
        audit_change(
            user=by, action=action, kind=each.kind, ident=each.pk,
            authority_id=each.authority_id, child_id=each.child_id, reason=each.void_reason,
            payload={"outcome": each.outcome, "on": each.happened_on.isoformat()},
        )


def record(
    kind: str, *, by: User | None, on: date, at: time | None = None, step: Step | None = None,
    child: Person | None = None, authority: Authority | None = None, outcome: str = "",
    for_on: date | None = None, facts: Iterable[models.Model] = (), source: str = "",
) -> Event:
    """Record one thing that happened, with its typed rows, and settle every clock it touches.

    Raises RecordError for an undeclared kind or outcome or a day in the future, and
    GateRefused when a gate holds a closing, finalising, authorising, ending or sending event.
    """
    process, event_kind = declared(kind, outcome)
    check_day(event_kind, on)
    rows, when = tuple(facts), When(on, at)
    authority_id = _authority_of(step, child, authority)
    child_id = child.pk if child is not None else (step.child_id if step is not None else None)
    with transaction.atomic():
        lock([child_id] if child_id is not None else [])
        pass_gates(process, event_kind, Offered(step, event_kind.key, outcome, when, rows, by))
        event = write_event(
            kind=kind, authority_id=authority_id, when=when, by=by, step=step, child_id=child_id,
            outcome=outcome, for_on=for_on, source=source, facts=rows,
        )
        settle([child_id], by=by, action="recorded", event=event)
    return event


def _authority_of(step: Step | None, child: Person | None, authority: Authority | None) -> int:
    if step is not None:
        return step.authority_id
    if authority is not None:
        return authority.pk
    if child is not None:
        return child.authority_id
    raise RecordError("An event needs a step, a person or an authority to belong to.")


def open_step(
    kind: str, *, by: User | None, on: date, at: time | None = None, child: Person | None = None,
    authority: Authority | None = None, led_from: Step | None = None, outcome: str = "",
    for_on: date | None = None, facts: Iterable[models.Model] = (), source: str = "",
) -> Step:
    """Open a step of a process with its opening event, e.g. "referral.received"."""
    process, event_kind = declared(kind, outcome)
    if event_kind.key not in process.opens:
        raise RecordError(f"{kind} does not open a {process.title.lower()}.")
    check_day(event_kind, on)
    if child is None and led_from is not None:
        child = led_from.child
    authority_id = _authority_of(led_from, child, authority)
    with transaction.atomic():
        lock([child.pk] if child is not None else [])
        step = new_step(
            process=process, authority_id=authority_id, child=child, led_from=led_from,
            source=source,
        )
        event = write_event(
            kind=kind, authority_id=authority_id, when=When(on, at), by=by, step=step,
            outcome=outcome, for_on=for_on, source=source, facts=facts,
        )
        settle([step.child_id], by=by, action="opened", event=event)
    return step


def record_occasion(
    kind: str, *, by: User | None, on: date, parts: Sequence[Part], at: time | None = None,
    authority: Authority | None = None, shared: Iterable[models.Model] = (),
) -> Occasion:
    """Record once what happened for several children: shared rows, and each child's own part."""
    if not parts:
        raise RecordError("Say which child or subject this was about; nothing was recorded.")
    process, event_kind = [declared(kind, part.outcome) for part in parts][0]
    check_day(event_kind, on)
    first = parts[0]
    authority_id = _authority_of(first.step or first.led_from, first.child, authority)
    children = [_child_id(part) for part in parts]
    when = When(on, at)
    with transaction.atomic():
        lock([child for child in children if child is not None])
        occasion = Occasion.objects.create(
            kind=kind, authority_id=authority_id, happened_on=on, happened_at=at,
            recorded_at=now(), recorded_by=by,
        )
        _write_shared(occasion, shared)
        for part in parts:
            step = part.step
            pass_gates(
                process, event_kind,
                Offered(step, event_kind.key, part.outcome, when, tuple(part.facts), by),
            )
            if step is None and part.opens:
                step = new_step(
                    process=process, authority_id=authority_id, child=part.child,
                    led_from=part.led_from,
                )
                part.step = step
            part.event = write_event(
                kind=kind, authority_id=authority_id, when=when, by=by, step=step,
                child_id=_child_id(part), outcome=part.outcome, for_on=part.for_on,
                occasion=occasion, facts=part.facts,
            )
        written = [part.event for part in parts if part.event is not None]
        settle(children, by=by, action="recorded", event=written[0], also=written[1:])
    return occasion


def _write_shared(occasion: Occasion, rows: Iterable[models.Model]) -> None:
    for row in rows:
        if not isinstance(row, (OccasionFacts, OccasionItem)):
            raise RecordError(f"{type(row).__name__} does not belong to an occasion")
        row.occasion = occasion
        row.save(force_insert=True)


def _child_id(part: Part) -> int | None:
    if part.child is not None:
        return part.child.pk
    return part.step.child_id if part.step is not None else None


def lead(
    event: Event, to: str, *, by: User | None, on: date, at: time | None = None,
    outcome: str = "", for_on: date | None = None, facts: Iterable[models.Model] = (),
) -> Step:
    """Open the step that an event leads to, with what is already known carried into its draft.

    `to` is the full name of the opening event. The draft that the receiving process declares
    for this kind of event in `opens_from` is kept on the new step, so nothing is typed twice.
    """
    if event.step is None:
        raise RecordError(f"{event.kind} stands on no step, so nothing can be led from it.")
    process = processes[to.partition(".")[0]]
    with transaction.atomic():
        step = open_step(
            to, by=by, on=on, at=at, led_from=event.step, outcome=outcome, for_on=for_on,
            facts=facts,
        )
        builder = process.opens_from.get(event.kind)
        if builder is not None:
            _keep_drafts(step, builder(event), by=by)
    return step


def _keep_drafts(step: Step, pages: Mapping[str, Any], *, by: User | None) -> None:
    keep = draft_keepers.get("drafts")
    if keep is not None:
        for page, values in pages.items():
            keep(step=step, page=page, values=values, by=by)


#: Where `record.drafts` says how a draft is kept; the spine stands below it.
draft_keepers: dict[str, Any] = {}
