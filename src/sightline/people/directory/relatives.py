"""Whose details a reader may see through a child: adults of the family, never another child."""

from collections.abc import Iterable
from typing import Any

from django.http import Http404

from sightline.base.moments import today
from sightline.people.households.lookups import live_with
from sightline.people.persons.person import Person
from sightline.people.persons.summary import IdentityLine
from sightline.people.persons.words import ADULT, age_on
from sightline.people.relationships.kinds import ELDERS
from sightline.people.relationships.lookups import (
    Relation,
    related_ids,
    relations,
    sibling_group,
)
from sightline.people.relationships.models import Relationship
from sightline.people.restriction.barrier import split


def adults(child_id: int, people: Iterable[Person | IdentityLine]) -> set[int]:
    """Ids of those of a child's family who are grown up.

    One whose age nobody knows is taken to be, unless expected, a brother or sister, or looked
    after by somebody; whoever is this child's elder is.
    """
    found, unknown = set(), set()
    for person in people:
        if person.born_on is not None:
            if age_on(person.born_on, today())[0] >= ADULT:
                found.add(person.id)
        elif person.expected_on is None:
            unknown.add(person.id)
    if not unknown:
        return found
    ties = Relationship.objects.standing().filter(kind__in=ELDERS)
    elders = set(ties.filter(person_id=child_id).values_list("other_id", flat=True))
    young = {sibling.person_id for sibling in sibling_group(child_id)}
    young |= set(ties.filter(person_id__in=unknown).values_list("person_id", flat=True))
    return found | (unknown & elders) | (unknown - young)


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
    if person is None or person_id not in close or not adults(child_id, [person]):
        raise Http404("There is no such adult in this child's family.")
    open_ids, _ = split(user, [person_id])
    if person_id not in open_ids:
        raise Http404("There is no such adult in this child's family.")
    return person
