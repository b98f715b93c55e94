"""Whose baby it is: her record chosen, or made from what was told, without typing it again."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from sightline.people.persons.absence import Absence
from sightline.people.persons.actions import create_person, record_contact_point, rename
from sightline.people.persons.given import NameGiven
from sightline.people.persons.models import Name, Person, SexCode
from sightline.people.relationships.actions import relate
from sightline.record.spine.errors import RecordError

if TYPE_CHECKING:
    from sightline.access.users.models import User
    from sightline.record.pregnancy.models import Pregnancy

UNNAMED = "Unborn baby"


def put_mother_on_the_system(*, told: Pregnancy, child: Person, by: User, on: date) -> Person:
    """A record for a mother who is not known here, of what was told of her and no more."""
    with transaction.atomic():
        mother = create_person(
            authority=child.authority, by=by, on=on, sex=SexCode.FEMALE.value,
            names=told.names or (NameGiven(absence=Absence.NOT_KNOWN.value),),
            born_on=told.mother_born_on, addresses=told.addresses, identifiers=told.numbers,
            birth_absence="" if told.mother_born_on else Absence.NOT_KNOWN.value,
        )
        if told.mother_phone:
            record_contact_point(
                person=mother, by=by, on=on, kind="phone", value=told.mother_phone
            )
    return mother


def name_mother(*, child: Person, mother: Person, by: User, on: date) -> None:
    """This is the mother of the unborn child, who is named after her until the birth.

    Where her record is kept from staff the child's name does not say whose it is.
    """
    if mother.pk == child.pk:
        raise RecordError("Nobody is their own mother: choose the mother's record.")
    kept = mother.restriction != Person.Restriction.NONE
    with transaction.atomic():
        relate(person=child, other=mother, kind="mother", by=by, on=on)
        if child.born_on is not None:
            return
        if kept:
            _call_nobodys(child, by=by)
        elif not child.given_names:
            rename(
                person=child, by=by, on=on, kind=Name.Kind.KNOWN.value,
                given=f"Baby of {mother.given_names or mother.display_name}",
                family=mother.family_name,
            )
        child.refresh_from_db()


def _call_nobodys(child: Person, *, by: User) -> None:
    """No name of the child says whose it is, and none that it bore goes on being found."""
    if child.names.standing().filter(kind=Name.Kind.LEGAL, absence="").exists():
        rename(person=child, by=by, on=None, absence=Absence.NOT_KNOWN.value)
    rename(person=child, by=by, on=None, given=UNNAMED, kind=Name.Kind.KNOWN.value)
