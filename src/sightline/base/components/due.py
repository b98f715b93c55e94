"""A deadline in words: when, how late, under which law, and how sure we are of that law."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from sightline import law
from sightline.base import moments
from sightline.base.components import words
from sightline.kernel.calendar import CalendarError


class RunningClock(Protocol):
    """The part of a clock that its chip reads; the spine's Clock and the kernel's Run have it."""

    due_on: date | None
    due_at: datetime | None
    stopped_on: date | None
    state: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """A clock made ready for a screen, with where its number comes from.

    `local` says the number in force is an authority's own; `carry_over` that the current
    edition's text was not read; `verified` is "yes", "secondary" or "no".
    """

    title: str
    due_on: date | None = None
    due_at: datetime | None = None
    started_on: date | None = None
    stopped_on: date | None = None
    stopped_at: datetime | None = None
    state: str = "running"
    strength: str = ""
    local: bool = False
    carry_over: bool = False
    verified: str = "yes"
    cite: str = ""
    href: str = ""
    allowed: str = ""
    note: str = ""
    step_href: str = ""


@dataclass(frozen=True, slots=True)
class Chip:
    """The words of a deadline and the tone they are shown in; the words alone say everything."""

    words: str
    tone: str


def chip(clock: RunningClock, *, now: datetime | None = None) -> Chip:
    """What the chip of a clock says at this moment."""
    now = now or moments.now()
    if clock.state == "unknown":
        return Chip("Not known from this source", "unknown")
    if clock.state == "abandoned":
        return Chip("No longer needed", "ended")
    if clock.state == "stopped":
        return _stopped(clock)
    if clock.due_on is None and clock.due_at is None:
        return Chip("As soon as practicable", "soon")
    return _running(clock, now)


def _due_day(clock: RunningClock) -> date | None:
    return moments.london(clock.due_at).date() if clock.due_at else clock.due_on


def _stopped(clock: RunningClock) -> Chip:
    done, due = clock.stopped_on, _due_day(clock)
    if done is None or due is None:
        return Chip(f"Done {words.day(done)}" if done else "Done", "met")
    stopped_at = getattr(clock, "stopped_at", None)
    late_by_the_hour = clock.due_at and stopped_at and stopped_at > clock.due_at
    if done > due:
        return Chip(f"Done {late_by(due, done)}", "met-late")
    if late_by_the_hour:
        return Chip(f"Done late, at {words.clock_time(stopped_at)}", "met-late")
    return Chip(f"Done in time, {words.day(done)}", "met")


def _running(clock: RunningClock, now: datetime) -> Chip:
    due, today = _due_day(clock), moments.london(now).date()
    assert due is not None
    if due < today:
        return Chip(late_by(due, today).capitalize(), "late")
    hour = f" by {words.clock_time(clock.due_at)}" if clock.due_at else ""
    if due == today:
        if clock.due_at and clock.due_at < now:
            return Chip(f"Late since {words.clock_time(clock.due_at)} today", "late")
        return Chip(f"Due today{hour}", "today")
    if due == today + timedelta(days=1):
        return Chip(f"Due tomorrow{hour}", "soon")
    if due <= today + timedelta(days=7):
        return Chip(f"Due {due:%A} {words.day(due)}", "soon")
    return Chip(f"Due {words.day(due)}", "later")


def late_by(due: date, day: date) -> str:
    """How late a day is: "3 working days late", or in days when no working day has passed."""
    try:
        count = law.calendar().between(due, day)
    except CalendarError:
        # an old record may lie before the calendar begins
        count = 0
    if count > 0:
        return f"{words.plural(count, 'working day')} late"
    return f"{words.plural((day - due).days, 'day')} late"


def notes(deadline: Deadline) -> list[str]:
    """What a reader must know of the number: whose it is and how far it has been checked."""
    legal = deadline.strength in ("statute", "regulation")
    of_law = f"law: {deadline.strength}" if legal else deadline.strength or "law"
    told = ["local" if deadline.local else of_law]
    if deadline.carry_over:
        told.append("carry-over not confirmed")
    if deadline.verified == "no":
        told.append("not verified")
    elif deadline.verified == "secondary":
        told.append("verified from a secondary source")
    return told
