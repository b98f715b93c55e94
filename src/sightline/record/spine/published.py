"""What the spine publishes: each child's steps and events with everything once said of them.

Rooms above turn these into relations in their own `published.py`. A row of a relation is one
version of a fact, worked out again at each moment at which something was recorded or voided, so
that a figure can be asked as it was and as we knew it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cached_property
from typing import Any

from django.db.models import Q

from sightline import law
from sightline.kernel import due
from sightline.kernel.local import LocalValues
from sightline.kernel.process import Process
from sightline.kernel.register import processes
from sightline.kernel.relations import Relation, Row, day, text
from sightline.record.spine.deadlines import rule_of
from sightline.record.spine.deriving import local_values
from sightline.record.spine.lifecycle import Life, life
from sightline.record.spine.models import Clock, Event, Step

#: Makes the pseudonym of a row: of a person, a step, an event, by its number.
Token = Callable[[str, int], str]

STEP_COLUMNS = (
    "id", "child_id", "process", "authority__code", "led_from_id", "episode_id", "source",
)
EVENT_COLUMNS = (
    "id", "step_id", "kind", "outcome", "happened_on", "happened_at", "for_on", "order", "source",
    "occasion_id", "authority__code", "recorded_at", "voided_at", "replaces_id",
)
CLOCK_COLUMNS = (
    "step_id", "child_id", "key", "version", "start_event_id", "started_on", "due_on", "stopped_on",
    "state", "step__authority__code", "step__source", "start_event__recorded_at",
)


@dataclass(frozen=True, slots=True)
class Told:
    """One event as it was recorded, with the moments at which it was told and taken back."""

    id: int
    step: int | None
    kind: str
    outcome: str
    on: date
    at: time | None
    for_on: date | None
    order: int
    source: str
    occasion: int | None
    authority: str
    recorded_at: datetime
    voided_at: datetime | None
    replaces: int | None = None

    def known(self, moment: datetime) -> bool:
        """Whether it stood in the record at that moment."""
        still = self.voided_at is None or self.voided_at > moment
        return self.recorded_at <= moment and still


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step as the relations need it."""

    id: int
    child: int
    process: str
    authority: str
    led_from: int | None
    episode: int | None
    source: str

    @property
    def declared(self) -> Process:
        """The process it is a step of."""
        return processes[self.process]


class Batch:
    """Some children read together: a query for each kind of row, whatever their number."""

    def __init__(self, child_ids: Iterable[int], token: Token) -> None:
        self.ids = sorted(set(child_ids))
        self.token = token
        self._facts: dict[Any, dict[int, list[Any]]] = {}
        self._due: dict[tuple[str, date, str], date | None] = {}

    def subjects(self) -> list[Subject]:
        """The children of the batch that have a record of anything, in the order of their ids."""
        steps: dict[int, list[StepLine]] = defaultdict(list)
        for values in self._rows(Step, STEP_COLUMNS, "id"):
            line = StepLine(*values)
            steps[line.child].append(line)
        told: dict[int, list[Told]] = defaultdict(list)
        columns = ("child_id", *EVENT_COLUMNS)
        for child, *rest in self._rows(Event, columns, "happened_on", "order", "id"):
            told[child].append(Told(*rest))
        return [
            Subject(child, self, steps[child], told[child])
            for child in self.ids if steps[child] or told[child]
        ]

    def _rows(self, model: Any, columns: Sequence[str], *order: str) -> Iterable[Any]:
        found = model._default_manager.filter(child_id__in=self.ids).order_by(*order)
        return list(found.values_list(*columns))

    def facts(self, model: Any) -> dict[int, list[Any]]:
        """The typed rows of a model by the event that recorded them, read once for the batch."""
        if model not in self._facts:
            found: dict[int, list[Any]] = defaultdict(list)
            for row in model._default_manager.filter(event__child_id__in=self.ids).order_by("pk"):
                found[row.event_id].append(row)
            self._facts[model] = found
        return self._facts[model]

    def shared(self, model: Any) -> dict[int, list[Any]]:
        """The rows of a model that hang from an occasion, by its number, read once."""
        if model not in self._facts:
            found: dict[int, list[Any]] = defaultdict(list)
            theirs = Event.objects.filter(child_id__in=self.ids, occasion__isnull=False)
            rows = model._default_manager.filter(occasion_id__in=theirs.values("occasion_id"))
            for row in rows.order_by("pk"):
                found[row.occasion_id].append(row)
            self._facts[model] = found
        return self._facts[model]

    @cached_property
    def local(self) -> LocalValues:
        """What each authority has set for itself."""
        return local_values()

    def due_on(self, key: str, start: date | None, authority: str) -> date | None:
        """The day on which a duty that starts on a day is due by the law and that authority.

        For one that is counted back, `start` is the day it is fixed for. None where no law
        governed that day, or nothing is started.
        """
        rule = rule_of(key)
        if rule is None or start is None:
            return None
        asked = (key, start, authority)
        if asked not in self._due:
            self._due[asked] = due.due(
                rule, start, law.calendar(), local=self.local, authority=authority
            ).due_on
        return self._due[asked]

    @cached_property
    def clocks(self) -> dict[int, list[dict[str, Any]]]:
        """The clocks of each child, as they stand."""
        found: dict[int, list[dict[str, Any]]] = defaultdict(list)
        rows = Clock.objects.filter(child_id__in=self.ids).order_by("key", "start_event_id")
        for row in rows.values(*CLOCK_COLUMNS):
            found[row["child_id"]].append(row)
        return found


@dataclass
class Subject:
    """One child: every step, everything ever told on them, and the pseudonym it is published by."""

    id: int
    batch: Batch
    steps: list[StepLine]
    told: list[Told]
    by_id: dict[int, StepLine] = field(init=False)
    #: What relations work out of the child's story and need again for another of its rows.
    worked_out: dict[Any, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Index the steps."""
        self.by_id = {step.id: step for step in self.steps}

    @cached_property
    def ident(self) -> str:
        """The pseudonym of the child."""
        return self.batch.token("person", self.id)

    def token(self, kind: str, number: int | None) -> str | None:
        """The pseudonym of a step, event or occasion; none of nothing."""
        return None if number is None else self.batch.token(kind, number)

    def steps_of(self, process: str) -> list[StepLine]:
        """The child's steps of a process."""
        return [step for step in self.steps if step.process == process]

    def on(self, *steps: StepLine) -> list[Told]:
        """Everything ever told on these steps."""
        ids = {step.id for step in steps}
        return [told for told in self.told if told.step in ids]

    def of(self, *kinds: str) -> list[Told]:
        """Everything ever told of these kinds, on whichever step."""
        return [told for told in self.told if told.kind in kinds]

    def fact(self, model: Any, told: Told | None) -> Any | None:
        """The typed row of a model that an event recorded, if it did."""
        found = self.batch.facts(model).get(told.id) if told is not None else None
        return found[0] if found else None

    def above(self, step: StepLine, process: str) -> StepLine | None:
        """The nearest step of a process that led, directly or not, to this one."""
        seen: set[int] = set()
        at = self.by_id.get(step.led_from or 0)
        while at is not None and at.id not in seen and at.process != process:
            seen.add(at.id)
            at = self.by_id.get(at.led_from or 0)
        return at if at is not None and at.process == process else None

    def root(self, step: StepLine) -> int:
        """The first step of the journey that this one is on."""
        seen: set[int] = set()
        at = step
        while at.led_from in self.by_id and at.id not in seen:
            seen.add(at.id)
            at = self.by_id[at.led_from or 0]
        return at.id

    def referral(self, step: StepLine) -> str | None:
        """The pseudonym of the referral whose episode of need the step belongs to."""
        return self.token("step", step.episode)


def about(subject: Subject, step: StepLine) -> dict[str, Any]:
    """The columns that every row on a step ends with, but for its moments."""
    return {"authority": step.authority, "source": step.source}


def first(told: Iterable[Told], *kinds: str, step: int | None = None) -> Told | None:
    """The first event of these kinds, on a step where one is named."""
    return next((t for t in told if t.kind in kinds and step in (None, t.step)), None)


def last(told: Sequence[Told], *kinds: str, step: int | None = None) -> Told | None:
    """The last event of these kinds, on a step where one is named."""
    return first(reversed(told), *kinds, step=step)


def step_life(step: StepLine, told: Iterable[Told]) -> Life:
    """When a step opened and closed, as these events say."""
    return life(step.declared, ((t.kind, t.outcome, t.on) for t in told if t.step == step.id))


def versions(
    told: Iterable[Told], key: str, build: Callable[[list[Told]], Iterable[Row]]
) -> Iterator[Row]:
    """Each row that was ever so, with the moments from and until which the record said it.

    `build` makes the rows from what was known at one moment, in the order in which it happened;
    `key` is the column that tells its rows apart.
    """
    found = sorted(set_of(told), key=lambda t: (t.on, t.order, t.id))
    moments = {t.recorded_at for t in found} | {t.voided_at for t in found if t.voided_at}
    running: dict[Any, tuple[datetime, Row]] = {}
    for moment in sorted(moments):
        now = {row[key]: row for row in build([t for t in found if t.known(moment)])}
        for ident in [i for i, (_, row) in running.items() if now.get(i) != row]:
            begun, row = running.pop(ident)
            yield {**row, "recorded_at": begun, "voided_at": moment}
        for ident, row in now.items():
            running.setdefault(ident, (moment, row))
    for begun, row in running.values():
        yield {**row, "recorded_at": begun, "voided_at": None}


def set_of(told: Iterable[Told]) -> list[Told]:
    """Each event once."""
    return list({t.id: t for t in told}.values())


def one(row: Row | None) -> list[Row]:
    """A row as `versions` wants it, or no row."""
    return [row] if row is not None else []


def subject_ids(first: int | None = None, last: int | None = None) -> list[int]:
    """Everybody about whom anything is recorded, or those of them between two numbers."""
    some = Q(child__isnull=False)
    if first is not None:
        some = Q(child_id__gte=first, child_id__lte=last)
    steps = Step.objects.filter(some).order_by().values_list("child_id", flat=True)
    events = Event.objects.filter(some).order_by().values_list("child_id", flat=True)
    return sorted({pk for pk in steps.union(events) if pk is not None})


def _clocks(subject: Subject) -> Iterator[Row]:
    for clock in subject.batch.clocks[subject.id]:
        step, start = clock["step_id"], clock["start_event_id"]
        yield {
            "cloc_clock_id": f"{clock['key']}:{subject.token('event', start)}",
            "cloc_person_id": subject.ident, "cloc_step_id": subject.token("step", step),
            "cloc_key": clock["key"], "cloc_version": clock["version"],
            "cloc_state": clock["state"], "cloc_started_on": clock["started_on"],
            "cloc_due_on": clock["due_on"], "cloc_stopped_on": clock["stopped_on"],
            "authority": clock["step__authority__code"], "source": clock["step__source"],
            "recorded_at": clock["start_event__recorded_at"], "voided_at": None,
        }


RELATIONS = (
    Relation(
        name="clocks", subject="cloc_person_id", key="cloc_clock_id", extract=_clocks,
        title="Duties with their due dates, as they stand. What was known earlier is asked of the "
        "events' own relations, which keep every version.",
        columns=(
            text("cloc_clock_id", "The duty and the event that started it"),
            text("cloc_person_id", "The child"),
            text("cloc_step_id", "The piece of work it hangs from"),
            text("cloc_key", "The duty: a key of the law reference"),
            text("cloc_version", "The version of the law that governs it"),
            text("cloc_state", "running, stopped, abandoned, or unknown (the source cannot say)"),
            day("cloc_started_on", "The day it started"),
            day("cloc_due_on", "The day it is due"),
            day("cloc_stopped_on", "The day it was done"),
        ),
    ),
)
