"""Who lives with whom on a day."""

from collections.abc import Iterable
from datetime import date

from sightline.base.moments import today
from sightline.people.households.models import Household, HouseholdMember


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
