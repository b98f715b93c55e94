"""What of a double stays on it: what the record that leads says already, or says otherwise.

Only one may be in force of some facts (sex, language); where the record that leads has one, the
double's is shown beside it and waits for somebody to record which is right.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sightline.base.moments import today
from sightline.people.households.models import HouseholdMember
from sightline.people.persons.models import (
    Address,
    Disability,
    Ethnicity,
    Gender,
    Identifier,
    Language,
    Name,
    Person,
    Religion,
    Sex,
)
from sightline.people.persons.plain import plain
from sightline.people.relationships.models import (
    ContactLimit,
    ParentalResponsibility,
    Relationship,
    Withheld,
)

#: One in force at a time.
SINGLE: tuple[Any, ...] = (Sex, Gender, Ethnicity, Religion, Language)
#: Between two people: a row of the two records about one another is about one person.
PAIRS: tuple[tuple[Any, str, str], ...] = (
    (Relationship, "person_id", "other_id"),
    (ParentalResponsibility, "person_id", "holder_id"),
    (Withheld, "person_id", "from_person_id"),
    (ContactLimit, "person_id", "other_id"),
)

Rows = set[tuple[str, int]]


def staying(person: Person, other: Person) -> Rows:
    """(table, row) of everything that stays on the double."""
    found = _said_already(person, other) | _between(person, other)
    for model in SINGLE:
        if _now(model, person).exists():
            found |= _of(model, _now(model, other).values_list("pk", flat=True))
    return found


def _now(model: Any, person: Person) -> Any:
    return model.objects.standing().in_force(today()).filter(person=person).order_by()


def _of(model: Any, keys: Iterable[int]) -> Rows:
    return {(model._meta.label_lower, key) for key in keys}


def _said_already(person: Person, other: Person) -> Rows:
    """Facts in force on both in the same words: they would be read twice."""
    names = {plain(str(name)) for name in Name.objects.standing().filter(person=person)}
    same = [n.pk for n in Name.objects.standing().filter(person=other) if plain(str(n)) in names]
    found = _of(Name, same)
    places = set(_now(Address, person).exclude(place_key="").values_list("place_key", flat=True))
    found |= _of(Address, _now(Address, other).filter(place_key__in=places)
                 .values_list("pk", flat=True))
    numbers = set(Identifier.objects.standing().filter(person=person).exclude(value_key="")
                  .values_list("scheme", "value_key"))
    found |= _of(Identifier, (
        key for key, *number in Identifier.objects.standing().filter(person=other)
        .values_list("pk", "scheme", "value_key") if tuple(number) in numbers
    ))
    codes = set(_now(Disability, person).values_list("code", flat=True))
    found |= _of(Disability, _now(Disability, other).filter(code__in=codes)
                 .values_list("pk", flat=True))
    homes = set(_now(HouseholdMember, person).values_list("household_id", flat=True))
    return found | _of(HouseholdMember, _now(HouseholdMember, other)
                       .filter(household_id__in=homes).values_list("pk", flat=True))


def _between(person: Person, other: Person) -> Rows:
    """Rows of the two about one another, and ties that both have to the same third person."""
    found: Rows = set()
    pair = {person.pk, other.pk}
    for model, one, two in PAIRS:
        rows = model._base_manager.filter(**{f"{one}__in": pair, f"{two}__in": pair})
        found |= _of(model, rows.values_list("pk", flat=True))
    for model, what in ((Relationship, "kind"), (ParentalResponsibility, "basis")):
        _, one, two = next(row for row in PAIRS if row[0] is model)
        for mine, third in ((one, two), (two, one)):
            told = model.objects.standing().filter(**{mine: person.pk})
            known = set(told.values_list(third, what))
            theirs = model.objects.standing().filter(**{mine: other.pk})
            found |= _of(model, (
                key for key, *tie in theirs.values_list("pk", third, what)
                if tuple(tie) in known
            ))
    return found


def renamed(person: Person, other: Person, stays: Rows) -> list[tuple[Any, int, str, str, str]]:
    """(table, row, column, was, becomes) of facts that are another thing on the record that leads.

    The double's name becomes an alias there, and a second number of one kind an earlier one.
    """
    found: list[tuple[Any, int, str, str, str]] = []
    for name in Name.objects.standing().filter(person=other).order_by("pk"):
        if (Name._meta.label_lower, name.pk) not in stays and name.kind in ("legal", "known"):
            found.append((Name, name.pk, "kind", name.kind, Name.Kind.ALIAS.value))
    held = set(Identifier.objects.standing().filter(person=person).values_list("scheme", flat=True))
    for number in Identifier.objects.standing().filter(person=other).order_by("pk"):
        if (Identifier._meta.label_lower, number.pk) in stays or number.scheme not in held:
            continue
        if (becomes := EARLIER.get(number.scheme)) is not None:
            found.append((Identifier, number.pk, "scheme", number.scheme, becomes))
    return found


EARLIER = {
    "la_child_id": "legacy", "upn": "former_upn", "nhs": "other", "single_unique": "other",
    "national_insurance": "other",
}
