"""Setting down a version of a plan, and putting its actions into the register of tasks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, time
from typing import TYPE_CHECKING

from django.db import models, transaction

from sightline.base.components.words import day
from sightline.people.workforce.lookups import worker_of
from sightline.record.plans.completeness import says_something
from sightline.record.plans.kinds import plan_kinds
from sightline.record.plans.models import Action, Outcome, OutcomeReview, PlanDocument, PlanState
from sightline.record.plans.queries import current
from sightline.record.plans.standing import dropped_words
from sightline.record.plans.written import PlanText
from sightline.record.spine.actions import record
from sightline.record.spine.errors import RecordError
from sightline.record.tasks import actions as tasks
from sightline.record.tasks.models import Task, TaskSource

if TYPE_CHECKING:
    from sightline.access.users.models import User
    from sightline.people.workforce.models import Team, Worker
    from sightline.record.spine.models import Event, Step

#: The states in which a plan's actions are people's tasks; an outline's are still suggestions.
IN_REGISTER = (PlanState.AGREED, PlanState.FINAL)


def set_down(
    kind: str, *, step: Step, plan: PlanText, by: User | None, on: date, at: time | None = None,
    outcome: str = "", for_on: date | None = None, facts: Iterable[models.Model] = (),
) -> Event:
    """Record a version of a plan with the event that made it, e.g. "protection_plan.agreed".

    An agreed or final version gives each of its actions as a task. Raises GateRefused when the
    event has a gate that the plan does not pass; any other version is recorded as it is.
    """
    with transaction.atomic():
        previous = current(step)
        event = record(
            kind, by=by, on=on, at=at, step=step, outcome=outcome, for_on=for_on,
            facts=[*plan.rows(), *facts],
        )
        if plan.state in IN_REGISTER:
            give_tasks(event, previous=previous, by=by)
    return event


def submit(*, step: Step, plan: PlanText, state: str, by: User | None, on: date) -> Event:
    """Hand in a plan in the state asked for, by way of what its process has registered."""
    registered = plan_kinds[step.process]
    if state not in registered.on_submit:
        raise RecordError(f"This plan cannot be handed in as {state!r}.")
    plan.state = state
    action = registered.action(state)
    if isinstance(action, str):
        return set_down(action, step=step, plan=plan, by=by, on=on)
    event: Event = action(step=step, plan=plan, by=by, on=on)
    return event


def give_tasks(
    event: Event, *, by: User | None, previous: PlanDocument | None = None
) -> list[Task]:
    """Put every action of an agreed plan into the register and bring its earlier tasks in line.

    An action carried over keeps its task, with the plan's date and owner. A task whose action
    the new version dropped is called off, with that as its reason. Done tasks stay done.
    """
    assert event.step is not None
    step, on = event.step, event.happened_on
    actions = Action.objects.filter(event=event).select_related("outcome", "task", "owner_worker")
    review_on = PlanDocument.objects.filter(event=event).values_list("review_on", flat=True).first()
    found = []
    for action in actions:
        if not says_something(action.text):
            continue
        due_on = action.due_on or action.outcome.review_on or review_on
        task = _task_for(action, step, due_on, event=event, by=by, on=on)
        if task is not None:
            found.append(task)
            if action.task_id != task.pk:
                # the row was written a moment ago in this same transaction
                Action.objects.filter(pk=action.pk).update(task=task)
    if previous is not None:
        _call_off(previous, kept={task.pk for task in found}, by=by, on=on)
    return found


def _owner(action: Action, step: Step, by: User | None) -> tuple[Worker | None, Team | None]:
    """Who answers for an action: its own worker, else who leads the step, else its team."""
    worker = action.owner_worker or step.owner_worker
    if worker is None and step.owner_team is None and by is not None:
        worker = worker_of(by)
    return worker, step.owner_team


def _task_for(
    action: Action, step: Step, due_on: date | None, *, event: Event, by: User | None, on: date
) -> Task | None:
    worker, team = _owner(action, step, by)
    task = action.task
    if task is not None and task.step_id == step.pk:
        return _in_line(task, worker, team, due_on, by=by, on=on)
    if task is not None:
        if task.state != Task.State.OPEN:
            return task
        tasks.cancel(task=task, by=by, on=on, words=f"Carried into the plan of {day(on)}")
    if worker is None and team is None:
        return None
    return tasks.give(
        text=action.text, due_on=due_on, by=by, on=on, owner_worker=worker, owner_team=team,
        outside="" if action.owner_worker_id else action.owner_name, step=step,
        source=TaskSource.PLAN, source_event=event,
    )


def _in_line(
    task: Task, worker: Worker | None, team: Team | None, due_on: date | None, *,
    by: User | None, on: date,
) -> Task:
    if task.state != Task.State.OPEN:
        return task
    words = f"Set by the plan of {day(on)}"
    if worker is not None and worker.pk != task.owner_worker_id:
        tasks.reassign(task=task, by=by, on=on, owner_worker=worker, owner_team=team, words=words)
    if due_on is not None and due_on != task.due_on:
        tasks.redate(task=task, due_on=due_on, by=by, on=on, words=words)
    return task


def _call_off(previous: PlanDocument, *, kept: set[int], by: User | None, on: date) -> None:
    earlier = Action.objects.filter(event_id=previous.event_id, task__state=Task.State.OPEN)
    for action in earlier.exclude(task__in=kept).select_related("task"):
        assert action.task is not None
        tasks.cancel(task=action.task, by=by, on=on, words=dropped_words(on))


def progress_facts(step: Step, said: Mapping[str, tuple[str, str]]) -> list[OutcomeReview]:
    """Unsaved rows for a review: outcome number ("2.1") to (progress code, what shows it)."""
    document = current(step)
    if document is None:
        return []
    outcomes = Outcome.objects.filter(event_id=document.event_id).select_related("need")
    numbered = {f"{o.need.number}.{o.number}": o for o in outcomes}
    unknown = sorted(set(said) - set(numbered))
    if unknown:
        known = ", ".join(sorted(numbered)) or "none"
        raise RecordError(f"The plan has no outcome {', '.join(unknown)}. It has: {known}.")
    return [
        OutcomeReview(outcome=numbered[number], progress=progress, words=words)
        for number, (progress, words) in said.items()
    ]
