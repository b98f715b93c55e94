"""The verbs of a core group: hold it, record that it was missed, send its notes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, time
from typing import TYPE_CHECKING

from django.db import models, transaction

from sightline import law
from sightline.journey.core_group.models import ChildsProgress, Missed, NotesSent
from sightline.journey.core_group.queries import members, plan_steps
from sightline.record.allocation.models import Involvement
from sightline.record.allocation.roles import InvolvementRole
from sightline.record.spine.actions import Part, record_occasion
from sightline.record.spine.errors import RecordError
from sightline.record.spine.models import Event
from sightline.record.tasks import actions as tasks
from sightline.record.tasks.models import TaskSource

if TYPE_CHECKING:
    from sightline.access.users.models import User
    from sightline.people.persons.models import Person
    from sightline.people.workforce.models import Worker
    from sightline.record.meetings.models import Meeting, Participant
    from sightline.record.spine.models import Occasion, Step


def _parts(
    children: Sequence[Person], on: date, next_on: date | None,
    facts: Callable[[Person], Sequence[models.Model]],
) -> list[Part]:
    """Each child's part, on the plan they had that day; on the child alone if they had none."""
    if not children:
        raise RecordError("Say for which child the core group was; nothing was recorded.")
    plans = plan_steps((child.pk for child in children), on)
    return [
        Part(child, plans.get(child.pk), for_on=next_on, facts=facts(child)) for child in children
    ]


def hold(
    *, children: Sequence[Person], by: User | None, on: date, at: time | None = None,
    meeting: Meeting | None = None, participants: Sequence[Participant] = (),
    next_on: date | None = None, said: Mapping[int, ChildsProgress] | None = None,
) -> Occasion:
    """Record a core group once for all the children it was about, and what it said of each."""
    progress = said or {}
    parts = _parts(
        children, on, next_on,
        lambda child: [progress[child.pk]] if child.pk in progress else [],
    )
    shared: list[models.Model] = [*participants]
    if meeting is not None:
        shared.append(meeting)
    return record_occasion("core_group.held", by=by, on=on, at=at, parts=parts, shared=shared)


def miss(
    *, children: Sequence[Person], by: User | None, on: date, missed: Missed,
    next_on: date | None = None,
) -> Occasion:
    """Record that a core group did not meet; the chair is told by the next working day."""
    with transaction.atomic():
        parts = _parts(
            children, on, next_on,
            lambda child: [Missed(reason=missed.reason, instead=missed.instead)],
        )
        occasion = record_occasion("core_group.missed", by=by, on=on, parts=parts)
        for part in parts:
            if part.step is not None:
                _tell_chair(part.step, missed, part.event, by=by, on=on)
    return occasion


def chair_of(step: Step) -> Worker | None:
    """The conference chair who follows a child's plan."""
    held = Involvement.objects.current().filter(
        child_id=step.child_id, role=InvolvementRole.CHAIR, worker__isnull=False
    )
    found = held.select_related("worker").order_by("-since_on", "-event_id").first()
    return found.worker if found is not None else None


def _tell_chair(
    step: Step, missed: Missed, event: Event | None, *, by: User | None, on: date
) -> None:
    chair = chair_of(step)
    if chair is None and step.owner_worker is None and step.owner_team is None:
        return
    reason = f" {missed.reason}" if missed.reason else " No reason was given."
    tasks.give(
        text=f"The core group of {on:%-d %B %Y} did not meet.{reason} Say whether that is safe "
        "for the child.",
        due_on=law.calendar().add(on, 1), by=by, on=on,
        owner_worker=chair or step.owner_worker,
        owner_team=step.owner_team if chair is None else None, step=step,
        source=TaskSource.CORE_GROUP, source_event=event,
    )


def share_notes(
    *, children: Sequence[Person], recipients: Sequence[NotesSent], by: User | None, on: date
) -> Occasion:
    """Record to whom the notes of the last core group were sent."""
    plans = plan_steps((child.pk for child in children), on)
    known = {child_id: _known(step) for child_id, step in plans.items()}

    def sent(child: Person) -> list[NotesSent]:
        members_here = known.get(child.pk, {})
        return [
            NotesSent(
                name=to.name, way=to.way,
                participant=to.participant or members_here.get(to.name.casefold().strip()),
            )
            for to in recipients
        ]

    parts = _parts(children, on, None, sent)
    return record_occasion("core_group.notes_shared", by=by, on=on, parts=parts)


def _known(step: Step) -> dict[str, Participant]:
    held = Event.objects.standing().of("core_group.held").filter(step=step).in_order().last()
    if held is None:
        return {}
    return {member.name.casefold().strip(): member for member in members(held)}
