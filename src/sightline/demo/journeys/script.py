"""A script: what happened to a family, day by day, as plain data that either player can record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from sightline import law
from sightline.base.moments import at as moment_at
from sightline.demo.people.families import Family
from sightline.demo.people.staff import Borough, Staff
from sightline.record.visits.actions import unborn_on

if TYPE_CHECKING:
    from sightline.people.persons.models import Person
    from sightline.people.workforce.models import Team

#: When something without a time of its own is written up.
WRITTEN_UP = time(16, 40)
#: How long after it happened something with a time is written up.
SOON = timedelta(minutes=20)
WRITTEN_LATE = time(9, 30)


@dataclass(frozen=True)
class Beat:
    """One thing that somebody does: the verb, the day, who does it, and what they say.

    `late` is how many days after it happened it was written up. `who` are places in the family;
    none named means all.
    """

    verb: str
    on: date
    by: Staff
    at: time | None = None
    late: int = 0
    who: tuple[int, ...] = ()
    told: Mapping[str, Any] = field(default_factory=dict)

    @property
    def moment(self) -> datetime:
        """When it was written up."""
        if self.late:
            return moment_at(self.on + timedelta(days=self.late), WRITTEN_LATE)
        if self.at is None:
            return moment_at(self.on, WRITTEN_UP)
        return moment_at(self.on, self.at) + SOON


@dataclass
class Cast:
    """Who takes part in a family's story: the children and everybody who works with them."""

    borough: Borough
    family: Family
    door: Staff
    door_manager: Staff
    assessor: Staff
    assess_manager: Staff
    assess_team: Team
    worker: Staff
    manager: Staff
    team: Team
    chair: Staff
    clerk: Staff

    @property
    def children(self) -> list[Person]:
        """The children, in the family's order."""
        return self.family.people


@dataclass
class Script:
    """The beats of one family's story from its first day on, with the words that were said."""

    cast: Cast
    began_on: date
    rng: Random
    beats: list[Beat] = field(default_factory=list)

    def day(self, working_days: int) -> date:
        """So many working days after the first day."""
        return law.calendar().add(self.began_on, working_days)

    def then(
        self, verb: str, on: date, by: Staff, *, at: time | None = None, late: int = 0,
        who: tuple[int, ...] = (), **told: Any,
    ) -> Beat:
        """Add a beat."""
        beat = Beat(verb, on, by, at, late, who, told)
        self.beats.append(beat)
        return beat

    def until(self, moment: datetime) -> list[Beat]:
        """What had been written up by a moment, in the order in which it was."""
        told = (beat for beat in self.beats if beat.moment <= moment)
        return sorted(told, key=lambda beat: beat.moment)

    def children_of(self, beat: Beat) -> Iterator[tuple[int, Person]]:
        """The children that a beat is about, each with their place in the family."""
        people = self.cast.children
        for place in beat.who or range(len(people)):
            yield place, people[place]

    def unborn(self, person: Person, on: date) -> bool:
        """Whether a child was still expected on a day."""
        return unborn_on(person, on)


def next_working(on: date, days: int = 0) -> date:
    """A day, or so many days after it, moved on to a working day."""
    return law.calendar().next_working(on + timedelta(days=days))
