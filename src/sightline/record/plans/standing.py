"""A plan's tasks kept in step with the timeline: a voided version takes its tasks with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sightline.base.components.words import day
from sightline.base.moments import london
from sightline.record.plans.kinds import plan_events
from sightline.record.plans.models import Action
from sightline.record.plans.queries import current
from sightline.record.spine.following import Follower, followers
from sightline.record.tasks import actions as tasks
from sightline.record.tasks.models import Task

if TYPE_CHECKING:
    from datetime import date

    from sightline.record.spine.models import Event


class PlanFollower(Follower):
    """Hears of every event that a process has said writes its plan down."""

    def concerns(self, event: Event) -> bool:
        """Whether the event writes a plan down; the processes are known only at run time."""
        return event.kind in plan_events()


def dropped_words(on: date) -> str:
    """Why a task was called off when a version of the plan left it out."""
    return f"No longer in the plan of {day(on)}"


def after(events: Sequence[Event]) -> None:
    """Call off the open tasks of a voided version, and take up again those it had dropped."""
    for event in events:
        if event.voided_at is not None:
            _call_off(event)
            _take_up_again(event)


def _call_off(event: Event) -> None:
    assert event.voided_at is not None
    on, words = london(event.voided_at).date(), f"The plan was voided: {event.void_reason}"
    gone = Action.objects.filter(event=event, task__state=Task.State.OPEN)
    for action in gone.select_related("task"):
        if action.task is None:
            continue
        if not Action.objects.standing().filter(task=action.task).exists():
            tasks.cancel(task=action.task, by=event.voided_by, on=on, words=words)


def _take_up_again(event: Event) -> None:
    """Tasks that only the voided version had dropped are to be done again."""
    document = current(event.step) if event.step is not None else None
    if document is None or event.voided_at is None:
        return
    on = london(event.voided_at).date()
    asked = Action.objects.filter(
        event_id=document.event_id, task__state=Task.State.CANCELLED
    ).select_related("task")
    for task in (action.task for action in asked if action.task is not None):
        last = task.history.order_by("-id").first()
        if last is not None and last.words == dropped_words(event.happened_on):
            tasks.reopen(task=task, by=event.voided_by, on=on, words=event.void_reason)


def declare() -> None:
    """Follow the events that write plans down."""
    followers.add("plans", PlanFollower(after))
