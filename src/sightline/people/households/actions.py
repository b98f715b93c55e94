"""Opening a household, joining it, leaving it."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from sightline.people import trail
from sightline.people.households.models import Household, HouseholdMember
from sightline.people.persons.actions.writing import ended
from sightline.people.persons.person import Person
from sightline.people.persons.plain import place_key, postcode

if TYPE_CHECKING:
    from sightline.access.authorities.models import Authority
    from sightline.access.users.models import User


@transaction.atomic
def household_at(
    *,
    authority: "Authority",
    lines: str,
    by: "User",
    on: date,
    code: str = "",
    uprn: str = "",
) -> Household:
    """The household at an address: the one already known there, or a new one."""
    tidy = postcode(code)
    key = place_key(lines, tidy)
    if key:
        known = Household.objects.filter(authority=authority, place_key=key).first()
        if known is not None:
            return known
    home = Household.objects.create(
        authority=authority, lines=lines.strip(), postcode=tidy, uprn=uprn, place_key=key
    )
    trail.changed("household", home.pk, by=by, what={"opened": on.isoformat()})
    return home


@transaction.atomic
def join_household(
    *,
    household: Household,
    person: Person,
    by: "User",
    on: date | None,
    role: str = "",
    source: str = "",
) -> HouseholdMember:
    """The person is part of the household from a day."""
    held = HouseholdMember.objects.standing().filter(household=household, person=person)
    place: HouseholdMember | None = held.filter(until_on__isnull=True).first()
    if place is None:
        place = HouseholdMember.objects.create(
            household=household,
            person=person,
            role=role,
            since_on=on,
            recorded_by=by,
            source=source,
        )
        _noted(place, "household.joined", by)
    return place


@transaction.atomic
def leave_household(*, place: HouseholdMember, by: "User", on: date) -> HouseholdMember:
    """The person is no longer part of the household from a day."""
    fresh: HouseholdMember = ended(row=place, by=by, on=on)
    _noted(fresh, "household.left", by)
    return fresh


def _noted(place: HouseholdMember, action: str, by: "User") -> None:
    trail.person_changed(
        place.person_id,
        by=by,
        action=action,
        authority_id=place.person.authority_id,
        what={"household": place.household_id},
    )
