"""What a discussion starts for each child, and the tasks that it gives."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from sightline import law
from sightline.journey.strategy_discussion import queries
from sightline.people.workforce.lookups import worker_of
from sightline.record.meetings.models import Agency
from sightline.record.meetings.words import in_sentence
from sightline.record.spine import actions as spine
from sightline.record.tasks import actions as tasks
from sightline.record.tasks.models import TaskSource

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sightline.access.users.models import User
    from sightline.journey.strategy_discussion.models import Agreed
    from sightline.people.workforce.models import Worker
    from sightline.record.spine.models import Event, Step
    from sightline.record.tasks.models import Task

ENQUIRIES = ("section47_single", "section47_joint")


def next_day(on: date) -> date:
    """The working day after a day."""
    return law.calendar().next_working(on + timedelta(days=1))


def begin_enquiry(event: Event, *, by: User) -> Step:
    """Start what the discussion decided for this child; returns the step that the work is on.

    An enquiry that emergency action opened, and that was owed a discussion, has it now. One
    that runs already goes on as it is: a later discussion never resets its day.
    """
    step, child_id = event.step, event.child_id
    assert step is not None
    assert child_id is not None
    running = queries.open_enquiry(child_id)
    on, at = event.happened_on, event.happened_at
    if running is not None:
        if queries.owes_discussion(running, on):
            spine.record("section47.strategy_held", by=by, on=on, at=at, step=running)
        return running
    if event.outcome in ENQUIRIES:
        return spine.lead(event, "section47.started", by=by, on=on, at=at, outcome="strategy")
    return step


def give(
    text: str, *, step: Step, event: Event, by: User, due_on: date | None,
    worker: Worker | None = None, outside: str = "",
) -> Task | None:
    """Give a task of the discussion: to the worker named, the step's own, or whoever records it.

    The discussion is recorded whether or not anybody can be found to own the task.
    """
    owner = worker or step.owner_worker or worker_of(by)
    if owner is None and step.owner_team is None:
        return None
    return tasks.give(
        text=text, owner_worker=owner, owner_team=step.owner_team, outside=outside, by=by,
        on=event.happened_on, due_on=due_on, child=event.child, step=step,
        source=TaskSource.STRATEGY_DISCUSSION, source_event=event,
    )


def give_agreed(agreed: Iterable[Agreed], *, step: Step, event: Event, by: User) -> None:
    """Each action that was agreed, as a task on the child's enquiry."""
    for action in agreed:
        if action.text.strip():
            give(action.text, step=step, event=event, by=by, due_on=action.due_on,
                 worker=action.owner_worker, outside=action.owner_name)


def ask_again(event: Event, again_on: date | None, *, step: Step, by: User) -> None:
    """Where more had to be known, somebody is asked to bring the agencies back together."""
    if event.outcome == "more_information":
        give("Talk again, and decide whether there is a section 47 enquiry", step=step,
             event=event, by=by, due_on=again_on or next_day(event.happened_on))


def ask_for_missing(
    marked: Event, missing: Iterable[str], *, work: Step, chair: Worker | None, by: User
) -> None:
    """The chair owes a reason by the next working day, and each missing view is to be learnt."""
    step = marked.step
    assert step is not None
    due_on = next_day(marked.happened_on)
    give("Say why the strategy discussion was not fully constituted", step=step, event=marked,
         by=by, due_on=due_on, worker=chair)
    for agency in missing:
        name = in_sentence(str(Agency(agency).label))
        give(f"Missing view of {name}: learn it and record it", step=work, event=marked, by=by,
             due_on=due_on)
