"""A task kept in step with the timeline: its words there, and undone when "done" is voided."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sightline.record.spine.following import Follower, followers
from sightline.record.tasks.actions import undo
from sightline.record.tasks.models import Task, TaskMark
from sightline.record.timeline.chronology import bodies

if TYPE_CHECKING:
    from sightline.record.spine.models import Event

KINDS = frozenset({"task.given", "task.done", "task.checked"})


def after(events: Sequence[Event]) -> None:
    """Undo what a voided event said of its task; a correction leaves its own event standing."""
    voided = [e for e in events if e.voided_at is not None]
    marks = TaskMark.objects.filter(event__in=voided).select_related("event", "task")
    for mark in marks.order_by("event_id") if voided else ():
        task = Task.objects.select_for_update().get(pk=mark.task_id)
        kind = mark.event.kind
        again = TaskMark.objects.standing().filter(task=task, event__kind=kind)
        if not again.exclude(event=mark.event).exists():
            undo(task=task, event=mark.event)


def words_of(event_ids: Sequence[int]) -> dict[int, str]:
    """What each of these events said of its task, in the words of that day."""
    return dict(TaskMark.objects.filter(event__in=event_ids).values_list("event_id", "words"))


def declare() -> None:
    """Follow what the timeline says of tasks, and say it there in words."""
    followers.add("tasks", Follower(after, kinds=KINDS))
    for kind in sorted(KINDS):
        bodies.add(kind, words_of)
