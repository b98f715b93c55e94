"""Saying who is what to whom, ending it, putting it right, and parental responsibility."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction

from sightline.people import trail
from sightline.people.persons.actions import create_person
from sightline.people.persons.actions.writing import ended, replaced, supersede
from sightline.people.persons.facts import Name
from sightline.people.persons.given import FactRefused, NameGiven
from sightline.people.persons.person import Person
from sightline.people.relationships.kinds import KINDS, from_other_side
from sightline.people.relationships.models import (
    ContactLimit,
    ParentalResponsibility,
    Relationship,
    Withheld,
)

if TYPE_CHECKING:
    from sightline.access.authorities.models import Authority
    from sightline.access.users.models import User

#: Kinds that read the same from both sides: the lower number is stored first.
MUTUAL = frozenset({"sibling", "half_sibling", "step_sibling", "partner", "other"})


@transaction.atomic
def relate(
    *,
    person: Person,
    other: Person,
    kind: str,
    by: "User",
    on: date | None,
    note: str = "",
    responsibility: str = "",
    source: str = "",
) -> Relationship:
    """The other is this to the person; said from either side it is stored and shown the same.

    `responsibility` is the basis on which the elder holds parental responsibility, where they do.
    """
    first, second, stored = _stored(person, other, kind)
    same = Relationship.objects.standing().filter(
        person=first, other=second, kind=stored, until_on__isnull=True
    )
    row: Relationship | None = same.first()
    if row is None:
        row = Relationship.objects.create(
            person=first,
            other=second,
            kind=stored,
            since_on=on,
            note=note,
            recorded_by=by,
            source=source,
        )
        _noted(row, "relationship.recorded", by)
    if responsibility:
        give_responsibility(child=first, holder=second, basis=responsibility, by=by, on=on)
    return row


@transaction.atomic
def create_unborn(
    *,
    mother: Person,
    expected_on: date,
    by: "User",
    on: date,
    authority: "Authority | None" = None,
    source: str = "",
) -> Person:
    """A record for a child not yet born, named after the mother and related to her.

    Where her own record is kept from staff, the child's name does not say whose it is.
    """
    kept = mother.restriction != Person.Restriction.NONE
    baby = NameGiven(
        given="Unborn baby" if kept else f"Baby of {mother.given_names or mother.display_name}",
        family="" if kept else mother.family_name,
        kind=Name.Kind.KNOWN.value,
    )
    child = create_person(
        authority=authority or mother.authority,
        by=by,
        on=on,
        names=[baby],
        expected_on=expected_on,
        sex="U",
        source=source,
    )
    relate(person=child, other=mother, kind="mother", by=by, on=on, source=source)
    return child


@transaction.atomic
def end_relationship(*, row: Relationship, by: "User", on: date) -> Relationship:
    """What they were to each other is over from a day."""
    fresh: Relationship = ended(row=row, by=by, on=on)
    _noted(fresh, "relationship.ended", by)
    return fresh


@transaction.atomic
def correct_relationship(
    *, row: Relationship, by: "User", reason: str, changes: Mapping[str, Any]
) -> Relationship:
    """A relationship written wrongly, written right; a new kind is read from the stored side."""
    _because(reason)
    fresh = replaced(row=row, by=by, because=reason, **changes)
    _noted(fresh, "relationship.corrected", by, reason)
    return fresh


@transaction.atomic
def withdraw_relationship(*, row: Relationship, by: "User", reason: str) -> None:
    """They were never this to each other."""
    _because(reason)
    supersede(row=row, by=by, because=reason)
    _noted(row, "relationship.withdrawn", by, reason)


@transaction.atomic
def give_responsibility(
    *,
    child: Person,
    by: "User",
    on: date | None,
    holder: Person | None = None,
    holder_authority: "Authority | None" = None,
    basis: str = ParentalResponsibility.Basis.NOT_KNOWN.value,
    source: str = "",
) -> ParentalResponsibility:
    """Somebody, or the authority, holds parental responsibility for the child from a day."""
    row = ParentalResponsibility.objects.create(
        person=child,
        holder=holder,
        holder_authority=holder_authority,
        basis=basis,
        since_on=on,
        recorded_by=by,
        source=source,
    )
    trail.person_changed(
        child.pk,
        by=by,
        action="responsibility.recorded",
        authority_id=child.authority_id,
        what={"basis": basis, "row": row.pk},
    )
    return row


@transaction.atomic
def end_responsibility(
    *, row: ParentalResponsibility, by: "User", on: date
) -> ParentalResponsibility:
    """Parental responsibility ceased on a day: an order was discharged, a child adopted."""
    fresh: ParentalResponsibility = ended(row=row, by=by, on=on)
    trail.person_changed(
        row.person_id,
        by=by,
        action="responsibility.ended",
        authority_id=row.person.authority_id,
        what={"row": row.pk, "on": on.isoformat()},
    )
    return fresh


@transaction.atomic
def withhold(
    *,
    person: Person,
    what: str,
    by: "User",
    on: date | None,
    from_person: Person | None = None,
    from_name: str = "",
    reason: str = "",
) -> Withheld:
    """Where or how somebody is found is kept from a named person from a day."""
    _one_of(from_person, from_name, "from whom it is kept")
    row: Withheld = Withheld.objects.create(
        person=person,
        what=what,
        from_person=from_person,
        from_name="" if from_person else from_name.strip(),
        reason=reason,
        since_on=on,
        recorded_by=by,
    )
    _kept(row, "whereabouts.withheld", by)
    return row


@transaction.atomic
def limit_contact(
    *,
    person: Person,
    kind: str,
    by: "User",
    on: date | None,
    other: Person | None = None,
    other_name: str = "",
    detail: str = "",
    until_on: date | None = None,
) -> ContactLimit:
    """Somebody is to be kept from a person, by an order or by what was agreed, from a day."""
    _one_of(other, other_name, "whom it keeps away")
    row: ContactLimit = ContactLimit.objects.create(
        person=person,
        kind=kind,
        other=other,
        other_name="" if other else other_name.strip(),
        detail=detail,
        since_on=on,
        until_on=until_on,
        recorded_by=by,
    )
    _kept(row, "contact.limited", by)
    return row


@transaction.atomic
def end_keeping(*, row: Withheld | ContactLimit, by: "User", on: date) -> Any:
    """What was kept is kept no longer from a day: an order ran out, a family came together."""
    fresh = ended(row=row, by=by, on=on)
    _kept(fresh, f"{row._meta.model_name}.ended", by)
    return fresh


@transaction.atomic
def withdraw_keeping(*, row: Withheld | ContactLimit, by: "User", reason: str) -> None:
    """It was recorded by mistake."""
    _because(reason)
    supersede(row=row, by=by, because=reason)
    _kept(row, f"{row._meta.model_name}.withdrawn", by, reason)


def _one_of(other: Person | None, name: str, what: str) -> None:
    if (other is None) == (not name.strip()):
        raise FactRefused(f"Say {what}: one person of the record, or one name.")


def _kept(row: Withheld | ContactLimit, action: str, by: "User", reason: str = "") -> None:
    trail.person_changed(
        row.person_id,
        by=by,
        action=action,
        authority_id=row.person.authority_id,
        what={"row": row.pk},
        reason=reason,
    )


def _stored(person: Person, other: Person, kind: str) -> tuple[Person, Person, str]:
    turned = from_other_side(kind, person.sex)
    if turned is not None:
        return other, person, turned
    if kind not in KINDS:
        raise FactRefused(f"{kind!r} is not a relationship. Choose one of: {', '.join(KINDS)}.")
    if kind in MUTUAL and person.pk > other.pk:
        return other, person, kind
    return person, other, kind


def _because(reason: str) -> None:
    if not reason.strip():
        raise FactRefused("Say why: a correction is kept with its reason.")


def _noted(row: Relationship, action: str, by: "User", reason: str = "") -> None:
    for person in (row.person, row.other):
        trail.person_changed(
            person.pk,
            by=by,
            action=action,
            authority_id=person.authority_id,
            what={"kind": row.kind, "row": row.pk},
            reason=reason,
        )
