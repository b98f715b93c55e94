"""Opening a household, joining it, leaving it, and putting right what was written of it."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction

from sightline.people import trail
from sightline.people.households.lookups import households_at
from sightline.people.households.models import Household, HouseholdMember
from sightline.people.persons.actions.writing import ended, replaced, supersede
from sightline.people.persons.given import FactRefused
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
    known = households_at(authority.pk, lines, code)
    if known:
        return known[0]
    return open_household(authority=authority, lines=lines, by=by, on=on, code=code, uprn=uprn)


@transaction.atomic
def open_household(
    *,
    authority: "Authority",
    lines: str,
    by: "User",
    on: date | None,
    code: str = "",
    uprn: str = "",
) -> Household:
    """A new household at an address, beside any other that is already known there."""
    tidy = postcode(code)
    home = Household.objects.create(
        authority=authority,
        lines=lines.strip(),
        postcode=tidy,
        uprn=uprn,
        place_key=place_key(lines, tidy),
    )
    opened = on.isoformat() if on else ""
    trail.changed("household", home.pk, by=by, what={"opened": opened})
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


@transaction.atomic
def correct_place(
    *, place: HouseholdMember, by: "User", reason: str, changes: Mapping[str, Any]
) -> HouseholdMember:
    """A place in a household written wrongly, written right; the wrong row stays in the trail."""
    _because(reason)
    since_on = changes.get("since_on", place.since_on)
    until_on = changes.get("until_on", place.until_on)
    if since_on and until_on and until_on < since_on:
        raise FactRefused("They cannot have left before they came. Put one of the two days right.")
    fresh = replaced(row=place, by=by, because=reason, **changes)
    _noted(fresh, "household.corrected", by, reason)
    return fresh


@transaction.atomic
def withdraw_place(*, place: HouseholdMember, by: "User", reason: str) -> None:
    """They were never part of this household."""
    _because(reason)
    supersede(row=place, by=by, because=reason)
    _noted(place, "household.withdrawn", by, reason)


@transaction.atomic
def correct_address(
    *, places: Iterable[HouseholdMember], lines: str, code: str, by: "User", reason: str
) -> Household:
    """The household of these places is at another address than was written.

    Each place is voided and replaced by one in a household of its own at the right address, so
    that nobody else at either address is moved by it.
    """
    _because(reason)
    held = list(places)
    home = open_household(
        authority=held[0].household.authority, lines=lines, code=code, by=by, on=held[0].since_on
    )
    for place in held:
        fresh = replaced(row=place, by=by, because=reason, household_id=home.pk)
        _noted(fresh, "household.corrected", by, reason)
    return home


def _because(reason: str) -> None:
    if not reason.strip():
        raise FactRefused("Say why: a correction is kept with its reason.")


def _noted(place: HouseholdMember, action: str, by: "User", reason: str = "") -> None:
    trail.person_changed(
        place.person_id,
        by=by,
        action=action,
        authority_id=place.person.authority_id,
        what={"household": place.household_id, "row": place.pk},
        reason=reason,
    )
