"""What is not yet known of a child when the contact is decided: allowed for days, and then owed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import OuterRef, Subquery

from sightline import law
from sightline.base.moments import today
from sightline.journey.contact import queries
from sightline.journey.contact.gates import ENDING
from sightline.kernel.calendar import CalendarError
from sightline.people.persons.background import lacking_of, on_background
from sightline.record.spine.models import Event
from sightline.record.tasks import actions as tasks
from sightline.record.tasks.models import Task, TaskSource

if TYPE_CHECKING:
    from sightline.access.users.models import User
    from sightline.people.persons.models import Person

#: For how many working days after the decision "not yet known" is an answer: local practice.
WORKING_DAYS = 10
DECIDED = ("contact.decided", "contact.worker_decided")
BEGINS = "Not yet known of the child: "


def owed_on(decided_on: date) -> date | None:
    """The last day on which "not yet known" will do for a contact decided on a day."""
    try:
        return law.calendar().add(decided_on, WORKING_DAYS)
    except CalendarError:
        return None


def ask(event: Event, *, by: User) -> None:
    """Put what is not yet known before whoever holds the child, with its day; nothing is refused.

    Where the front door's work ends nobody goes on with the child, and nobody is asked.
    """
    step = event.step
    if step is None or step.child is None or event.outcome in ENDING:
        return
    missing = lacking_of([step.child.pk]).get(step.child.pk)
    asked = Task.objects.open().filter(child=step.child, text__startswith=BEGINS)
    held = queries.holding_step(step) or step
    if not missing or asked.exists() or not (held.owner_worker_id or held.owner_team_id):
        return
    tasks.give(
        text=f"{BEGINS}{', '.join(missing)}. Ask, and write it into the child’s details.",
        owner_worker=held.owner_worker, owner_team=held.owner_team,
        due_on=owed_on(event.happened_on), by=by, child=step.child, step=held,
        source=TaskSource.MISSING_ANSWERS, source_event=event,
    )


def settle(person: Person, by: User) -> None:
    """Finish what was asked once everything is known."""
    asked = Task.objects.open().filter(child=person, text__startswith=BEGINS)
    if asked.exists() and not lacking_of([person.pk]):
        for task in asked.order_by("pk"):
            tasks.finish(task=task, by=by, on=today(), evidence="All of it is in the record now.")


def decided_on(child: str) -> Subquery:
    """When the contact of the child that a column names was last decided, to annotate rows with."""
    rows = Event.objects.standing().of(*DECIDED).filter(child=OuterRef(child))
    return Subquery(rows.order_by("-happened_on").values("happened_on")[:1])


def declare() -> None:
    """Hear of what is told of a person."""
    on_background.add("contact", settle)
