"""A county's families: thousands of stories, written down week by week as families became known.

Only one week's families are in memory at a time. Each week is written whole, and a second process
can then publish it and gather its words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import groupby
from random import Random
from typing import TYPE_CHECKING

from sightline.base.moments import at, fixed
from sightline.demo.borough.planning import DAYS_A_YEAR, Planned, Planning
from sightline.demo.journeys import pasts
from sightline.demo.journeys.lots import LOTS, Lot, Told
from sightline.demo.journeys.writing import write
from sightline.demo.people.families import SIZES, invent, record
from sightline.record.search.actions import indexed_later

if TYPE_CHECKING:
    from sightline.demo.people.staff import Borough
    from sightline.record.spine.models import Event

#: Stories of children with work open, and children known in all. A few of the stories begin later
#: in the day, and 7,000 are open at any time of it.
OPEN, KNOWN = 7_080, 120_000
#: How long the county has kept its records here.
KNOWN_FOR = timedelta(days=3700)
#: In a small part of a county few become known in a week, and a year's are written together.
A_WEEK, A_YEAR = 7, 364
SMALL = 0.05
#: A child worked with today is at most so old when the story begins.
OLDEST = 16.4


@dataclass(frozen=True)
class Slot:
    """A family to be: its kind of story, how many children, since when, and how known before."""

    lot: Lot
    size: int
    known_on: date
    began_on: date
    before: Told | None = None


@dataclass(frozen=True)
class Written:
    """What was written down together: how many children, and the ends of the numbers it has."""

    children: int
    people: tuple[int, int]
    events: tuple[int, int]


def lots() -> tuple[Lot, ...]:
    """The kinds of story of a county: the borough's open ones many times over, and the closed."""
    open_now = [lot for lot in LOTS if lot.is_open]
    times = OPEN / sum(lot.children for lot in open_now)
    grown = [replace(lot, children=round(lot.children * times)) for lot in open_now]
    return (*grown, *pasts.CLOSED)


class Crowd:
    """Deals out a county's families, in the order in which they became known."""

    def __init__(
        self, planning: Planning, *, scale: float = 1.0, less: dict[str, int] | None = None
    ) -> None:
        self.planning = planning
        self.rng = Random(planning.rng.randrange(2**32))
        self.period = A_WEEK if scale > SMALL else A_YEAR
        self.slots = sorted(self._slots(scale, less or {}), key=lambda slot: slot.known_on)

    def _slots(self, scale: float, less: dict[str, int]) -> Iterator[Slot]:
        for lot in lots():
            left = round(lot.children * scale) - less.get(lot.key, 0)
            while left > 0:
                size = min(left, self.rng.choice(SIZES))
                left -= size
                yield self._slot(lot, size)

    def _slot(self, lot: Lot, size: int) -> Slot:
        began = self.planning.began_on(lot)
        if not lot.is_open or lot.unborn or self.rng.randrange(100) >= pasts.KNOWN_BEFORE:
            return Slot(lot, size, began, began)
        before, ago = pasts.earlier(self.rng)
        return Slot(lot, size, self.planning.working(began - ago), began, before)

    def weeks(self) -> Iterator[tuple[date, list[Slot]]]:
        """The slots of each week, with the Monday it begins on."""
        for monday, found in groupby(self.slots, lambda slot: self._monday(slot.known_on)):
            yield monday, list(found)

    def _monday(self, day: date) -> date:
        # the first day of all was a Monday
        return date.fromordinal((day.toordinal() - 1) // self.period * self.period + 1)

    def family(self, slot: Slot) -> Planned:
        """A family as it is invented, with its story told."""
        planning, lot = self.planning, slot.lot
        unborn = lot.unborn and slot.size > 1
        before = (slot.began_on - slot.known_on).days / DAYS_A_YEAR
        ages = [self.rng.uniform(0.1, OLDEST - before) for _ in range(slot.size - unborn)]
        family = invent(
            planning.rng, planning.names, known_on=slot.known_on, ages=ages, unborn=unborn,
            disabled=lot.disabled or None,
        )
        return planning.told(lot, family, pasts.telling(slot.before, lot.tell, slot.began_on))


def write_down(crowd: Crowd, borough: Borough, *, until: datetime) -> Iterator[Written]:
    """Put the families on record and write their stories, week by week."""
    for monday, slots in crowd.weeks():
        planned = [crowd.family(slot) for slot in slots]
        with fixed(at(monday, time(8, 30))):
            record([one.family for one in planned], authority=borough.authority,
                   by=borough.opener, on=monday)
        with indexed_later() as written:
            write((one.script for one in planned), until=until, by=borough.opener,
                  families=len(planned))
        yield as_written(planned, written)


def as_written(planned: Sequence[Planned], events: Sequence[Event]) -> Written:
    """What these families came to."""
    people = [person.pk for one in planned for person in (*one.family.people, *one.family.parents)]
    children = sum(len(one.family.people) for one in planned)
    return Written(children, _ends(people), _ends([event.pk for event in events]))


def _ends(numbers: Sequence[int]) -> tuple[int, int]:
    # where nothing is written, an end before the beginning holds nothing
    return (min(numbers), max(numbers)) if numbers else (1, 0)
