"""When and where an authority holds its conferences on a day; its own choice, and dated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import TYPE_CHECKING

from sightline.record.meetings.models import ConferenceTimes

if TYPE_CHECKING:
    from django.db.models import QuerySet

DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
#: A conference that begins within so many minutes of the next session belongs to that one.
EARLY = 60


@dataclass(frozen=True)
class Times:
    """The sessions of a day, the days of the week, and the rooms there are."""

    starts: tuple[time, ...] = (time(9, 30), time(13, 30))
    weekdays: frozenset[int] = frozenset(range(5))
    rooms: tuple[str, ...] = ()

    def session(self, at: time) -> time:
        """The session that a conference which begins at a time takes."""
        found = self.starts[0]
        for start in self.starts[1:]:
            halfway = (_minutes(found) + _minutes(start)) / 2
            if _minutes(at) >= max(halfway, _minutes(start) - EARLY):
                found = start
        return found

    def held_on(self, day: date) -> bool:
        """Whether conferences are held on that day of the week."""
        return day.weekday() in self.weekdays


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute


def label(at: time) -> str:
    """What a session is called: "Morning, from 9:30"."""
    part = "Morning" if at < time(12) else "Afternoon" if at < time(17) else "Evening"
    return f"{part}, from {at:%-H:%M}"


@dataclass(frozen=True)
class Kept:
    """Everything an authority has set, the newest first; found by day without asking again."""

    rows: Sequence[tuple[date, Times]] = ()

    def on(self, day: date) -> Times:
        """What is in force on a day: two half days on each working day until others are set."""
        return next((times for since, times in self.rows if since <= day), Times())


def standing(authority_id: int) -> QuerySet[ConferenceTimes]:
    """What an authority has set, as it stands, the newest first."""
    rows = ConferenceTimes.objects.filter(authority_id=authority_id, superseded_at__isnull=True)
    return rows.order_by("-since_on")


def kept(authority_id: int) -> Kept:
    """What an authority has set; one query."""
    return Kept([(row.since_on, read(row)) for row in standing(authority_id)])


def read(row: ConferenceTimes) -> Times:
    """What one row says."""
    starts = [time.fromisoformat(text.strip()) for text in row.starts.split(",")]
    return Times(
        tuple(starts), frozenset(int(day) for day in row.weekdays.split(",")),
        tuple(room.strip() for room in row.rooms.splitlines() if room.strip()),
    )
