"""Keeping the columns of lists in step with the facts in force."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from sightline.base.moments import today
from sightline.people.persons.cached import life_columns, name_columns
from sightline.people.persons.facts import Name
from sightline.people.persons.identity import Sex
from sightline.people.persons.person import Life, Person, SexCode

COLUMNS = (
    "display_name",
    "family_name",
    "given_names",
    "born_on",
    "expected_on",
    "died_on",
    "pregnancy_ended_on",
    "sex",
)


def refresh(person_ids: Iterable[int], on: date | None = None) -> None:
    """Work the columns out again from what stands and is in force."""
    day = on or today()
    people = list(Person.objects.filter(pk__in=list(person_ids)))
    ids = [person.pk for person in people]
    lives = {life.person_id: life for life in Life.objects.standing().filter(person_id__in=ids)}
    names: dict[int, list[Name]] = defaultdict(list)
    for name in Name.objects.standing().in_force(day).filter(person_id__in=ids).order_by("id"):
        names[name.person_id].append(name)
    held = Sex.objects.standing().in_force(day).filter(person_id__in=ids).order_by("id")
    sexes = {sex.person_id: sex.code for sex in held}
    for person in people:
        life = lives[person.pk]
        columns: dict[str, Any] = life_columns(life)
        unborn = life.born_on is None and life.expected_on is not None
        columns |= name_columns(names[person.pk], unborn=unborn)
        columns["sex"] = sexes.get(person.pk) or SexCode.UNKNOWN
        for column, value in columns.items():
            setattr(person, column, value)
    Person.objects.bulk_update(people, COLUMNS, batch_size=200)
