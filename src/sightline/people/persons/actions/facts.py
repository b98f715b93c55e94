"""Making a person's record and writing down what is told about them, fact by dated fact."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import transaction

from sightline.people import trail
from sightline.people.persons import index
from sightline.people.persons.absence import Absence
from sightline.people.persons.actions.making import address_values, create_many, identifier_values
from sightline.people.persons.actions.refreshing import refresh
from sightline.people.persons.actions.writing import ended, entered, replaced, supersede
from sightline.people.persons.background import on_background
from sightline.people.persons.dated import DatedFact
from sightline.people.persons.facts import Address, ContactPoint, Flag, Hazard, Identifier, Name
from sightline.people.persons.given import (
    AddressGiven,
    FactRefused,
    NameGiven,
    NewPerson,
    check_disabilities,
    ethnicity_told,
)
from sightline.people.persons.identity import (
    Disability,
    Ethnicity,
    Gender,
    Language,
    Religion,
    Sex,
)
from sightline.people.persons.person import Person

if TYPE_CHECKING:
    from sightline.access.authorities.models import Authority
    from sightline.access.users.models import User

Fact = TypeVar("Fact", bound=DatedFact)

#: Kinds of name of which a person has one at a time; of the others they may have many.
ONE_AT_A_TIME = frozenset({Name.Kind.LEGAL.value, Name.Kind.KNOWN.value})
#: Numbers of which a person may hold several at once.
MANY = frozenset({"former_upn", "legacy", "court", "other"})


@transaction.atomic
def create_person(
    *,
    authority: "Authority",
    by: "User",
    on: date,
    names: Iterable[NameGiven] = (),
    **told: Any,
) -> Person:
    """A record for somebody new; `told` is whatever else `NewPerson` takes."""
    row = NewPerson(names=tuple(names), **told)
    [person_id] = create_many(rows=[row], authority=authority, by=by, on=on)
    return Person.objects.get(pk=person_id)


@transaction.atomic
def rename(
    *,
    person: Person,
    by: "User",
    on: date | None,
    given: str = "",
    family: str = "",
    kind: str = Name.Kind.LEGAL.value,
    absence: str = "",
) -> Name:
    """A name borne from a day; the legal and the known name each end the one before."""
    values = {"kind": kind, "given": given.strip(), "family": family.strip(), "absence": absence}
    name: Name
    if kind in ONE_AT_A_TIME:
        beside = {"kind": kind}
        name = entered(model=Name, person_id=person.pk, by=by, on=on, values=values, beside=beside)
    else:
        name = Name.objects.create(person=person, since_on=on, recorded_by=by, **values)
    noted(person, "person.named", by, {"kind": kind}, found_by=True)
    return name


@transaction.atomic
def move_address(*, person: Person, by: "User", on: date | None, address: AddressGiven) -> Address:
    """The person lives, stays or is written to somewhere from a day."""
    row: Address = entered(
        model=Address,
        person_id=person.pk,
        by=by,
        on=on,
        values=address_values(address),
        beside={"kind": address.kind},
    )
    noted(person, "person.moved", by, {"kind": address.kind}, found_by=True)
    return row


@transaction.atomic
def record_identifier(
    *,
    person: Person,
    by: "User",
    on: date | None,
    scheme: str,
    value: str = "",
    absence: str = "",
    unknown_code: str = "",
) -> Identifier:
    """A number the person is known by elsewhere, or why it is not known."""
    values = identifier_values(scheme, value, absence, unknown_code)
    row: Identifier
    if scheme in MANY:
        row = Identifier.objects.create(person=person, since_on=on, recorded_by=by, **values)
    else:
        beside = {"scheme": scheme}
        row = entered(
            model=Identifier, person_id=person.pk, by=by, on=on, values=values, beside=beside
        )
    noted(person, "person.identified", by, {"scheme": scheme})
    return row


@transaction.atomic
def record_sex(
    *, person: Person, by: "User", on: date | None, code: str = "", absence: str = ""
) -> Sex:
    """Legal sex."""
    row: Sex = _identity(Sex, person, by, on, {"code": code, "absence": absence})
    return row


@transaction.atomic
def record_gender(
    *, person: Person, by: "User", on: date | None, words: str = "", absence: str = ""
) -> Gender:
    """Gender in the person's own words."""
    row: Gender = _identity(Gender, person, by, on, {"words": words, "absence": absence})
    return row


@transaction.atomic
def record_ethnicity(
    *, person: Person, by: "User", on: date | None, code: str = "", absence: str = ""
) -> Ethnicity:
    """Ethnicity in census codes; refused and not yet obtained are kept as absences."""
    code, absence = ethnicity_told(code, absence)
    row: Ethnicity = _identity(Ethnicity, person, by, on, {"code": code, "absence": absence})
    return row


@transaction.atomic
def record_religion(
    *, person: Person, by: "User", on: date | None, words: str = "", absence: str = ""
) -> Religion:
    """Religion or belief."""
    row: Religion = _identity(Religion, person, by, on, {"words": words, "absence": absence})
    return row


@transaction.atomic
def record_language(
    *,
    person: Person,
    by: "User",
    on: date | None,
    words: str = "",
    absence: str = "",
    interpreter: str = Language.Interpreter.NOT_ASKED.value,
) -> Language:
    """First language and whether an interpreter is needed."""
    values = {"words": words, "absence": absence, "interpreter": interpreter}
    row: Language = _identity(Language, person, by, on, values)
    return row


@transaction.atomic
def record_disabilities(
    *,
    person: Person,
    by: "User",
    on: date | None,
    codes: Iterable[str] = (),
    absence: str = "",
) -> list[Disability]:
    """The whole set of disabilities from a day: what is not in it has ended."""
    told = set(check_disabilities(codes))
    standing = Disability.objects.standing().filter(person=person, until_on__isnull=True)
    for row in standing:
        if row.code and row.code in told:
            told.discard(row.code)
        elif on is None or row.since_on == on or not row.code:
            supersede(row=row, by=by, because="the set was told again")
        else:
            ended(row=row, by=by, on=max(on, row.since_on or on))
    fresh = [{"code": code, "absence": ""} for code in sorted(told)]
    if absence and not told:
        fresh = [{"code": "", "absence": absence}]
    for values in fresh:
        Disability.objects.create(person=person, since_on=on, recorded_by=by, **values)
    noted(person, "person.disabilities_recorded", by, {"absence": absence})
    return list(standing.all())


@transaction.atomic
def record_contact_point(
    *,
    person: Person,
    by: "User",
    on: date | None,
    kind: str,
    value: str = "",
    caution: str = "",
    absence: str = "",
) -> ContactPoint:
    """A number or address the person is reached at."""
    row: ContactPoint = ContactPoint.objects.create(
        person=person,
        since_on=on,
        recorded_by=by,
        kind=kind,
        value=value.strip(),
        caution=caution,
        absence=absence,
    )
    noted(person, "person.contact_point_recorded", by, {"kind": kind})
    return row


@transaction.atomic
def record_hazard(
    *,
    person: Person,
    by: "User",
    on: date,
    kind: str,
    detail: str,
    told_on: date | None = None,
    not_told_because: str = "",
    review_on: date | None = None,
) -> Hazard:
    """A danger to those who visit; saved at once, whether or not the person has been told."""
    row: Hazard = Hazard.objects.create(
        person=person,
        since_on=on,
        recorded_by=by,
        kind=kind,
        detail=detail,
        told_on=told_on,
        not_told_because=not_told_because,
        review_on=review_on,
    )
    noted(person, "person.hazard_recorded", by, {"kind": kind})
    return row


@transaction.atomic
def record_flag(
    *,
    person: Person,
    by: "User",
    on: date,
    kind: str,
    detail: str,
    told_by: str = "",
    audience: str = Flag.Audience.READERS.value,
    until_on: date | None = None,
    review_on: date | None = None,
) -> Flag:
    """Something not to be missed that no other row says; where an end is known it ends itself."""
    if until_on is not None and until_on < on:
        raise FactRefused("It would end before it began: put one of the two days right.")
    row: Flag = Flag.objects.create(
        person=person, since_on=on, until_on=until_on, recorded_by=by, kind=kind, detail=detail,
        told_by=told_by, audience=audience, review_on=review_on,
    )
    noted(person, "person.flagged", by, {"kind": kind, "audience": audience})
    return row


@transaction.atomic
def end_fact(*, row: Fact, by: "User", on: date) -> Fact:
    """What was so is no longer so from a day."""
    fresh: Fact = ended(row=row, by=by, on=on)
    noted(_person_of(row), f"{row._meta.model_name}.ended", by, {"row": row.pk}, found_by=True)
    return fresh


@transaction.atomic
def correct_fact(*, row: Fact, by: "User", reason: str, changes: Mapping[str, Any]) -> Fact:
    """What was written wrongly, written right; the wrong row stays in what was once known."""
    _because(reason)
    values = dict(changes)
    if isinstance(row, Identifier) and "value" in values:
        values |= identifier_values(row.scheme, values["value"], values.get("absence", ""))
    if isinstance(row, Address):
        kept = ("kind", "lines", "postcode", "uprn", "confidential", "absence")
        told = AddressGiven(**{key: values.get(key, getattr(row, key)) for key in kept})
        values |= address_values(told)
    fresh = replaced(row=row, by=by, because=reason, **values)
    kind = row._meta.model_name
    noted(_person_of(row), f"{kind}.corrected", by, {"row": row.pk}, reason, found_by=True)
    return fresh


@transaction.atomic
def withdraw_fact(*, row: DatedFact, by: "User", reason: str) -> None:
    """What was never so, taken out of what stands."""
    _because(reason)
    supersede(row=row, by=by, because=reason)
    kind = row._meta.model_name
    noted(_person_of(row), f"{kind}.withdrawn", by, {"row": row.pk}, reason, found_by=True)


def _because(reason: str) -> None:
    if not reason.strip():
        raise FactRefused("Say why: a correction is kept with its reason.")


def _person_of(row: Any) -> Person:
    person: Person = row.person
    return person


def _identity(
    model: type[DatedFact],
    person: Person,
    by: "User",
    on: date | None,
    values: Mapping[str, str],
) -> Any:
    told = {key: value.strip() for key, value in values.items()}
    value = next(told[key] for key in ("code", "words") if key in told)
    told["absence"] = "" if value else told["absence"] or Absence.NOT_KNOWN.value
    row = entered(model=model, person_id=person.pk, by=by, on=on, values=told)
    noted(person, f"person.{model._meta.model_name}_recorded", by, {"row": row.pk})
    return row


def noted(
    person: Person,
    action: str,
    by: "User",
    what: Mapping[str, Any],
    reason: str = "",
    *,
    found_by: bool = False,
) -> None:
    """Refresh what repeats the facts, and leave the change in the audit trail."""
    refresh([person.pk])
    if found_by:
        index.refresh([person.pk])
    trail.person_changed(
        person.pk,
        by=by,
        action=action,
        authority_id=person.authority_id,
        what=what,
        reason=reason,
    )
    person.refresh_from_db()
    if any(kind in action for kind in ("ethnicity", "religion", "language")):
        for listener in on_background:
            listener(person, by)
