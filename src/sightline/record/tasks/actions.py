"""The verbs of a task: give, finish, check, hand on, re-date, cancel; each leaves its history."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from sightline.access.audit.actions import change as audit_change
from sightline.base.changed.queue import mark as mark_changed
from sightline.base.moments import london, today
from sightline.people.workforce.lookups import worker_of
from sightline.record.spine import actions as spine
from sightline.record.spine.errors import RecordError
from sightline.record.spine.writing import lock
from sightline.record.tasks.models import Task, TaskMark, TaskSource, TaskStep

if TYPE_CHECKING:
    from sightline.access.authorities.models import Authority
    from sightline.access.users.models import User
    from sightline.people.persons.models import Person
    from sightline.people.workforce.models import Team, Worker
    from sightline.record.spine.models import Event, Step


#: What the child's timeline is told of too; recording it there says that the child changed.
TOLD = frozenset({TaskStep.Kind.GIVEN, TaskStep.Kind.DONE, TaskStep.Kind.CHECKED})


def _audit(task: Task, *, by: User | None, action: str, words: str = "") -> None:
    audit_change(
        user=by, action=f"task.{action}", kind="task", ident=task.pk, child_id=task.child_id,
        authority_id=task.authority_id, reason=words,
        payload={
            "state": task.state, "owner_worker": task.owner_worker_id,
            "owner_team": task.owner_team_id,
            "due_on": task.due_on.isoformat() if task.due_on else None,
        },
    )


def _noted(task: Task, kind: str, *, by: User | None, on: date, words: str = "") -> TaskStep:
    """Write what happened to a task into its history and the audit trail."""
    _audit(task, by=by, action=kind, words=words)
    if task.child_id is not None and kind not in TOLD:
        mark_changed("child", [task.child_id])
    return TaskStep.objects.create(
        task=task, kind=kind, on=on, recorded_by=by, owner_worker_id=task.owner_worker_id,
        owner_team_id=task.owner_team_id, due_on=task.due_on, words=words,
    )


def _mark(task: Task, kind: str, *, by: User | None, on: date, words: str) -> None:
    """Put what happened to a child's task on the child's timeline."""
    if task.child is not None:
        spine.record(
            f"task.{kind}", by=by, on=on, step=task.step, child=task.child,
            facts=[TaskMark(task=task, words=words)],
        )


def _held(task: Task) -> Task:
    """The task as it is now, its row held until the transaction ends.

    The child is held before it, in the order in which every recording holds them.
    """
    lock([task.child_id] if task.child_id is not None else [])
    return Task.objects.select_for_update().get(pk=task.pk)


def _refuse_unless_open(task: Task, to: str) -> None:
    if task.state != Task.State.OPEN:
        raise RecordError(
            f"This task is {task.get_state_display().lower()}, so there is nothing to {to}. "
            "Open the page again to see what became of it."
        )


def _copy(fresh: Task, into: Task) -> Task:
    for field in Task._meta.concrete_fields:
        setattr(into, field.attname, getattr(fresh, field.attname))
    return into


def _authority(
    authority: Authority | None, step: Step | None, child: Person | None
) -> int:
    for source in (step, child):
        if source is not None:
            return source.authority_id
    if authority is None:
        raise RecordError("Say which authority this task belongs to: it is about no child here.")
    return authority.pk


@transaction.atomic
def give(
    *, text: str, due_on: date | None, by: User | None, on: date | None = None,
    owner_worker: Worker | None = None, owner_team: Team | None = None, outside: str = "",
    child: Person | None = None, step: Step | None = None, authority: Authority | None = None,
    source: str = TaskSource.MANAGER, source_event: Event | None = None,
    needs_check: bool = False,
) -> Task:
    """Give an instruction to a worker or a team, today unless told; a child's shows on their
    timeline."""
    on = on or today()
    if owner_worker is None and owner_team is None:
        raise RecordError("Say who is to do this: a worker, or the team that answers for it.")
    if not text.strip():
        raise RecordError("Say what is to be done.")
    if child is None and step is not None:
        child = step.child
    task = Task.objects.create(
        authority_id=_authority(authority, step, child), child=child, step=step, source=source,
        source_event=source_event, text=text.strip(), owner_worker=owner_worker,
        owner_team=owner_team, outside=outside, due_on=due_on, needs_check=needs_check,
        given_on=on, given_by=by,
    )
    _noted(task, TaskStep.Kind.GIVEN, by=by, on=on)
    _mark(task, "given", by=by, on=on, words=task.text)
    return task


@transaction.atomic
def finish(*, task: Task, by: User | None, on: date, evidence: str = "") -> Task:
    """Say that it was done, and what shows it; if it needs a check it waits for another person."""
    fresh = _held(task)
    _refuse_unless_open(fresh, "finish")
    fresh.state, fresh.done_on, fresh.done_by = Task.State.DONE, on, by
    fresh.evidence = evidence.strip()
    fresh.save(update_fields=["state", "done_on", "done_by", "evidence"])
    _noted(fresh, TaskStep.Kind.DONE, by=by, on=on, words=fresh.evidence)
    _mark(fresh, "done", by=by, on=on, words=fresh.evidence or fresh.text)
    return _copy(fresh, task)


def why_not_checker(task: Task, by: User) -> str:
    """Why this person may not check the task; empty when they may."""
    if task.done_by_id == by.pk:
        return "You said that this was done, so somebody else must check it."
    worker = worker_of(by)
    if worker is not None and worker.pk == task.owner_worker_id:
        return "This task is yours, so somebody else must check it."
    return ""


@transaction.atomic
def check(*, task: Task, by: User, on: date, satisfied: bool = True, words: str = "") -> Task:
    """Look at the evidence and accept it, or send the task back with a reason; never one's own."""
    fresh = _held(task)
    if fresh.state != Task.State.DONE:
        raise RecordError(
            f"This task is {fresh.get_state_display().lower()}; only one that was done and not "
            "yet checked can be checked."
        )
    if not_allowed := why_not_checker(fresh, by):
        raise RecordError(not_allowed)
    if satisfied:
        fresh.state, fresh.checked_on, fresh.checked_by = Task.State.CHECKED, on, by
        fresh.save(update_fields=["state", "checked_on", "checked_by"])
        _noted(fresh, TaskStep.Kind.CHECKED, by=by, on=on, words=words)
        _mark(fresh, "checked", by=by, on=on, words=words)
    else:
        if not words.strip():
            raise RecordError("Say what is missing, so that it can be put right.")
        to_do_again(fresh)
        _noted(fresh, TaskStep.Kind.SENT_BACK, by=by, on=on, words=words)
    return _copy(fresh, task)


def to_do_again(task: Task) -> None:
    """Put a task back to be done; its history keeps that it was once said to be."""
    task.state, task.done_on, task.done_by = Task.State.OPEN, None, None
    task.checked_on, task.checked_by = None, None
    task.save(update_fields=["state", "done_on", "done_by", "checked_on", "checked_by"])


@transaction.atomic
def reassign(
    *, task: Task, by: User | None, on: date, owner_worker: Worker | None = None,
    owner_team: Team | None = None, words: str = "",
) -> Task:
    """Hand a task to another worker or team; it is never left without an owner."""
    if owner_worker is None and owner_team is None:
        raise RecordError("Say who is to do this now: a worker, or the team that answers for it.")
    fresh = _held(task)
    _refuse_unless_open(fresh, "hand on")
    fresh.owner_worker, fresh.owner_team = owner_worker, owner_team
    fresh.save(update_fields=["owner_worker", "owner_team"])
    _noted(fresh, TaskStep.Kind.REASSIGNED, by=by, on=on, words=words)
    return _copy(fresh, task)


@transaction.atomic
def answered_by_team(
    *, task: Task, team: Team, by: User | None, on: date, words: str = ""
) -> Task:
    """Another team answers for a task, done or not; who does it, if somebody is named, stays."""
    fresh = _held(task)
    fresh.owner_team = team
    fresh.save(update_fields=["owner_team"])
    _noted(fresh, TaskStep.Kind.REASSIGNED, by=by, on=on, words=words)
    return _copy(fresh, task)


@transaction.atomic
def redate(*, task: Task, due_on: date | None, by: User | None, on: date, words: str) -> Task:
    """Set another day, for a reason; the days set before stay in the history."""
    if not words.strip():
        raise RecordError("Say why the date changes; the reason stays with the task.")
    fresh = _held(task)
    _refuse_unless_open(fresh, "re-date")
    fresh.due_on = due_on
    fresh.save(update_fields=["due_on"])
    _noted(fresh, TaskStep.Kind.REDATED, by=by, on=on, words=words)
    return _copy(fresh, task)


@transaction.atomic
def cancel(*, task: Task, by: User | None, on: date, words: str) -> Task:
    """Call off a task that is no longer wanted, for a reason that stays with it."""
    if not words.strip():
        raise RecordError("Say why this is no longer wanted; the reason stays with the task.")
    fresh = _held(task)
    _refuse_unless_open(fresh, "cancel")
    fresh.state = Task.State.CANCELLED
    fresh.save(update_fields=["state"])
    _noted(fresh, TaskStep.Kind.CANCELLED, by=by, on=on, words=words)
    return _copy(fresh, task)


@transaction.atomic
def reopen(*, task: Task, by: User | None, on: date, words: str) -> Task:
    """A task called off, or said to be done, is to be done after all, for a reason."""
    if not words.strip():
        raise RecordError("Say why this is to be done after all; the reason stays with the task.")
    fresh = _held(task)
    if fresh.state != Task.State.OPEN:
        to_do_again(fresh)
        _noted(fresh, TaskStep.Kind.REOPENED, by=by, on=on, words=words)
    return _copy(fresh, task)


@transaction.atomic
def cancel_reminders(*, child_id: int, by: User | None, on: date, words: str) -> list[Task]:
    """Call off every open reminder about a child; instructions people gave stay as they are."""
    reminders = Task.objects.open().filter(child_id=child_id, source=TaskSource.REMINDER)
    return [cancel(task=task, by=by, on=on, words=words) for task in reminders.order_by("id")]


@transaction.atomic
def restore_reminders(*, child_id: int, by: User | None, on: date, words: str) -> list[Task]:
    """Bring back the reminders called off for a reason that turned out to be a mistake."""
    lock([child_id])
    off = Task.objects.filter(
        child_id=child_id, source=TaskSource.REMINDER, state=Task.State.CANCELLED
    )
    restored: list[Task] = []
    for task in off.select_for_update().order_by("id"):
        last = task.history.order_by("-id").first()
        if last is not None and (last.kind, last.words) == (TaskStep.Kind.CANCELLED, words):
            restored.append(reopen(task=task, by=by, on=on, words="Called off by mistake"))
    return restored


@transaction.atomic
def follow_child(
    *, child_id: int, from_worker: Worker | None, from_team: Team | None,
    to_worker: Worker | None, to_team: Team | None, by: User | None, on: date,
) -> list[Task]:
    """Open tasks about a child go with the child from the former worker, or team, to the next."""
    if to_worker is None and to_team is None:
        return []
    open_tasks = Task.objects.open().filter(child_id=child_id).order_by("id")
    theirs = open_tasks.none()
    if from_worker is not None:
        theirs = open_tasks.filter(owner_worker=from_worker)
    if from_team is not None:
        theirs = theirs | open_tasks.filter(owner_worker__isnull=True, owner_team=from_team)
    return [
        reassign(
            task=task, by=by, on=on, owner_worker=to_worker, owner_team=to_team,
            words="The child was allocated to another",
        )
        for task in theirs
    ]


def undo(*, task: Task, event: Event) -> None:
    """Take back what a voided event said of a task: that it was given, done or checked."""
    if event.voided_at is None:
        return
    by, on, why = event.voided_by, london(event.voided_at).date(), event.void_reason
    if event.kind == "task.given" and task.state == Task.State.OPEN:
        task.state = Task.State.CANCELLED
        task.save(update_fields=["state"])
        _noted(task, TaskStep.Kind.CANCELLED, by=by, on=on, words=why)
    elif event.kind == "task.done" and task.state in (Task.State.DONE, Task.State.CHECKED):
        reopen(task=task, by=by, on=on, words=why)
    elif event.kind == "task.checked" and task.state == Task.State.CHECKED:
        task.state, task.checked_on, task.checked_by = Task.State.DONE, None, None
        task.save(update_fields=["state", "checked_on", "checked_by"])
        _noted(task, TaskStep.Kind.REOPENED, by=by, on=on, words=why)
