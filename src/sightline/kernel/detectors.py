"""What a detector is: a failing that inspectors found, put as a question to one child's record."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from types import MappingProxyType

from sightline.kernel.calendar import WorkingCalendar
from sightline.kernel.register import Register


class Need(StrEnum):
    """What a detector has to be told of besides the steps and events of a subject."""

    AGENCIES = "agencies"
    INSTRUCTIONS = "instructions"


@dataclass(frozen=True, slots=True)
class StepKnown:
    """One run of a process, as it stood on the day that is asked about."""

    id: int
    process: str
    authority: str = ""
    led_from: int | None = None
    opened_on: date | None = None
    closed_on: date | None = None
    source: str = ""

    @property
    def open(self) -> bool:
        """Whether it had been opened and not closed."""
        return self.opened_on is not None and self.closed_on is None


@dataclass(frozen=True, slots=True)
class EventKnown:
    """One thing known to have happened; `agencies` are those that took part in it.

    No agencies at all (None) means that the record does not say who took part.
    """

    id: int
    kind: str
    outcome: str
    on: date
    step: int | None = None
    at: time | None = None
    order: int = 0
    source: str = ""
    agencies: frozenset[str] | None = None

    @property
    def key(self) -> tuple[date, int, int]:
        """Its place in the order in which things happened."""
        return (self.on, self.order, self.id)


@dataclass(frozen=True, slots=True)
class InstructionKnown:
    """One task, and whether it was still to be done or checked."""

    id: int
    step: int | None
    source: str
    unfinished: bool


@dataclass(frozen=True)
class Subject:
    """Everything that was known of one child (or of one nameless step) on a day, in order."""

    child: int | None
    steps: tuple[StepKnown, ...] = ()
    events: tuple[EventKnown, ...] = ()
    instructions: tuple[InstructionKnown, ...] = ()

    def of(self, *processes: str) -> Iterator[StepKnown]:
        """Its steps of some processes."""
        return (step for step in self.steps if step.process in processes)

    def on_step(self, step_id: int, *kinds: str) -> list[EventKnown]:
        """What happened on a step, in order; of some kinds, or all."""
        return [
            event for event in self.events
            if event.step == step_id and (not kinds or event.kind in kinds)
        ]


@dataclass(frozen=True)
class Asked:
    """The day a subject is asked about, how days are counted, and the limits in force."""

    on: date
    calendar: WorkingCalendar
    settings: Mapping[str, int] = field(default_factory=dict)

    def working_days_since(self, day: date) -> int:
        """Working days after a day, up to and including the day asked about."""
        return self.calendar.between(day, self.on)


@dataclass(frozen=True, slots=True)
class Setting:
    """A number that an authority may choose for itself, and what we begin with."""

    key: str
    words: str
    default: int


@dataclass(frozen=True, slots=True)
class Level:
    """How grave a finding is, in words, and the roles that are told of it."""

    key: str
    words: str
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Noticed:
    """What a detector's rule noticed on a step, before it is put into a finding."""

    step: int
    level: str
    since: date
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """A failing seen in one record on a day: the facts in words, who is told, and by which rule."""

    detector: str
    child: int | None
    step: int
    authority: str
    level: str
    since: date
    facts: tuple[str, ...]
    told: tuple[str, ...]
    rule: str


@dataclass(frozen=True)
class Detector:
    """One failing, the question that finds it, the numbers that it turns on, and who is told.

    `look` is pure: it reads a subject and says what it noticed. It never opens, closes, moves or
    re-dates anything; a named person decides. `version` is the day on which the rule last changed.
    """

    key: str
    title: str
    failing: str
    rule: str
    version: date
    look: Callable[[Subject, Asked], Iterable[Noticed]]
    levels: tuple[Level, ...]
    settings: tuple[Setting, ...] = ()
    needs: frozenset[Need] = frozenset()
    seeds: str = ""

    @property
    def words(self) -> str:
        """The rule with its numbers and who is told, for a printed page."""
        numbers = "; ".join(f"{s.words}: {s.default}" for s in self.settings)
        told = "; ".join(
            f"{level.key}: {level.words}" + (f" ({', '.join(level.told)})" if level.told else "")
            for level in self.levels
        )
        return ". ".join(part for part in (self.rule, numbers, told) if part)

    def level(self, key: str) -> Level:
        """The declared level of that key."""
        for level in self.levels:
            if level.key == key:
                return level
        known = ", ".join(level.key for level in self.levels)
        raise KeyError(f"{self.key} declares no level {key!r}; it declares {known}")

    def limits(self, own: Mapping[str, int] = MappingProxyType({})) -> dict[str, int]:
        """The numbers in force: an authority's own where it has one."""
        unknown = set(own) - {setting.key for setting in self.settings}
        if unknown:
            known = ", ".join(setting.key for setting in self.settings) or "none"
            raise KeyError(f"{self.key} has no setting {sorted(unknown)}; it has {known}")
        return {setting.key: own.get(setting.key, setting.default) for setting in self.settings}

    def signed(self, limits: Mapping[str, int]) -> str:
        """The rule, its version and its numbers, as every finding carries them."""
        numbers = ", ".join(f"{key}={value}" for key, value in sorted(limits.items()))
        return f"{self.key} of {self.version}" + (f" ({numbers})" if numbers else "")

    def find(
        self, subject: Subject, on: date, calendar: WorkingCalendar,
        own: Mapping[str, int] = MappingProxyType({}),
    ) -> list[Finding]:
        """What there is to find in one subject's record on a day."""
        limits = self.limits(own)
        authorities = {step.id: step.authority for step in subject.steps}
        return [
            Finding(
                self.key, subject.child, seen.step, authorities.get(seen.step, ""), seen.level,
                seen.since, seen.facts, self.level(seen.level).told, self.signed(limits),
            )
            for seen in self.look(subject, Asked(on, calendar, limits))
        ]


detectors: Register[Detector] = Register("detector")


def register(detector: Detector) -> Detector:
    """Declare a detector."""
    return detectors.add(detector.key, detector)
