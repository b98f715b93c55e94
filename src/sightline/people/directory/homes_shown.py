"""What the household page shows: each home of a child, with those there whom the reader may see."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404

from sightline.base.components.words import day
from sightline.people.households.lookups import (
    households_at,
    places_in,
    shared_with,
    stays_of,
)
from sightline.people.households.models import Household, HouseholdMember
from sightline.people.matching.sealed import tell_keepers
from sightline.people.persons.absence import Absence
from sightline.people.persons.person import Person
from sightline.people.persons.summary import IdentityLine, line_of, summary
from sightline.people.restriction.barrier import split

NOT_KNOWN = str(Absence.NOT_KNOWN.label)
NOT_ASKED = str(Absence.NOT_ASKED.label)


@dataclass(frozen=True, slots=True)
class Row:
    """One person's place in a home, in words."""

    place: HouseholdMember
    line: IdentityLine
    role: str
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class Home:
    """A home of the child: its address, the child's own stay in it, and who is shown there."""

    stay: HouseholdMember
    address: str
    rows: list[Row]

    @property
    def current(self) -> bool:
        """Whether the child is part of it now."""
        return self.stay.until_on is None


def addressed(home: Household) -> str:
    """An address on one line."""
    parts = (*home.lines.splitlines(), home.postcode)
    return ", ".join(part.strip() for part in parts if part.strip()) or NOT_KNOWN


def homes_of(user: Any, child: Person, words: Mapping[int, str] | None = None) -> list[Home]:
    """Each home of a child, the present ones first.

    Those whose record is kept from the reader are left out before anything is said or counted;
    `words` is what each of the others is to the child, where that is known.
    """
    stays = stays_of(child.pk)
    places = places_in({stay.household_id for stay in stays})
    open_ids, _ = split(user, {place.person_id for place in places})
    shown = [place for place in places if place.person_id in open_ids | {child.pk}]
    told = dict(words or {}) | {child.pk: "This child" if child.born_on else "This unborn child"}
    return [
        Home(
            stay,
            addressed(stay.household),
            [_row(place, told) for place in shared_with(stay, shown)],
        )
        for stay in stays
    ]


def _row(place: HouseholdMember, words: Mapping[int, str]) -> Row:
    until = day(place.until_on) if place.until_on else "Still here"
    since = day(place.since_on) if place.since_on else NOT_KNOWN
    role = place.role or words.get(place.person_id) or NOT_ASKED
    return Row(place, line_of(place.person), role, since, until)


def stay_here(child_id: int, place_id: int) -> HouseholdMember:
    """The child's own standing place in a household; Http404 for any other number."""
    held = HouseholdMember.objects.standing().select_related("household__authority")
    stay: HouseholdMember = get_object_or_404(held, pk=place_id)
    if stay.person_id != child_id:
        raise Http404("This child has no such home.")
    return stay


def may_join(user: Any, child: Person, lines: str, code: str) -> Household | None:
    """The household known at an address, if everybody in it may be known to the reader.

    Where a kept person lives there a household of its own is begun, so that neither their being
    there nor how their address was written is told; their keeper hears of it.
    """
    known = households_at(child.authority_id, lines, code)
    places = places_in({home.pk for home in known})
    wanted = {place.person_id for place in places}
    kept = wanted - split(user, wanted)[0]
    lines_kept = summary(kept).values()
    tell_keepers(lines_kept, user=user, where="the address they live at, given for another person")
    shut = {place.household_id for place in places if place.person_id in kept}
    return next((home for home in known if home.pk not in shut), None)
