"""What the record does when it hears of a birth, a death or a pregnancy's end, and its taking back.

People say what is so of a person; the spine says what happened. Each hears of the other here, in
the same transaction, whichever of the two was told.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sightline.base.moments import today
from sightline.people.persons.actions.life import correct_life
from sightline.people.persons.milestones import (
    BORN,
    DIED,
    EXPECTED,
    PREGNANCY_ENDED,
    WITHDRAWN,
    Milestone,
    on_milestone,
)
from sightline.people.persons.models import Life, Person
from sightline.record.spine import actions as spine
from sightline.record.spine.following import Follower, followers
from sightline.record.spine.models import Event
from sightline.record.spine.voiding import void
from sightline.record.tasks.actions import cancel_reminders, restore_reminders

if TYPE_CHECKING:
    from sightline.access.users.models import User

KIND = {
    EXPECTED: "person.expected",
    BORN: "person.born",
    PREGNANCY_ENDED: "person.pregnancy_ended",
    DIED: "person.died",
}
COLUMN = {
    "person.expected": "expected_on",
    "person.born": "born_on",
    "person.pregnancy_ended": "pregnancy_ended_on",
    "person.died": "died_on",
}
ENDS = {DIED: "The child died", PREGNANCY_ENDED: "The pregnancy ended"}


def heard(milestones: Sequence[Milestone], by: User | None) -> None:
    """Record each milestone on the chronology, or void it there when it is taken back."""
    people = Person.objects.in_bulk({m.person_id for m in milestones})
    # what takes a date's place is recorded before it is voided, so that the two always agree
    for milestone in sorted(milestones, key=lambda m: m.kind == WITHDRAWN):
        person = people[milestone.person_id]
        if milestone.kind == WITHDRAWN:
            _withdraw(milestone, by=by)
        elif _tells_something(milestone):
            _record(milestone, person, by=by)


def _standing(milestone: Milestone, what: str) -> Any:
    events = Event.objects.standing().of(KIND[what]).filter(child_id=milestone.person_id)
    if what == EXPECTED:
        expected_on = milestone.for_on if milestone.kind == EXPECTED else milestone.on
        return events.filter(for_on=expected_on)
    return events.filter(happened_on=milestone.on)


def _tells_something(milestone: Milestone) -> bool:
    """Whether it is news: not what the chronology says already, nor the birth of somebody who was
    born before we knew them, which their date of birth says."""
    if _standing(milestone, milestone.kind).exists():
        return False
    if milestone.kind != BORN:
        return True
    known_before = Event.objects.of("person.expected", "person.born")
    return known_before.filter(child_id=milestone.person_id).exists()


def _record(milestone: Milestone, person: Person, *, by: User | None) -> None:
    for_on = milestone.for_on if milestone.kind == EXPECTED else None
    spine.record(
        KIND[milestone.kind], by=by, on=min(milestone.on, today()), child=person, for_on=for_on
    )
    if milestone.kind in ENDS:
        cancel_reminders(
            child_id=person.pk, by=None, on=today(), words=ENDS[milestone.kind]
        )


def _withdraw(milestone: Milestone, *, by: User | None) -> None:
    reason = milestone.reason or "Recorded in error"
    for event in _standing(milestone, milestone.what).select_related("step"):
        void(event, by=by, reason=reason)
    if milestone.what in ENDS:
        restore_reminders(
            child_id=milestone.person_id, by=None, on=today(), words=ENDS[milestone.what]
        )


def after(events: Sequence[Event]) -> None:
    """Bring a person's dates in line when an event of their life is voided or corrected."""
    for event in events:
        if event.child_id is None or (event.voided_at is None and event.replaces_id is None):
            continue
        life = Life.objects.standing().filter(person_id=event.child_id).first()
        if life is None:
            continue
        column = COLUMN[event.kind]
        told = _told(event)
        if getattr(life, column) != told:
            person = Person.objects.get(pk=event.child_id)
            by = event.voided_by or event.recorded_by or person.recorded_by
            correct_life(
                person=person, by=by, reason=event.void_reason or "Corrected on the chronology",
                changes={column: told},
            )


def _told(event: Event) -> Any:
    """The date that the chronology now gives for this kind of event, or none."""
    told = Event.objects.standing().of(event.kind).filter(child_id=event.child_id)
    last = told.order_by("-happened_on", "-order", "-id").first()
    if last is None:
        return None
    return last.for_on if event.kind == "person.expected" else last.happened_on


def declare() -> None:
    """Hear what people are told, and follow what is put right on the chronology."""
    on_milestone.add("life", heard)
    followers.add("life", Follower(after, kinds=frozenset(COLUMN)))
