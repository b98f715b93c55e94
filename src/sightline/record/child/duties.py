"""What is owed to a child: overdue and then due next, what keeps the child safe before paper."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from sightline.base.components.due import Deadline, chip, notes
from sightline.base.moments import london, now, today
from sightline.record.spine.deadlines import deadline, rule_of
from sightline.record.spine.models import Clock

VISIT = "visit.made"
#: Days ahead that "due next" reaches on the printed side; the page shows everything.
SOON = timedelta(days=35)


@dataclass
class Duties:
    """The deadlines of a child that run, in the order in which they matter."""

    overdue: list[Deadline] = field(default_factory=list)
    next: list[Deadline] = field(default_factory=list)
    paper: list[Deadline] = field(default_factory=list)
    unknown: list[Deadline] = field(default_factory=list)
    seeing: Deadline | None = None

    @property
    def any(self) -> bool:
        """Whether anything runs at all."""
        return bool(self.overdue or self.next or self.paper or self.unknown)

    @property
    def paper_late(self) -> int:
        """How many of the administrative ones are late."""
        return sum(is_late(one) for one in self.paper)


def _day(one: Deadline | Clock) -> date:
    if one.due_at is not None:
        return london(one.due_at).date()
    return one.due_on or date.max


def is_late(one: Deadline) -> bool:
    """Whether the day, or the hour, has gone by."""
    if one.due_at is not None:
        return one.due_at < now()
    return one.due_on is not None and one.due_on < today()


def duties(clocks: Iterable[Clock]) -> Duties:
    """A child's running clocks put in order, each with its law; asks nothing of the database."""
    found, ordered = Duties(), sorted(clocks, key=lambda clock: (_day(clock), clock.key))
    for clock in ordered:
        rule, one = rule_of(clock.key), deadline(clock)
        if rule is not None and VISIT in rule.stop_kinds and found.seeing is None:
            found.seeing = one if clock.state == Clock.State.RUNNING else None
        if clock.state == Clock.State.UNKNOWN:
            found.unknown.append(one)
        elif rule is not None and rule.administrative:
            found.paper.append(one)
        elif is_late(one):
            found.overdue.append(one)
        else:
            found.next.append(one)
    return found


def in_words(one: Deadline) -> str:
    """A deadline in a line: what, when, and whose number it is."""
    return f"{one.title}: {said(one)}"


def said(one: Deadline) -> str:
    """When a deadline falls and under which law: "3 working days late (local)"."""
    whose = notes(one)[0] if one.state != "unknown" else ""
    words = chip(one).words
    return f"{words} ({whose})" if whose else words
