"""What was known of a child and of brothers and sisters before this assessment began."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sightline.access.policy import scope
from sightline.base.components.words import day
from sightline.kernel.register import processes
from sightline.people.persons.models import Person
from sightline.people.relationships.lookups import sibling_group
from sightline.record.spine.lifecycle import matches
from sightline.record.spine.models import Event, Step

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from sightline.access.users.models import User


@dataclass(frozen=True, slots=True)
class Earlier:
    """One earlier contact, referral, assessment, enquiry, conference or plan, and its ending."""

    step: Step
    title: str
    opened_on: date
    closed_on: date | None
    ending: str

    @property
    def words(self) -> str:
        """One line of the history."""
        until = f" to {day(self.closed_on)}" if self.closed_on else ", still open"
        if self.closed_on == self.opened_on:
            until = ""
        ending = f": {self.ending}" if self.ending else ""
        return f"{self.title}, {day(self.opened_on)}{until}{ending}"


@dataclass(frozen=True, slots=True)
class Family:
    """A brother's or sister's involvement, shown only to those who may open their record."""

    person: Person
    relation: str
    earlier: list[Earlier]


def earlier(child_id: int, *, before: Step | None = None) -> list[Earlier]:
    """What a child was known for, newest first; without the step itself and what led to it."""
    line = _line(before)
    steps = Step.objects.standing().filter(child_id=child_id).exclude(pk__in=line)
    held = list(steps.order_by("-opened_on", "-pk"))
    endings = _endings(held)
    return [
        Earlier(step, processes[step.process].title, step.opened_on, step.closed_on,
                endings.get(step.pk, ""))
        for step in held if step.opened_on is not None
    ]


def family(child_id: int, reader: User) -> list[Family]:
    """The involvement of the brothers and sisters whose records this reader may open."""
    group = {s.person_id: s.words for s in sibling_group(child_id, reader=reader)}
    people = Person.objects.filter(pk__in=group).filter(pk__in=scope.visible_children(reader))
    return [
        Family(person, group[person.pk], earlier(person.pk))
        for person in people.order_by("born_on", "pk")
    ]


def first_draft(event: Event) -> Mapping[str, Any]:
    """The history page of a new assessment, with the child's own history written in."""
    return pages_for(event.child_id, event.step)


def pages_for(child_id: int | None, before: Step | None) -> Mapping[str, Any]:
    """The first drafts of an assessment: this child's own history, nobody else's."""
    if child_id is None:
        return {}
    lines = [f"- {one.words}" for one in earlier(child_id, before=before)]
    known = "\n".join(lines) if lines else "Nothing from before is on this record."
    row = {"history": f"From the record:\n{known}\n\nWhat it tells us:\n"}
    return {"history": {"rows": {"assessment.Content": [row]}}}


def _line(step: Step | None) -> set[int]:
    found: set[int] = set()
    while step is not None:
        found.add(step.pk)
        step = step.led_from
    return found


def _endings(steps: Iterable[Step]) -> dict[int, str]:
    """The words of the event that closed each step, in one query."""
    closed = {step.pk: step.process for step in steps if step.closed_on is not None}
    found: dict[int, str] = {}
    events = Event.objects.standing().filter(step_id__in=closed).in_order()
    for event in events:
        process = processes[closed[event.step_id or 0]]
        owner, _, key = event.kind.partition(".")
        if owner == process.key and matches(process.closes, key, event.outcome):
            words = process.event(key).outcomes.get(event.outcome, "")
            found[event.step_id or 0] = words or process.event(key).title
    return found
