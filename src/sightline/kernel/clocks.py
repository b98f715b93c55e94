"""A clock: a duty declared once, as dated law, with what starts, stops and abandons it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from sightline.kernel import patterns
from sightline.kernel.counting import Count
from sightline.kernel.durations import Duration
from sightline.kernel.patterns import Pattern

ALWAYS = date(1990, 1, 1)
"""The day given to a number nobody dated; the working calendar begins on it."""

DEATHS = frozenset({"person.died", "person.pregnancy_ended"})
"""Events that end every duty towards a child at the same moment."""


class LimitKind(StrEnum):
    """What the due date means once it has come."""

    MAX = "max"
    MIN = "min"
    WINDOW = "window"
    EXPIRY = "expiry"
    THRESHOLD = "threshold"
    GATE = "gate"
    BACKWARD = "backward"


class Strength(StrEnum):
    """How binding the source of a limit is."""

    STATUTE = "statute"
    REGULATION = "regulation"
    GUIDANCE = "statutory guidance"
    STANDARD = "national standard"
    LOCAL = "local procedure"


class Change(StrEnum):
    """What an authority may do to a limit by itself."""

    FIXED = "fixed"
    TIGHTEN_ONLY = "tighten_only"
    FREE = "free"


class Verified(StrEnum):
    """Whether somebody has read the law behind a number."""

    YES = "yes"
    SECONDARY = "secondary"
    NO = "no"


class Along(StrEnum):
    """Where the event that ends a duty may be recorded."""

    STEP = "step"
    JOURNEY = "journey"
    LINE = "line"
    CHILD = "child"


class Restarts(StrEnum):
    """What a new start does to a duty that is already running."""

    NO = "no"
    YES = "yes"
    REGRADE = "regrade"
    EARLIER = "earlier"


class Once(StrEnum):
    """When a duty that has ended may not start again."""

    NO = "no"
    STOPPED = "stopped"
    FINISHED = "finished"


class Owner(StrEnum):
    """Whose job it is that a duty is done: whose day it stands on, whoever holds the child."""

    WORKER = "worker"
    MANAGER = "manager"
    CHAIR = "chair"
    CONFERENCE_SERVICE = "conference service"
    FRONT_DOOR = "front door"
    REFERRER = "referrer"


@dataclass(frozen=True, slots=True)
class Anchor:
    """Which date a limit is counted from: the start event's, the date it sets, or another's."""

    pattern: Pattern | None = None
    for_on: bool = False

    def __str__(self) -> str:
        if self.pattern is None:
            return "for_on" if self.for_on else "on"
        return f"for_on of {self.pattern}" if self.for_on else str(self.pattern)


ON = Anchor()


@dataclass(frozen=True, slots=True)
class Start:
    """An event that starts the duty, and the date to count from when it differs."""

    pattern: Pattern
    anchor: Anchor | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """A limit: its number, and where it differs from its clock, the anchor and the rolling."""

    allowed: Duration
    anchor: Anchor | None = None
    roll: bool | None = None


@dataclass(frozen=True, slots=True)
class Phase:
    """A limit that holds for the first part of a duty's life."""

    allowed: Duration
    lasting: Duration | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """A recorded decision that sets the due date, or the interval by its outcome."""

    by: tuple[Pattern, ...]
    date: bool = False
    intervals: Mapping[str, Duration] = field(default_factory=dict)
    shorter_only: bool = False


@dataclass(frozen=True, slots=True)
class Version:
    """A limit as it stood between two dates, with its citation and who has read it."""

    since: date
    until: date | None
    cite: str
    verified: Verified
    measure: Measure | None = None
    by_outcome: Mapping[str, Measure] = field(default_factory=dict)
    phases: tuple[Phase, ...] = ()
    earliest: tuple[Measure, ...] = ()
    against: str = ""
    id: str = ""
    status: str = "in_force"
    carry_over: bool = False
    note: str = ""
    dated: bool = True
    cut_over_floor: date | None = None
    line: int = 0

    def covers(self, day: date, cut_over: date | None = None) -> bool:
        """Whether this version governs a start on a day, given an authority's own cut-over."""
        if day < self.since:
            return False
        if cut_over and self.cut_over_floor:
            return day < max(cut_over, self.cut_over_floor)
        return self.until is None or day <= self.until

    @property
    def confirmed(self) -> bool:
        """Whether the current edition was read; screens say "carry-over not confirmed" if not."""
        return not self.carry_over

    def limits(self) -> str:
        """The limit in words, for a screen or a reference page."""
        if self.phases:
            return ", then ".join(
                f"{p.allowed}{f' for {p.lasting}' if p.lasting else ''}" for p in self.phases
            )
        if self.earliest:
            return "the earliest of " + ", ".join(
                f"{m.allowed}{f' from {m.anchor}' if m.anchor else ''}" for m in self.earliest
            )
        parts = [
            f"{outcome.replace('_', ' ')}: {_in_words(m)}" for outcome, m in self.by_outcome.items()
        ]
        if self.measure:
            otherwise = "otherwise " if parts else ""
            parts.append(f"{otherwise}{_in_words(self.measure)}")
        return "; ".join(parts) or "set by a decision"


def _in_words(measure: Measure) -> str:
    said = str(measure.allowed)
    return "the same day" if said == "0 working days" else said


@dataclass(frozen=True)
class ClockRule:
    """One statutory or local time limit as a rule over events."""

    key: str
    title: str
    starts: tuple[Start, ...]
    stops: tuple[Pattern, ...]
    versions: tuple[Version, ...]
    strength: Strength
    change: Change
    abandons: tuple[Pattern, ...] = ()
    hangs: tuple[str, ...] = ()
    stops_along: Along = Along.STEP
    abandons_along: Along = Along.STEP
    when: tuple[Pattern, ...] = ()
    survives_close: bool = False
    survives_death: bool = False
    restarts: Restarts = Restarts.NO
    moves: bool = False
    once: Once = Once.NO
    kind: LimitKind = LimitKind.MAX
    count: Count = Count.AFTER
    anchor: Anchor = ON
    roll: bool = False
    hours: str = ""
    decided: Decided | None = None
    pauses: tuple[Pattern, ...] = ()
    resumes: tuple[Pattern, ...] = ()
    consequence: str = ""
    warn: tuple[Duration, ...] = ()
    governs: str = ""
    area: str = ""
    owner: Owner = Owner.WORKER
    clock_function: str = ""
    place: str = ""
    administrative: bool = False
    watched: frozenset[str] = field(init=False, repr=False, compare=False)
    start_kinds: frozenset[str] = field(init=False, repr=False, compare=False)
    stop_kinds: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        starts = patterns.kinds(start.pattern for start in self.starts)
        stops = patterns.kinds(self.stops)
        others = patterns.kinds(self.abandons + self.pauses + self.resumes)
        object.__setattr__(self, "start_kinds", starts)
        object.__setattr__(self, "stop_kinds", stops)
        object.__setattr__(self, "watched", starts | stops | others | DEATHS)

    @property
    def is_local(self) -> bool:
        return self.strength is Strength.LOCAL

    @property
    def repeats(self) -> bool:
        """Whether the event that ends one run begins the next."""
        return bool(self.start_kinds & self.stop_kinds)

    @property
    def is_deadline(self) -> bool:
        """Whether passing the due date is lateness; a minimum or a threshold is not late."""
        return self.kind not in (LimitKind.MIN, LimitKind.THRESHOLD)

    def version_on(self, day: date, cut_over: date | None = None) -> Version | None:
        """The version that governs a duty starting on a day, or none when no law did."""
        for version in reversed(self.versions):
            if version.covers(day, cut_over):
                return version
        return None

    def event_kinds(self) -> frozenset[str]:
        """Every event kind the rule names, so that a house test can check that each exists."""
        named = set(self.watched - DEATHS) | patterns.kinds(self.when)
        everything = [p for p in (*self.stops, *self.abandons, *self.when)]
        everything += [start.pattern for start in self.starts]
        named |= {p.before for p in everything if p.before}
        anchors = [self.anchor, *(s.anchor for s in self.starts if s.anchor)]
        named |= {a.pattern.kind for a in anchors if a.pattern}
        if self.decided:
            named |= patterns.kinds(self.decided.by)
        return frozenset(named)


@dataclass(frozen=True, slots=True)
class LocalValue:
    """An authority's own number for a clock, or none for no alarm; or its own cut-over day."""

    authority: str
    key: str
    since: date
    until: date | None = None
    allowed: Duration | None = None
    owner: str = ""
    approved_on: date | None = None
    review_on: date | None = None
    outcome: str = ""
    cut_over: date | None = None

    def covers(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)
