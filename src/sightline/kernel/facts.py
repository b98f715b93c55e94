"""What a clock can see of a child's record: steps, standing events, and the runs they give."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time

RUNNING = "running"
STOPPED = "stopped"
ABANDONED = "abandoned"
UNKNOWN = "unknown"

Moment = tuple[date, int, int]


@dataclass(frozen=True, slots=True)
class Fact:
    """A standing event of one subject: what happened, when, and the date it sets.

    `told_until` is the last day of which the source of an imported event speaks.
    """

    id: int
    step: int | None
    kind: str
    outcome: str
    on: date
    at: time | None = None
    for_on: date | None = None
    order: int = 0
    source: str = ""
    told_until: date | None = None

    @property
    def key(self) -> Moment:
        """Where the event stands in the order of things: by day, then same-day order."""
        return (self.on, self.order, self.id)

    def __str__(self) -> str:
        return f"{self.kind}({self.outcome})" if self.outcome else self.kind


@dataclass(frozen=True, slots=True)
class StepFact:
    """One subject in one run of one process, and the step it was led from."""

    id: int
    process: str
    led_from: int | None = None
    authority: str = ""
    source: str = ""
    closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where imported events came from, and the kinds of event it is able to carry.

    `until` reads the last day that one delivery of it speaks of from what its label says after
    the colon ("2022-23"); none when the label does not say.
    """

    key: str
    carries: frozenset[str]
    until: Callable[[str], date | None] | None = None

    def last_day(self, label: str) -> date | None:
        """The last day of which the delivery named by a label ("cin_census:2022-23") speaks."""
        return self.until(label.partition(":")[2]) if self.until is not None else None


@dataclass(frozen=True, slots=True)
class Run:
    """A duty running on a step: when it began, when it is due, and how it ended."""

    step: int
    key: str
    version: str
    start_event: int
    started_on: date
    due_on: date | None
    due_at: datetime | None
    stop_event: int | None
    stopped_on: date | None
    stopped_at: datetime | None
    state: str
    note: str = ""
