"""What is booked ahead with a family: which events set its day, what ends that, what was held.

Each process says its own; a visit planned, a conference and a core group are read in one way.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Q, Value
from django.db.models.functions import StrIndex, Substr

from sightline.kernel.register import Register
from sightline.record.spine.models import Event


@dataclass(frozen=True, slots=True)
class Books:
    """An event that sets the day of something to go to: what it is called, and of which kind.

    `what` is the key of the process by which the meeting is recorded when it is held.
    """

    title: str
    what: str


#: By the full name of the event that sets the day.
books: Register[Books] = Register("what books a meeting")
#: By the full name of an event that ends a booking, besides a new one of the same kind of work.
ends: Register[str] = Register("what ends a booking")
#: By the full name of the event by which a meeting was held or a visit made, what it is.
held: Register[Books] = Register("what was held")


def declare(
    booking: dict[str, str], *, what: str, ending: Iterable[str] = (), holding: Iterable[str] = (),
) -> None:
    """Say which events of a process set a day ("conference.booked": "Conference"), end or hold."""
    for kind, title in booking.items():
        books.add(kind, Books(title, what))
    for kind in ending:
        ends.add(kind, what)
    for kind in holding:
        held.add(kind, Books(next(iter(booking.values())), what))


def later() -> Any:
    """Whatever of the same kind of work was said after an event and ends what that one booked."""
    after = Q(happened_on__gt=OuterRef("happened_on"))
    after |= Q(happened_on=OuterRef("happened_on"), pk__gt=OuterRef("pk"))
    same = Q(step=OuterRef("step")) | Q(kind="visit.made", child=OuterRef("child"))
    process = Substr(OuterRef("kind"), 1, StrIndex(OuterRef("kind"), Value(".")))
    kinds = Q(kind__in=[*books.names(), *ends.names()])
    return Event.objects.standing().filter(kinds, after, same).filter(kind__startswith=process)
