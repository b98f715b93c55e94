"""Tasks of children written at once, with their history and their marks on the timeline."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Protocol

from sightline.base.rows import insert, update
from sightline.record.plans.models import Action
from sightline.record.tasks.models import Task, TaskMark, TaskSource, TaskStep

if TYPE_CHECKING:
    from sightline.people.persons.models import Person
    from sightline.people.workforce.models import Team, Worker
    from sightline.record.spine.bulk import Begun, Happened, History


@dataclass(eq=False)
class TaskTold:
    """A task as plain data: what is to be done, who answers for it, and what became of it."""

    person: Person
    text: str
    source: TaskSource
    step: Begun | None
    cause: Happened | None
    due_on: date | None
    worker: Worker | None
    team: Team | None
    given: Happened | None = None
    done: Happened | None = None
    evidence: str = ""
    actions: list[Action] = field(default_factory=list)
    row: Task | None = None


class HasTasks(Protocol):
    """A child whose history has been written."""

    history: History
    tasks: list[TaskTold]


def write_tasks(children: Iterable[HasTasks]) -> None:
    """Write the tasks of children whose histories stand."""
    told = [(child.history.authority_id, task) for child in children for task in child.tasks]
    for authority_id, task in told:
        task.row = _row(authority_id, task)
    tasks = [task for _, task in told]
    insert([t.row for t in tasks if t.row is not None])
    insert([s for t in tasks for s in _steps(t)])
    insert([m for t in tasks for m in _marks(t)])
    planned = []
    for task in tasks:
        for action in task.actions:
            assert task.row is not None
            action.task_id = task.row.pk
            planned.append(action)
    update(planned, ["task_id"])


def _row(authority_id: int, told: TaskTold) -> Task:
    assert told.given is not None
    return Task(
        authority_id=authority_id, child=told.person,
        step=told.step.row if told.step is not None else None, source=told.source,
        source_event=told.cause.row if told.cause is not None else None, text=told.text,
        owner_worker=told.worker, owner_team=told.team, due_on=told.due_on,
        given_on=told.given.on, given_by=told.given.by,
        state=Task.State.OPEN if told.done is None else Task.State.DONE, evidence=told.evidence,
        done_on=told.done.on if told.done is not None else None,
        done_by=told.done.by if told.done is not None else None,
    )


def _steps(told: TaskTold) -> Iterable[TaskStep]:
    for kind, happened, words in (
        (TaskStep.Kind.GIVEN, told.given, ""), (TaskStep.Kind.DONE, told.done, told.evidence),
    ):
        if happened is not None and happened.recorded_at is not None:
            yield TaskStep(
                task=told.row, kind=kind, on=happened.on, recorded_at=happened.recorded_at,
                recorded_by=happened.by, owner_worker=told.worker, owner_team=told.team,
                due_on=told.due_on, words=words,
            )


def _marks(told: TaskTold) -> Iterable[TaskMark]:
    for happened, words in ((told.given, told.text), (told.done, told.evidence)):
        if happened is not None:
            yield TaskMark(event=happened.row, task=told.row, words=words)
