"""Which families a borough has, when each was first known, and who works with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from sightline import law
from sightline.demo.journeys import wren
from sightline.demo.journeys.lots import LOTS, Lot, Told
from sightline.demo.journeys.protection import ProtectedLife
from sightline.demo.journeys.script import Cast
from sightline.demo.journeys.troubles import Trouble
from sightline.demo.people.families import SIZES, Family, invent
from sightline.demo.people.names import CountyNames, Names
from sightline.demo.people.staff import Borough, Staff

DAYS_A_MONTH, DAYS_A_YEAR = 30.4, 365.25


@dataclass
class Planned:
    """A family that a borough is to have, and the kind of story it lives."""

    key: str
    family: Family
    script: ProtectedLife


class Planning:
    """Deals out families and workers, evenly, from a number that makes the same borough again."""

    def __init__(
        self, borough: Borough, *, today: date, seed: int = 999, districts: Sequence[str] = ()
    ) -> None:
        self.borough, self.today = borough, today
        self.rng = Random(seed)
        self.names = CountyNames(self.rng, districts) if districts else Names(self.rng)
        self.turn: dict[str, int] = {}

    def cast(self, family: Family, team: str) -> Cast:
        """Who works with a family: each in turn."""
        assess = self._local("assess1", family)
        chairs = self._next("who chairs", self.borough.alike("chairs"))
        return Cast(
            borough=self.borough, family=family, door=self._member("door"),
            door_manager=self.borough.managers["door"], assessor=self._member(assess),
            assess_manager=self.borough.managers[assess],
            assess_team=self.borough.teams[assess], worker=self._member(team),
            manager=self.borough.managers[team], team=self.borough.teams[team],
            chair=self._member(chairs), clerk=self.borough.beside["conference_administrator"],
        )

    def _next(self, key: str, among: Sequence[str]) -> str:
        self.turn[key] = self.turn.get(key, -1) + 1
        return among[self.turn[key] % len(among)]

    def _local(self, team: str, family: Family, key: str = "") -> str:
        """One of the teams that do the work of this one where a family lives, each in turn."""
        district = family.home.district
        among = self.borough.alike(team, district)
        return self._next(f"{key or team} in {district}", among)

    def _member(self, team: str) -> Staff:
        self.turn[team] = self.turn.get(team, -1) + 1
        return self.borough.of(team, self.turn[team])

    def began_on(self, lot: Lot) -> date:
        """A working day in the months in which stories of this kind began."""
        months = self.rng.uniform(*lot.months)
        return self.working(self.today - timedelta(days=round(months * DAYS_A_MONTH)))

    def working(self, day: date) -> date:
        """That day, or the working day before it."""
        calendar = law.calendar()
        return day if calendar.is_working(day) else calendar.subtract(day, 1)

    def plan(self, lot: Lot, size: int) -> Planned:
        """A family of so many children, with its story told."""
        began = self.began_on(lot)
        unborn = lot.unborn and size > 1
        family = invent(
            self.rng, self.names, known_on=began, size=size - unborn, unborn=unborn,
            disabled=lot.disabled,
        )
        return self.told(lot, family, lot.tell)

    def told(self, lot: Lot, family: Family, tell: Told) -> Planned:
        """A family with its story, and the team that works where it lives."""
        return self._tell(lot.key, family, self._local(lot.teams[0], family, lot.key), tell)

    def trouble(self, trouble: Trouble) -> Planned:
        """A family of one child, of whom something has gone wrong."""
        began = self.working(self.today - timedelta(days=trouble.began))
        age = (began - self.today).days / DAYS_A_YEAR + trouble.age
        family = invent(
            self.rng, self.names, known_on=began, ages=[age], given=[trouble.given],
            family=trouble.family,
        )
        return self._tell(trouble.key, family, trouble.team, trouble.tell)

    def wren(self) -> Planned:
        """The family whose story shows everything."""
        began = self.working(self.today - timedelta(days=wren.BEGAN))
        family = invent(
            self.rng, self.names, known_on=began, ages=wren.AGES, given=wren.GIVEN,
            family=wren.FAMILY, unborn=True, both_parents=True,
        )
        planned = self._tell("Wren Larkspur", family, "protect1", wren.tell, member=0)
        return planned

    def _tell(
        self, key: str, family: Family, team: str, tell: Told, member: int | None = None
    ) -> Planned:
        cast = self.cast(family, team)
        if member is not None:
            cast.worker = self.borough.of(team, member)
        script = ProtectedLife(cast, family.known_on, Random(self.rng.randrange(2**32)))
        tell(script, self.today)
        return Planned(key, family, script)

    def all(self, scale: float = 1.0, less: dict[str, int] | None = None) -> Iterator[Planned]:
        """Families for every kind of story, so many children in all; `less` are told elsewhere."""
        for lot in LOTS:
            left = max(2, round(lot.children * scale)) - (less or {}).get(lot.key, 0)
            while left > 0:
                size = min(left, self.rng.choice(SIZES))
                left -= size
                yield self.plan(lot, size)
