"""The verbs of sharing: not send it to a parent, write down what one says, answer them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from sightline import law
from sightline.people.workforce.lookups import worker_of
from sightline.record.sharing.models import Answer, NotSent, Remark, Reply, Settled, Wish
from sightline.record.sharing.queries import waiting
from sightline.record.spine import actions as spine
from sightline.record.spine.errors import RecordError
from sightline.record.tasks import actions as tasks
from sightline.record.tasks.models import Task

if TYPE_CHECKING:
    from sightline.access.users.models import User
    from sightline.people.persons.models import Person
    from sightline.record.spine.models import Event, Step

#: Working days within which a parent who asks for a correction is answered.
ANSWERED_WITHIN = 10


def withhold(*, step: Step, person: Person, reason: str, by: User, on: date) -> Event:
    """Decide that one parent is not sent what was written, for a reason that is kept."""
    if not reason.strip():
        raise RecordError("Say why it is not sent to them: the reason is kept with the record.")
    left = {one.person_id for one in waiting(step, by)} - {person.pk}
    return spine.record(
        "sharing.withheld", by=by, on=on, step=step,
        outcome=Settled.NOT_ALL if left else Settled.EVERYBODY,
        facts=[NotSent(person=person, reason=reason.strip())],
    )


def remark(*, step: Step, person: Person, wish: str, words: str, by: User, on: date) -> Event:
    """Write down what a parent says; a correction asked for is given to the worker to answer."""
    if wish not in Wish.values:
        raise RecordError(f"Say whether it is one of: {'; '.join(map(str, Wish.labels))}.")
    with transaction.atomic():
        event = spine.record(
            "sharing.remarked", by=by, on=on, step=step, outcome=wish,
            facts=[Remark(person=person, words=words.strip())],
        )
        if wish == Wish.CORRECTION:
            _ask(event, by=by)
    return event


def _ask(event: Event, *, by: User) -> None:
    step = event.step
    assert step is not None
    worker, team = step.owner_worker or worker_of(by), step.owner_team
    if worker is None and team is None:
        return
    tasks.give(
        # without their name: whoever holds the task, or reads the child, may not know of them
        text="Answer a parent, who asks for something to be put right",
        owner_worker=worker, owner_team=team, by=by, on=event.happened_on,
        due_on=law.calendar().add(event.happened_on, ANSWERED_WITHIN),
        child=event.child, step=step, source_event=event,
    )


def answer(*, remark: Remark, reply: str, words: str, by: User, on: date) -> Event:
    """Answer a parent; what was asked of the worker is done with it."""
    if reply not in Reply.values:
        raise RecordError(f"Say what became of it. One of: {'; '.join(map(str, Reply.labels))}.")
    asked = remark.event
    with transaction.atomic():
        event = spine.record(
            "sharing.answered", by=by, on=on, step=asked.step, outcome=reply,
            facts=[Answer(remark=remark, words=words.strip())],
        )
        for task in Task.objects.open().filter(source_event=asked).order_by("pk"):
            tasks.finish(task=task, by=by, on=on, evidence="They were answered.")
    return event
