"""What slices hang on the child's page: marks, warnings, a lane of the journey, an order in force.

A panel speaks for the open steps of its process; a slot is a place on the situation card (legal
status, where the child is tonight, what is done if it goes wrong, the photograph) that any room
below or beside may fill.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal

from sightline.base.components.words import moment, plural
from sightline.base.moments import elapsed, now
from sightline.kernel.register import Register

if TYPE_CHECKING:
    from sightline.people.persons.models import Person
    from sightline.record.spine.models import Event, Step


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that stands for a child today, said in words with its tone and its page."""

    words: str
    tone: str = "grey"
    href: str = ""


@dataclass(frozen=True, slots=True)
class Warning:
    """Something that is not as it should be, why, and where it is put right."""

    words: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Lane:
    """Where a process is drawn in the journey: its lane, and the events that are marks on it.

    `bars` draws a step as lasting from its opening to its close; a conference lasts a morning,
    and is a mark alone.
    """

    title: str
    order: int = 50
    points: tuple[str, ...] = ()
    bars: bool = True


@dataclass(frozen=True, slots=True)
class Panel:
    """What one process says on the page of a child with open steps of that process.

    `now` says what stands for the child today from steps and events already read, in the order
    in which they happened: it asks the database nothing, and heads the page. `marks` and
    `warnings` may ask, and are read beneath.
    """

    process: str
    marks: Callable[[Sequence[Step]], list[Mark]] = lambda steps: []
    warnings: Callable[[Sequence[Step]], list[Warning]] = lambda steps: []
    now: Callable[[Sequence[Step], Sequence[Event]], list[Mark]] = lambda steps, events: []
    lane: Lane | None = None


panels: Register[Panel] = Register("child panel")


def hours_left(ends_at: datetime) -> str:
    """How long something still lasts, in hours as they pass, also when the clocks are changed."""
    left = elapsed(now(), ends_at) // timedelta(hours=1)
    return f"{plural(left, 'hour')} left" if left > 0 else "less than an hour left"


@dataclass(frozen=True, slots=True)
class Standing:
    """Something in force for a child, told by the room that holds it.

    An order or police protection says the moment it ends; it heads the page until then.
    """

    words: str
    since_at: datetime | None = None
    ends_at: datetime | None = None
    href: str = ""

    @property
    def runs(self) -> bool:
        """Whether it has not ended by the hour."""
        return self.ends_at is None or self.ends_at > now()

    @property
    def line(self) -> str:
        """It in words, with the hour it began, the hour it ends and the hours left."""
        said = [self.words]
        if self.since_at is not None:
            said.append(f"from {moment(self.since_at)}")
        if self.ends_at is not None:
            said.append(f"ends {moment(self.ends_at)}")
            said.append(hours_left(self.ends_at))
        return ", ".join(said)


Place = Literal["legal", "tonight", "contingency", "photo"]


@dataclass(frozen=True, slots=True)
class Slot:
    """What one room puts in a place of the situation card, in one query where it can.

    For `photo` the words are what the picture is called, and `href` its address. `wanted` says
    by the keys of the processes open for a child whether there is anything to read.
    """

    key: str
    place: Place
    read: Callable[[Person], Sequence[Standing]]
    wanted: Callable[[Collection[str]], bool] = lambda open_work: True


slots: Register[Slot] = Register("slot of the situation card")


def filled(place: Place, child: Person, open_work: Collection[str]) -> list[Standing]:
    """What stands in a place of the card for a child, of everybody who has something to put.

    `open_work` are the keys of the processes open for the child.
    """
    return [
        standing for slot in slots if slot.place == place and slot.wanted(open_work)
        for standing in slot.read(child) if standing.runs
    ]


def register(panel: Panel) -> Panel:
    """Declare what a process says on the child's page."""
    return panels.add(panel.process, panel)

#: What a floor above knows to be wrong with a child's record, whichever process is open.
known_wrong: Register[Callable[[Person], list[Warning]]] = Register("what is known to be wrong")
