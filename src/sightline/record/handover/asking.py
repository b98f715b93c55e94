"""A hand-over that was decided while nobody was named to take the child: somebody is asked to."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sightline import law
from sightline.people.workforce.lookups import worker_of
from sightline.record.tasks import actions as tasks

if TYPE_CHECKING:
    from sightline.access.users.models import User
    from sightline.people.workforce.models import Worker
    from sightline.record.spine.models import Event
    from sightline.record.tasks.models import Task


def ask_who_takes_over(
    event: Event, *, of: str, by: User | None, worker: Worker | None = None
) -> Task | None:
    """Ask the worker named, the step's own or whoever recorded it to name a receiver.

    `of` says who is to take the child ("early help"). Until somebody accepts, the child is the
    sender's; a step that its outcome has closed goes on counting as open while this is undone.
    """
    step = event.step
    if step is None:
        return None
    owner = worker or step.owner_worker or (worker_of(by) if by is not None else None)
    if owner is None and step.owner_team is None:
        return None
    return tasks.give(
        text=f"Send the child to {of}, as was decided: nobody has been asked yet, and until "
        "somebody accepts, the child is still ours",
        owner_worker=owner, owner_team=step.owner_team, by=by, on=event.happened_on,
        due_on=law.calendar().next_working(event.happened_on + timedelta(days=1)),
        child=event.child, step=step, source_event=event,
    )
