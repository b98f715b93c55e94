"""Whose details a reader may see through a child: adults of the family, never another child."""

from typing import Any

from django.http import Http404

from sightline.base.moments import today
from sightline.people.households.lookups import live_with
from sightline.people.persons.person import Person
from sightline.people.persons.summary import IdentityLine
from sightline.people.persons.words import ADULT, age_on
from sightline.people.relationships.lookups import Relation, related_ids, relations
from sightline.people.restriction.barrier import split


def adult(person: Person | IdentityLine) -> bool:
    """Whether a person is grown up; one whose age nobody knows is taken to be, unless expected."""
    if person.born_on is not None:
        return age_on(person.born_on, today())[0] >= ADULT
    return person.expected_on is None


def family_of(user: Any, child: Person) -> tuple[list[Relation], list[tuple[Relation, str]]]:
    """(relations the user may see, restricted ones and their custodian); sealed ones in neither."""
    every = relations(child.pk)
    open_ids, custodians = split(user, {one.other.id for one in every})
    seen = [one for one in every if one.other.id in open_ids]
    kept = [(one, custodians[one.other.id]) for one in every if one.other.id in custodians]
    return seen, kept


def relative_of(user: Any, child_id: int, person_id: int) -> Person:
    """An adult of the child's family; anyone else is not found here, whatever the reason."""
    person = Person.objects.filter(pk=person_id).first()
    close = related_ids([child_id]) | live_with([child_id])
    if person is None or person_id not in close or not adult(person):
        raise Http404("There is no such adult in this child's family.")
    open_ids, _ = split(user, [person_id])
    if person_id not in open_ids:
        raise Http404("There is no such adult in this child's family.")
    return person
