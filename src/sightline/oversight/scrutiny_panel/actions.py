"""The verbs of the panel: put a child on, look, close, take off; seat somebody, set a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from typing import TYPE_CHECKING

from django.db import transaction

from sightline.access.audit.actions import change as audit_change
from sightline.base.components.words import day as day_words
from sightline.base.moments import now
from sightline.oversight.scrutiny_panel.dates import next_sitting
from sightline.oversight.scrutiny_panel.models import Agreed, Listing, Looked, Seat, Seen, Sitting
from sightline.oversight.scrutiny_panel.process import CLOSED, DISCUSSED, KEY, LISTED
from sightline.people.workforce.lookups import worker_of
from sightline.record.orders.actions import came_from, waits_at_a_door
from sightline.record.spine import actions as spine
from sightline.record.spine.actions import Part
from sightline.record.spine.errors import RecordError
from sightline.record.spine.models import Event, Step
from sightline.record.tasks import actions as tasks
from sightline.record.tasks.models import Task, TaskSource

if TYPE_CHECKING:
    from django.db import models

    from sightline.access.authorities.models import Authority
    from sightline.access.users.models import User
    from sightline.oversight.scrutiny_panel.rules import Found
    from sightline.people.persons.models import Person
    from sightline.people.workforce.models import Worker
    from sightline.record.decisions.models import Decision
    from sightline.record.spine.models import Occasion

#: The work that a child's place before the panel comes from, the nearest first.
ABOUT = ("protection_plan", "child_in_need", "section47", "assessment", "referral")
NOBODY = "Say which child this is about; nothing was recorded."

Rules = Mapping[int, Sequence["Found"]]


def _open_of(child: Person) -> tuple[Step | None, list[Step]]:
    """The child's open place before the panel, if there is one, and all open work."""
    steps = list(Step.objects.open().filter(child=child).order_by("-opened_on", "-pk"))
    return next((step for step in steps if step.process == KEY), None), steps


def _part(child: Person, facts: list[models.Model], by: User, on: date) -> Part:
    """The child's part of what is recorded, on the open place before the panel or a new one."""
    running, steps = _open_of(child)
    if running is not None:
        return Part(child, step=running, facts=facts)
    if not any(step.owner_worker_id or step.owner_team_id for step in steps):
        facts += waits_at_a_door(child, by, on)
    return Part(child, opens=True, led_from=came_from(steps, ABOUT), facts=facts)


def _seen(child: Person, found: Rules) -> list[Seen]:
    return [
        Seen(rule=each.rule, title=each.title, words=" ".join(each.words), since_on=each.since)
        for each in found.get(child.pk, ())
    ]


def put_on(
    *, children: Sequence[Person], by: User, on: date, why: Mapping[int, str] | None = None,
    found: Rules | None = None, not_before: date | None = None,
) -> Occasion:
    """Put children before the panel: found by rules, with what each saw, or by hand with why.

    A child who is before it already stays there, and this reason is added.
    """
    if not children:
        raise RecordError(NOBODY)
    said, found = why or {}, found or {}
    with transaction.atomic():
        parts = []
        for child in children:
            words = said.get(child.pk, "")
            facts: list[models.Model] = [Listing(why=words), *_seen(child, found)]
            part = _part(child, facts, by, on)
            part.outcome = "hand" if words or not found.get(child.pk) else "rule"
            part.for_on = not_before
            parts.append(part)
        return spine.record_occasion(LISTED, by=by, on=on, parts=parts)


@dataclass
class For:
    """What the panel made of one child: how the work stands, what was said, decided and asked."""

    child: Person
    outcome: str = "not_known"
    looked: Looked | None = None
    decision: Decision | None = None
    agreed: Sequence[Agreed] = field(default_factory=list)
    found: Sequence[Found] = ()


def look(
    *, children: Sequence[For], by: User, on: date, again_on: date | None = None
) -> Occasion:
    """Record what the panel decided for each child; what it asks for becomes tasks at once."""
    if not children:
        raise RecordError(NOBODY)
    with transaction.atomic():
        parts = []
        for each in children:
            facts: list[models.Model] = [each.looked or Looked()]
            if each.decision is not None:
                facts.append(each.decision)
            facts += [*each.agreed, *_seen(each.child, {each.child.pk: each.found})]
            part = _part(each.child, facts, by, on)
            part.outcome, part.for_on = each.outcome or "not_known", again_on
            parts.append(part)
        occasion = spine.record_occasion(DISCUSSED, by=by, on=on, parts=parts)
        for each, part in zip(children, parts, strict=True):
            if part.event is not None:
                _give(each.agreed, part.event, by=by)
    return occasion


def _give(agreed: Sequence[Agreed], event: Event, *, by: User) -> list[Task]:
    """Each action a task: its owner's, else the child's worker's or team's, else the recorder's."""
    step = event.step
    assert step is not None
    step.refresh_from_db(fields=["owner_worker", "owner_team"])
    due = _by_when(event)
    given = []
    for row in agreed:
        worker = row.owner_worker or step.owner_worker
        team = step.owner_team if worker is None else None
        if worker is None and team is None:
            worker = worker_of(by)
        if not row.text.strip() or (worker is None and team is None):
            continue
        given.append(tasks.give(
            text=row.text, due_on=row.due_on or due, by=by, on=event.happened_on,
            owner_worker=worker, owner_team=team, outside=row.owner_name, step=step,
            source=TaskSource.PANEL, source_event=event,
        ))
    return given


def _by_when(event: Event) -> date | None:
    """The day on which the panel looks again: chosen, else that of its next sitting."""
    if event.for_on is not None:
        return event.for_on
    sitting = next_sitting(event.authority_id, after=event.happened_on)
    return sitting.on if sitting is not None else None


def close(*, step: Step, by: User, on: date, decision: Decision | None = None) -> Event:
    """The panel need not look again, and says why; what it asked for stays with its owners."""
    facts: list[models.Model] = [decision] if decision is not None else []
    return spine.record(CLOSED, by=by, on=on, step=step, outcome="panel", facts=facts)


def take_off(*, step: Step, why: str, by: User, on: date) -> Event:
    """The coordinator takes a child off the agenda, and says why."""
    return spine.record(
        CLOSED, by=by, on=on, step=step, outcome="taken_off", facts=[Listing(why=why)]
    )


def seat(
    *, authority: Authority, agency: str, name: str, by: User, since_on: date,
    part: str = Seat.Part.MEMBER, post: str = "", worker: Worker | None = None,
) -> Seat:
    """Give somebody a place on the panel from a day."""
    with transaction.atomic():
        row = Seat.objects.create(
            authority=authority, part=part, agency=agency, name=name.strip(), post=post.strip(),
            worker=worker, since_on=since_on, recorded_by=by,
        )
        _trail(row, "seat given", by, since_on, {"agency": agency, "part": part})
    return row


def end_seat(*, seat: Seat, by: User, on: date) -> Seat:
    """Somebody sits on the panel for the last time on a day."""
    if on < seat.since_on:
        raise RecordError(
            f"{seat.name} sits on the panel from {day_words(seat.since_on)}; it cannot end before."
        )
    with transaction.atomic():
        seat.until_on = on
        seat.save(update_fields=["until_on"])
        _trail(seat, "seat ended", by, on, {})
    return seat


def set_day(
    *, authority: Authority, on: date, by: User, starts: time | None = None, place: str = ""
) -> Sitting:
    """Say when the panel meets; a day that is set already is given back as it is."""
    standing = Sitting.objects.filter(authority=authority, on=on, called_off_at__isnull=True)
    with transaction.atomic():
        found = standing.select_for_update().first()
        if found is not None:
            return found
        row = Sitting.objects.create(
            authority=authority, on=on, starts=starts, place=place.strip(), recorded_by=by
        )
        _trail(row, "day set", by, on, {})
    return row


def call_off(*, sitting: Sitting, why: str, by: User) -> Sitting:
    """The panel does not meet on that day; its children are on the next agenda."""
    if not why.strip():
        raise RecordError("Say why the panel does not meet on that day.")
    with transaction.atomic():
        sitting.called_off_at, sitting.called_off_by = now(), by
        sitting.called_off_because = why.strip()[:200]
        sitting.save(update_fields=["called_off_at", "called_off_by", "called_off_because"])
        _trail(sitting, "day called off", by, sitting.on, {})
    return sitting


def _trail(
    row: Seat | Sitting, what: str, by: User, on: date, payload: Mapping[str, str]
) -> None:
    audit_change(
        user=by, action=f"scrutiny panel: {what}", kind=row._meta.model_name or "", ident=row.pk,
        authority_id=row.authority_id, payload={**payload, "on": on.isoformat()},
    )
