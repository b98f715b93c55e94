"""Making many records at once, as a census file or the demo borough does, and one by one alike."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat, LPad

from sightline.base import moments
from sightline.base.rows import insert, maker
from sightline.people import trail
from sightline.people.persons import index
from sightline.people.persons.absence import Absence
from sightline.people.persons.cached import life_columns, name_columns
from sightline.people.persons.facts import Address, Identifier, Name
from sightline.people.persons.given import NewPerson, check_disabilities, ethnicity_told
from sightline.people.persons.identity import (
    Disability,
    Ethnicity,
    Gender,
    Language,
    Religion,
    Sex,
)
from sightline.people.persons.milestones import BORN, DIED, EXPECTED, Milestone, announce
from sightline.people.persons.person import Life, Person, SexCode
from sightline.people.persons.plain import number_key, place_key, postcode

if TYPE_CHECKING:
    from sightline.access.authorities.models import Authority
    from sightline.access.users.models import User

BATCH = 500
#: The letter every reference here begins with; seven figures of the row's own number follow.
REF = "S"


def create_many(
    *,
    rows: Iterable[NewPerson],
    authority: "Authority",
    by: "User",
    on: date,
    listeners: bool = True,
) -> list[int]:
    """Make a record for each, in order, and return their numbers; a transaction to each batch.

    Leave `listeners` out only where the caller records the births and deaths itself.
    """
    source = iter(rows)
    made: list[int] = []
    while batch := list(islice(source, BATCH)):
        with transaction.atomic():
            made += _create(batch, authority=authority, by=by, on=on, listeners=listeners)
    return made


def _create(
    rows: Sequence[NewPerson], *, authority: "Authority", by: "User", on: date, listeners: bool
) -> list[int]:
    at = moments.now()
    people = [
        Person(
            authority=authority,
            recorded_by=by,
            recorded_at=at,
            sex=row.sex or SexCode.UNKNOWN,
            **name_columns(row.names, unborn=row.born_on is None and bool(row.expected_on)),
            **life_columns(row),
        )
        for row in rows
    ]
    insert(people)
    ids = [person.pk for person in people]
    _number(ids)
    written = _Batch(by=by, at=at)
    for person_id, row in zip(ids, rows, strict=True):
        written.add(person_id, row)
    written.write()
    index.refresh(ids)
    payloads = ({"on": on.isoformat(), "source": row.source} for row in rows)
    trail.people_made(zip(ids, payloads, strict=True), by=by, authority_id=authority.pk)
    if listeners:
        moments_of = zip(ids, rows, strict=True)
        announce([told for pk, row in moments_of for told in _milestones(pk, row, on)], by)
    return ids


def _number(ids: Sequence[int]) -> None:
    figures = LPad(Cast(F("id"), CharField()), 7, Value("0"))
    unnumbered = Person.objects.filter(pk__in=ids, ref__isnull=True)
    unnumbered.update(ref=Concat(Value(REF), figures, output_field=CharField()))


def _milestones(person_id: int, row: NewPerson, on: date) -> Iterator[Milestone]:
    if row.expected_on is not None:
        yield Milestone(person_id, EXPECTED, on, for_on=row.expected_on)
    if row.born_on is not None:
        yield Milestone(person_id, BORN, row.born_on)
    if row.died_on is not None:
        yield Milestone(person_id, DIED, row.died_on)


class _Batch:
    """The dated facts of many new people, gathered by table and written together."""

    def __init__(self, *, by: "User", at: datetime) -> None:
        self.by = by
        self.at = at
        self.rows: dict[type, list[Any]] = {}
        self.makers: dict[type, Callable[..., Any]] = {}

    def add(self, person_id: int, row: NewPerson) -> None:
        """Gather what was told about one person."""
        self._life(person_id, row)
        for name in row.names:
            told = {"kind": name.kind, "given": name.given.strip(), "family": name.family.strip()}
            self._keep(Name, person_id, row, name.since_on, told | {"absence": name.absence})
        for place in row.addresses:
            self._keep(Address, person_id, row, place.since_on, address_values(place))
        for number in row.identifiers:
            told = identifier_values(
                number.scheme, number.value, number.absence, number.unknown_code
            )
            self._keep(Identifier, person_id, row, row.since_on, told)
        self._identity(person_id, row)

    def _life(self, person_id: int, row: NewPerson) -> None:
        dated = row.born_on or row.expected_on
        told = {
            "expected_on": row.expected_on,
            "born_on": row.born_on,
            "born_precision": row.born_precision,
            "died_on": row.died_on,
            "absence": "" if dated else row.birth_absence or Absence.NOT_KNOWN.value,
        }
        life = Life(
            person_id=person_id,
            recorded_by=self.by,
            recorded_at=self.at,
            source=row.source,
            **told,
        )
        self.rows.setdefault(Life, []).append(life)

    def _identity(self, person_id: int, row: NewPerson) -> None:
        ethnicity, no_ethnicity = ethnicity_told(row.ethnicity, row.ethnicity_absence)
        coded: list[tuple[type, str, str, str]] = [
            (Sex, "code", row.sex, row.sex_absence),
            (Gender, "words", row.gender, ""),
            (Ethnicity, "code", ethnicity, no_ethnicity),
            (Religion, "words", row.religion, ""),
        ]
        for model, column, value, absence in coded:
            if value or absence:
                told = {column: value, "absence": "" if value else absence}
                self._keep(model, person_id, row, row.since_on, told)
        if row.language or row.interpreter:
            told = {
                "words": row.language,
                "absence": "" if row.language else Absence.NOT_KNOWN.value,
                "interpreter": row.interpreter or Language.Interpreter.NOT_ASKED,
            }
            self._keep(Language, person_id, row, row.since_on, told)
        for code in check_disabilities(row.disabilities):
            self._keep(Disability, person_id, row, row.since_on, {"code": code})
        if row.disability_absence and not row.disabilities:
            told = {"absence": row.disability_absence}
            self._keep(Disability, person_id, row, row.since_on, told)

    def _keep(
        self,
        model: type,
        person_id: int,
        row: NewPerson,
        since_on: date | None,
        told: dict[str, Any],
    ) -> None:
        if model not in self.makers:
            self.makers[model] = maker(model)
        self.rows.setdefault(model, []).append(
            self.makers[model](
                person_id=person_id,
                since_on=since_on,
                recorded_by_id=self.by.pk,
                recorded_at=self.at,
                source=row.source,
                **told,
            )
        )

    def write(self) -> None:
        """Write every table once."""
        for rows in self.rows.values():
            insert(rows)


def address_values(place: Any) -> dict[str, Any]:
    """The columns of an address, with what makes two spellings of it one place."""
    code = postcode(place.postcode)
    return {
        "kind": place.kind,
        "lines": place.lines.strip(),
        "postcode": code,
        "uprn": place.uprn,
        "confidential": place.confidential,
        "absence": place.absence,
        "place_key": place_key(place.lines, code),
    }


def identifier_values(
    scheme: str, value: str, absence: str = "", unknown_code: str = ""
) -> dict[str, str]:
    """The columns of an identifier, with the key it is found by."""
    told = value.strip()
    return {
        "scheme": scheme,
        "value": told,
        "value_key": number_key(told),
        "absence": "" if told else absence or Absence.NOT_KNOWN.value,
        "unknown_code": "" if told else unknown_code,
    }
