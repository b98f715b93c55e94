"""A chair's half days: which are taken, which are free, and how many conferences each has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q

from sightline import law
from sightline.access.policy.scope import visible_children
from sightline.access.users.models import RoleHolding
from sightline.base.moments import today
from sightline.journey.conference.queries import Story
from sightline.people.persons.models import Person
from sightline.people.workforce.models import Cover, Worker
from sightline.record.meetings.models import Meeting
from sightline.record.meetings.times import Kept, Times, kept, label
from sightline.record.spine.models import Event

if TYPE_CHECKING:
    from sightline.access.authorities.models import Authority
    from sightline.access.users.models import User

#: What says whether a booking still holds.
TELLING = tuple(
    f"conference.{kind}" for kind in ("booked", "adjourned", "stood_down", "cancelled", "decided")
)


@dataclass
class Sitting:
    """One conference in the calendar, with those of its children whom the reader may open."""

    on: date
    at: time | None
    chair: Worker | None
    chair_name: str = ""
    place: str = ""
    events: list[Event] = field(default_factory=list)
    children: list[Person] = field(default_factory=list)

    @property
    def who(self) -> str:
        """Who chairs it."""
        return self.chair.name if self.chair is not None else self.chair_name or "No chair named"

    def takes(self, times: Times) -> tuple[time, ...]:
        """The half days it takes; all of its day, where nobody said when it begins."""
        return times.starts if self.at is None else (times.session(self.at),)


@dataclass
class Half:
    """A half day of the calendar: what is held in it, and which chairs are free."""

    on: date
    at: time
    sittings: list[Sitting] = field(default_factory=list)
    free: list[Worker] = field(default_factory=list)
    #: chairs who have a conference of which this reader is shown nothing
    taken: list[Worker] = field(default_factory=list)
    #: the authority's rooms in which nothing is booked; none where it has named no rooms
    rooms: list[str] | None = None

    @property
    def label(self) -> str:
        """What it is called: "Morning, from 9:30"."""
        return label(self.at)


@dataclass
class Calendar:
    """The conferences of an authority between two days, and the chairs who hold them."""

    days: list[date]
    chairs: list[Worker]
    sittings: list[Sitting]
    away: dict[int, list[tuple[date | None, date | None]]] = field(default_factory=dict)
    kept: Kept = field(default_factory=Kept)

    def half(self, on: date, at: time) -> Half:
        """One half day."""
        times = self.kept.on(on)
        here = [s for s in self.sittings if s.on == on and at in s.takes(times)]
        busy = {s.chair.pk for s in here if s.chair is not None}
        shown = [s for s in here if s.children and (s.at is not None or at == times.starts[0])]
        hidden = {s.chair.pk for s in here if s.chair is not None and not s.children}
        used = {s.place.casefold() for s in here}
        open_to = on > today() and times.held_on(on)
        return Half(
            on, at, shown,
            [c for c in self.chairs if c.pk not in busy and not self.is_away(c, on)]
            if open_to else [],
            [c for c in self.chairs if c.pk in hidden],
            [room for room in times.rooms if room.casefold() not in used] if times.rooms else None,
        )

    def halves(self) -> list[tuple[date, list[Half]]]:
        """Each day with its half days, as many as were in force on it."""
        return [(day, [self.half(day, at) for at in self.kept.on(day).starts]) for day in self.days]

    def is_away(self, chair: Worker, on: date) -> bool:
        """Whether somebody covers for a chair on a day."""
        return any(
            (since is None or since <= on) and (until is None or on < until)
            for since, until in self.away.get(chair.pk, ())
        )

    def load(self, chair: Worker, monday: date) -> int:
        """How many conferences that the reader may see a chair has in a week."""
        week = range(7)
        days = {monday + timedelta(days=n) for n in week}
        return sum(
            s.on in days and s.chair is not None and s.chair.pk == chair.pk and bool(s.children)
            for s in self.sittings
        )


def days_of(first: date, last: date, times: Kept, sittings: Iterable[Sitting]) -> list[date]:
    """The days between two, both included, on which conferences are held, or one is booked."""
    calendar, booked = law.calendar(), {s.on for s in sittings if s.children}
    every = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [
        day for day in every
        if day in booked or (calendar.is_working(day) and times.on(day).held_on(day))
    ]


def chairs_of(authority: Authority, on: date) -> list[Worker]:
    """The workers who hold the job of a conference chair in an authority."""
    held = RoleHolding.objects.on(on).filter(
        Q(authority=authority) | Q(authority=None), role="conference_chair"
    )
    return list(
        Worker.objects.in_force(on).filter(user__in=held.values("user_id")).order_by("name", "pk")
    )


def calendar_of(authority: Authority, first: date, last: date, reader: User) -> Calendar:
    """The conferences booked between two days, and the chairs' half days; seven queries."""
    sittings = _sittings(authority, first, last)
    known = {e.child_id for s in sittings for e in s.events if e.child_id is not None}
    people = Person.objects.filter(pk__in=known).filter(pk__in=visible_children(reader))
    seen = people.in_bulk()
    for sitting in sittings:
        sitting.children = [seen[e.child_id] for e in sitting.events if e.child_id in seen]
    chairs = chairs_of(authority, today())
    away: dict[int, list[tuple[date | None, date | None]]] = defaultdict(list)
    for cover in Cover.objects.filter(worker__in=chairs):
        away[cover.worker_id].append((cover.since_on, cover.until_on))
    times = kept(authority.pk)
    return Calendar(days_of(first, last, times, sittings), chairs, sittings, away, times)


def _sittings(authority: Authority, first: date, last: date) -> list[Sitting]:
    booked = Event.objects.standing().of("conference.booked", "conference.adjourned").filter(
        authority=authority, for_on__range=(first, last)
    )
    told = Event.objects.standing().of(*TELLING).filter(step__in=booked.values("step_id"))
    by_step: dict[int | None, list[Event]] = defaultdict(list)
    for event in told.select_related("step").in_order():
        by_step[event.step_id].append(event)
    holding = [e for events in by_step.values() if (e := _holding(events)) is not None]
    return _grouped([e for e in holding if e.for_on and first <= e.for_on <= last])


def _holding(events: Sequence[Event]) -> Event | None:
    """The booking that holds, or that the conference was held under."""
    assert events[0].step is not None
    before = tuple(e for e in events if e.kind != "conference.decided")
    return Story(events[0].step, before).booking


def _grouped(events: Iterable[Event]) -> list[Sitting]:
    held = list(events)
    meetings = {
        row.occasion_id: row
        for row in Meeting.objects.filter(occasion_id__in={e.occasion_id for e in held})
        .select_related("chair")
    }
    found: dict[tuple[int | None, int | None], Sitting] = {}
    for event in held:
        assert event.for_on is not None
        meeting = meetings.get(event.occasion_id or 0)
        place = (event.occasion_id, None if event.occasion_id else event.pk)
        sitting = found.setdefault(place, Sitting(
            event.for_on, meeting.started if meeting else None,
            meeting.chair if meeting else None, meeting.chair_name if meeting else "",
            meeting.place if meeting else "",
        ))
        sitting.events.append(event)
    return sorted(found.values(), key=lambda s: (s.on, s.at or time.min))
