"""Who lives with whom on a day."""

from collections.abc import Iterable
from datetime import date

from sightline.base.moments import today
from sightline.people.households.models import Household, HouseholdMember
from sightline.people.persons.plain import place_key, postcode


def households_of(person_id: int, on: date | None = None) -> list[Household]:
    """The households a person is part of on a day; a child of two homes is part of both."""
    places = HouseholdMember.objects.standing().in_force(on or today())
    ids = places.filter(person_id=person_id).values("household_id")
    return list(Household.objects.filter(pk__in=ids).order_by("pk"))


def members_of(household_id: int, on: date | None = None) -> list[HouseholdMember]:
    """The people in a household on a day."""
    places = HouseholdMember.objects.standing().in_force(on or today())
    held = places.filter(household_id=household_id).select_related("person")
    return list(held.order_by("person__born_on", "person_id"))


def live_with(person_ids: Iterable[int], on: date | None = None) -> set[int]:
    """Everybody who shares a household with any of these people on a day."""
    wanted = set(person_ids)
    places = HouseholdMember.objects.standing().in_force(on or today())
    homes = places.filter(person_id__in=wanted).values("household_id")
    found = places.filter(household_id__in=homes).values_list("person_id", flat=True)
    return set(found) - wanted


def households_at(authority_id: int, lines: str, code: str) -> list[Household]:
    """The households an authority knows at an address, the first recorded first."""
    key = place_key(lines, postcode(code))
    if not key:
        return []
    return list(Household.objects.filter(authority_id=authority_id, place_key=key).order_by("pk"))


def stays_of(person_id: int) -> list[HouseholdMember]:
    """Every place a person has or had in a household, the present ones first."""
    held = HouseholdMember.objects.standing().filter(person_id=person_id)
    rows = held.select_related("household").newest_first()
    return sorted(rows, key=lambda place: place.until_on is not None)


def shared_with(stay: HouseholdMember, places: Iterable[HouseholdMember]) -> list[HouseholdMember]:
    """Those of the places in the household that were so at some time of the stay, itself included.

    A day that nobody knows is taken to be early, or late, enough: who came after somebody had
    left is not told through them.
    """
    return [
        place
        for place in places
        if place.household_id == stay.household_id
        and _before(place.since_on, stay.until_on)
        and _before(stay.since_on, place.until_on)
    ]


def places_in(household_ids: Iterable[int]) -> list[HouseholdMember]:
    """Every place that anybody has or had in these households, the longest there first."""
    held = HouseholdMember.objects.standing().filter(household_id__in=list(household_ids))
    return list(held.select_related("person").order_by("person__born_on", "person_id", "id"))


def _before(begun: date | None, over: date | None) -> bool:
    return begun is None or over is None or begun < over
