"""Asking the keeper of a record that one may not open to merge it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from sightline import law
from sightline.base.moments import today
from sightline.people.matching.sealed import SealedMatch, on_sealed_match
from sightline.people.persons.models import Person
from sightline.record.merging.actions.keeping import standing
from sightline.record.tasks import actions as tasks
from sightline.record.tasks.models import TaskSource

if TYPE_CHECKING:
    from sightline.access.users.models import User


@transaction.atomic
def ask_keeper(*, person: Person, other: Person, reason: str, by: User) -> str:
    """Ask who keeps `other` to merge the two; returns their name, and none for a sealed record.

    Of a sealed record nothing is said to whoever asks: its keeper hears what was typed.
    """
    held = standing(other)
    if held is None:
        return ""
    if held.level != Person.Restriction.RESTRICTED:
        match = SealedMatch(other.pk, held.level, f"merging it with {person.ref}")
        for listener in on_sealed_match:
            listener([match], by)
        return ""
    day = today()
    tasks.give(
        text=f"{by.display_name} says that {person.ref} is a second record of this person: "
        f"{reason.strip()} You keep this record: look at both, and merge them if it is so.",
        owner_worker=held.custodian, child=other, by=by, on=day, source=TaskSource.MATCH,
        due_on=law.calendar().next_working(day + timedelta(days=1)),
    )
    return str(held.custodian.name)
