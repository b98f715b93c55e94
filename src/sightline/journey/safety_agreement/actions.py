"""The verbs of a safety agreement: made, looked at again, ended, each review asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import TYPE_CHECKING

from django.db import models, transaction

from sightline.journey.safety_agreement.models import Agreement, Party, Review
from sightline.journey.safety_agreement.process import ENDED, REVIEWED
from sightline.journey.safety_agreement.queries import CLOCK, PROCESS
from sightline.record.orders.actions import came_from, waits_at_a_door
from sightline.record.spine import actions as spine
from sightline.record.spine.actions import Part
from sightline.record.spine.errors import RecordError
from sightline.record.spine.models import Clock, Event, Step
from sightline.record.tasks import actions as tasks
from sightline.record.tasks.models import Task, TaskSource

if TYPE_CHECKING:
    from sightline.access.users.models import User
    from sightline.people.persons.models import Person
    from sightline.people.workforce.models import Worker
    from sightline.record.spine.models import Occasion

ASKED = "Look at the safety agreement again: is it kept, and has the child been seen?"
#: The work that an agreement comes from, the nearest first.
AFTER = ("contact", "section47", "assessment", "referral")


def make(
    *, children: Sequence[Person], by: User, on: date, at: time | None = None,
    review_on: date | None = None, agreement: Agreement | None = None,
    parties: Sequence[Party] = (),
) -> Occasion:
    """Record who promised what for one child or several, and put its review before the monitor.

    A child who has an agreement already has this one on the same record, and it is the one in
    force. Nothing is refused for what is missing.
    """
    if not children:
        raise RecordError("Say which child this is about; nothing was recorded.")
    agreement = agreement or Agreement()
    with transaction.atomic():
        occasion = spine.record_occasion(
            "safety_agreement.made", by=by, on=on, at=at,
            parts=[_part(child, review_on, by, on) for child in children],
            shared=[agreement, *parties],
        )
        for event in occasion.parts.standing().select_related("step", "child").order_by("pk"):
            _ask(event, agreement.monitor, by=by)
    return occasion


def _part(child: Person, review_on: date | None, by: User, on: date) -> Part:
    steps = list(Step.objects.open().filter(child=child).order_by("-opened_on", "-pk"))
    running = next((step for step in steps if step.process == PROCESS), None)
    facts: list[models.Model] = []
    if not any(step.owner_worker_id or step.owner_team_id for step in steps):
        facts += waits_at_a_door(child, by, on)
    return Part(
        child, step=running, opens=running is None, for_on=review_on, facts=facts,
        led_from=came_from(steps, AFTER) if running is None else None,
    )


def _ask(event: Event, monitor: Worker | None, *, by: User) -> None:
    """One open reminder on the step: the monitor's, or of the team that holds the child."""
    step = event.step
    if step is None:
        return
    _settle(step, by=by, on=event.happened_on, said="It was looked at or agreed anew.")
    step.refresh_from_db(fields=["owner_worker", "owner_team"])
    worker = monitor or step.owner_worker
    if worker is None and step.owner_team is None:
        return
    clock = Clock.objects.filter(step=step, key=CLOCK, start_event=event).first()
    tasks.give(
        text=ASKED, due_on=clock.due_on if clock is not None else event.for_on, by=by,
        owner_worker=worker, owner_team=step.owner_team, child=event.child, step=step,
        source=TaskSource.REMINDER, source_event=event,
    )


def _settle(step: Step, *, by: User, on: date, said: str) -> Worker | None:
    """What was asked is done; it is told whose it was."""
    owner = None
    asked = Task.objects.open().filter(step=step, text=ASKED, source=TaskSource.REMINDER)
    for task in asked.select_related("owner_worker").order_by("pk"):
        owner = task.owner_worker
        tasks.finish(task=task, by=by, on=on, evidence=said)
    return owner


def _carry(
    kind: str, steps: Sequence[Step], *, outcome: str, by: User, on: date, at: time | None,
    for_on: date | None, said: Mapping[int, Review],
) -> Occasion:
    if not steps:
        raise RecordError("Say which child this is about; nothing was recorded.")
    return spine.record_occasion(kind, by=by, on=on, at=at, parts=[
        Part(step.child, step=step, outcome=outcome, for_on=for_on,
             facts=[said[step.child_id or 0]] if step.child_id in said else [])
        for step in steps
    ])


def review(
    *, steps: Sequence[Step], by: User, on: date, at: time | None = None, outcome: str = "",
    next_on: date | None = None, said: Mapping[int, Review] | None = None,
) -> Occasion:
    """Say whether it was kept; it goes on, and the next review is asked of the same person."""
    if outcome and outcome not in REVIEWED:
        raise RecordError(f"Say whether it was kept: {'; '.join(REVIEWED.values())}.")
    with transaction.atomic():
        occasion = _carry("safety_agreement.reviewed", steps, outcome=outcome, by=by, on=on,
                          at=at, for_on=next_on, said=said or {})
        for event in occasion.parts.standing().select_related("step", "child").order_by("pk"):
            if event.step is not None:
                owner = _settle(event.step, by=by, on=on, said=REVIEWED.get(outcome, "Reviewed"))
                _ask(event, owner, by=by)
    return occasion


def end(
    *, steps: Sequence[Step], by: User, on: date, at: time | None = None, outcome: str = "",
    said: Mapping[int, Review] | None = None,
) -> Occasion:
    """Say how it ended; nobody has to look at it again."""
    if outcome and outcome not in ENDED:
        raise RecordError(f"Say how it ended. It is one of: {'; '.join(ENDED.values())}.")
    with transaction.atomic():
        occasion = _carry("safety_agreement.ended", steps, outcome=outcome, by=by, on=on, at=at,
                          for_on=None, said=said or {})
        for step in steps:
            _settle(step, by=by, on=on, said=ENDED.get(outcome, "It ended"))
    return occasion
