"""Who children are, as a national return asks it: found by the number they are sent under."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Max

from sightline.people.persons.given import census_ethnicity
from sightline.people.persons.models import (
    Disability,
    Ethnicity,
    Gender,
    Identifier,
    Life,
    Person,
    Sex,
)
from sightline.people.persons.plain import number_key

LOCAL = Identifier.Scheme.LA_CHILD_ID


@dataclass(slots=True)
class CensusPerson:
    """What a return says of who a child is; an empty text where nothing is held."""

    id: int
    born_on: date | None
    expected_on: date | None
    died_on: date | None
    ref: str
    local_id: str = ""
    upn: str = ""
    former_upn: str = ""
    upn_unknown: str = ""
    sex: str = ""
    gender: str = ""
    ethnicity: str = ""
    disabilities: tuple[str, ...] = ()


def _in_force(model: Any) -> Any:
    """The standing facts of a table that have not ended."""
    return model.objects.standing().filter(until_on__isnull=True)


def by_local_id(authority_id: int, local_ids: Iterable[str]) -> dict[str, int]:
    """The people of an authority who have these local child identifiers: number to person."""
    keys = {number_key(told): told for told in local_ids}
    rows = _in_force(Identifier).filter(
        scheme=LOCAL, value_key__in=list(keys), person__authority_id=authority_id
    )
    return {keys[key]: person for key, person in rows.values_list("value_key", "person_id")}


def by_sent_number(authority_id: int, numbers: Iterable[str]) -> dict[str, int]:
    """Who is sent under these numbers: the local identifier, or our own where there is none."""
    told = list(numbers)
    found: dict[str, int] = {}
    # a database takes so many values at once
    for start in range(0, len(told), 500):
        some = told[start:start + 500]
        own: Any = Person.objects.filter(authority_id=authority_id, ref__in=some)
        found |= dict(own.values_list("ref", "pk"))
        found |= by_local_id(authority_id, some)
    return found


def census_people(person_ids: Iterable[int]) -> dict[int, CensusPerson]:
    """Who each person is, from the facts that stand; six queries for any number of people."""
    ids = list(person_ids)
    rows: Any = Person.objects.filter(pk__in=ids).values_list(
        "id", "born_on", "expected_on", "died_on", "ref"
    )
    found = {row[0]: CensusPerson(*row) for row in rows}
    _numbers(found)
    for model, column in ((Sex, "code"), (Gender, "words")):
        told = _in_force(model).filter(person_id__in=ids)
        for person_id, value in told.order_by("id").values_list("person_id", column):
            setattr(found[person_id], "sex" if model is Sex else "gender", value)
    ethnic = _in_force(Ethnicity).filter(person_id__in=ids)
    for person_id, code, absence in ethnic.order_by("id").values_list(
        "person_id", "code", "absence"
    ):
        found[person_id].ethnicity = census_ethnicity(code, absence)
    held: dict[int, set[str]] = {}
    disabled = _in_force(Disability).filter(person_id__in=ids)
    for person_id, code in disabled.values_list("person_id", "code"):
        if code:
            held.setdefault(person_id, set()).add(code)
    for person_id, codes in held.items():
        found[person_id].disabilities = tuple(sorted(codes))
    return found


def known_since(authority_id: int) -> datetime | None:
    """When anything that a return says of who somebody is was last recorded or corrected."""
    moments: list[datetime] = []
    for model in (Life, Identifier, Sex, Gender, Ethnicity, Disability):
        held: Any = model.objects
        found = held.filter(person__authority_id=authority_id).aggregate(
            written=Max("recorded_at"), corrected=Max("superseded_at")
        )
        moments.extend(moment for moment in found.values() if moment is not None)
    return max(moments, default=None)


def _numbers(found: dict[int, CensusPerson]) -> None:
    schemes = {
        LOCAL.value: "local_id", Identifier.Scheme.UPN.value: "upn",
        Identifier.Scheme.FORMER_UPN.value: "former_upn",
    }
    rows = _in_force(Identifier).filter(person_id__in=list(found), scheme__in=list(schemes))
    for person_id, scheme, value, code in rows.order_by("id").values_list(
        "person_id", "scheme", "value", "unknown_code"
    ):
        if value:
            setattr(found[person_id], schemes[scheme], value)
        elif scheme == Identifier.Scheme.UPN:
            found[person_id].upn_unknown = code
