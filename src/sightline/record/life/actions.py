"""The verbs of a life: a birth expected, a birth, a death, a pregnancy's end."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from sightline.people.persons.actions import life as people
from sightline.record.spine.errors import RecordError
from sightline.record.spine.models import Event
from sightline.record.spine.writing import lock

if TYPE_CHECKING:
    from sightline.access.users.models import User
    from sightline.people.persons.given import NameGiven
    from sightline.people.persons.models import Person


def _latest(kind: str, person: Person) -> Event:
    events = Event.objects.standing().of(kind).filter(child=person)
    found = events.order_by("-happened_on", "-order", "-id").first()
    assert found is not None, f"{kind} was not recorded"
    person.refresh_from_db()
    return found


def _check_living(person: Person) -> None:
    if person.died_on is not None:
        raise RecordError(
            f"A death on {person.died_on:%-d %B %Y} is recorded already. If that is wrong, "
            "correct it instead."
        )
    if person.pregnancy_ended_on is not None:
        raise RecordError(
            f"It is recorded already that the pregnancy ended on "
            f"{person.pregnancy_ended_on:%-d %B %Y}. If that is wrong, correct it instead."
        )


def expect_birth(*, person: Person, by: User, on: date, expected_on: date) -> Event:
    """An expected date of birth, told on a day; earlier ones stay in the history."""
    with transaction.atomic():
        lock([person.pk])
        people.expect(person=person, by=by, on=on, expected_on=expected_on)
        return _latest("person.expected", person)


def register_birth(
    *, person: Person, by: User, on: date, name: NameGiven | None = None, sex: str = ""
) -> Event:
    """The unborn child is born: the same person, the same chronology, with a date of birth."""
    with transaction.atomic():
        lock([person.pk])
        person.refresh_from_db()
        if person.expected_on is None:
            raise RecordError(
                "No birth was expected on this record, so there is none to register. Correct the "
                "date of birth instead."
            )
        people.register_birth(person=person, by=by, on=on, name=name, sex=sex)
        return _latest("person.born", person)


def register_death(*, person: Person, by: User, on: date, reason: str = "") -> Event:
    """A death: every clock and reminder ends with it; what people were told to do stays listed."""
    with transaction.atomic():
        lock([person.pk])
        person.refresh_from_db()
        _check_living(person)
        people.record_death(person=person, by=by, on=on, reason=reason)
        return _latest("person.died", person)


def end_pregnancy(*, person: Person, by: User, on: date, reason: str = "") -> Event:
    """A pregnancy ended without a birth: every clock and reminder ends with it."""
    with transaction.atomic():
        lock([person.pk])
        person.refresh_from_db()
        _check_living(person)
        people.end_pregnancy(person=person, by=by, on=on, reason=reason)
        return _latest("person.pregnancy_ended", person)
