"""What is still to be done: of a step, a child, a worker, a team; and by those who have gone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q

from sightline.base.moments import today
from sightline.kernel.process import Refusal
from sightline.people.workforce.models import Cover
from sightline.record.tasks.models import Task, TaskMark

if TYPE_CHECKING:
    from sightline.people.workforce.models import Team, Worker
    from sightline.record.spine.models import Step
    from sightline.record.spine.writing import Offered
    from sightline.record.tasks.models import TaskQuerySet


def open_for(step: Step) -> TaskQuerySet:
    """What is unfinished on a step: to be done, or done and waiting for its check."""
    return open_on([step])


def open_on(steps: Iterable[Step]) -> TaskQuerySet:
    """What is unfinished on any of these steps, with who answers for it."""
    found = Task.objects.unfinished().filter(step__in=[step.pk for step in steps])
    return found.select_related("owner_worker", "owner_team").by_due()


def open_for_child(child_id: int) -> TaskQuerySet:
    """What is unfinished about a child, on whatever step or none."""
    return Task.objects.unfinished().filter(child_id=child_id).by_due()


def for_worker(worker: Worker | int, on: date | None = None) -> TaskQuerySet:
    """What a worker, or the one of that number, has to do today, and those they cover for had."""
    covers = Cover.objects.in_force(on or today()).filter(covered_by=worker)
    mine = Q(owner_worker=worker) | Q(owner_worker__in=covers.values("worker_id"))
    return Task.objects.open().filter(mine).by_due()


def for_team(team: Team) -> TaskQuerySet:
    """What a team answers for and no worker of it has yet taken on."""
    return Task.objects.open().filter(owner_team=team, owner_worker__isnull=True).by_due()


def awaiting_check(team: Team) -> TaskQuerySet:
    """What a team's people have done that somebody else is to check."""
    return Task.objects.awaiting_check().filter(owner_team=team).by_due()


def held_by_leavers(on: date | None = None) -> TaskQuerySet:
    """Unfinished tasks whose worker has left: each is to be given to another."""
    gone = Q(owner_worker__until_on__lte=on or today())
    return Task.objects.open().filter(gone).by_due()


def outstanding_after_death() -> TaskQuerySet:
    """Unfinished instructions about children who have died, or whose pregnancy ended."""
    over = Q(child__died_on__isnull=False) | Q(child__pregnancy_ended_on__isnull=False)
    return Task.objects.unfinished().filter(over).by_due()


def never_marked() -> TaskQuerySet:
    """Tasks about a child that no event on the timeline speaks of, as after a bulk load."""
    marked = TaskMark.objects.filter(task=OuterRef("pk"))
    return Task.objects.filter(~Exists(marked), child__isnull=False)


def no_open_tasks(offered: Offered | Any) -> list[Refusal]:
    """A gate: work does not close while an instruction given on it is unfinished."""
    if offered.step is None:
        return []
    return [
        Refusal(
            reason=f"“{task.text}” is {_where(task)}.",
            mend=f"{_owner(task)} must finish it, or a manager cancel it with a reason.",
        )
        for task in open_for(offered.step)
    ]


def _where(task: Task) -> str:
    return "not yet checked" if task.state == Task.State.DONE else "still to be done"


def _owner(task: Task) -> str:
    if task.owner_worker is not None:
        return task.owner_worker.name
    return task.owner_team.name_now if task.owner_team is not None else "Its owner"
