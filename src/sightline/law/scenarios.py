"""Scenarios: short stories with the duties they give, which test a clock and explain it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from sightline.kernel import durations, patterns
from sightline.kernel.calendar import LONDON, WorkingCalendar
from sightline.kernel.clocks import ClockRule, LocalValue
from sightline.kernel.derive import derive
from sightline.kernel.facts import ABANDONED, RUNNING, STOPPED, UNKNOWN, Fact, Run, Source, StepFact
from sightline.kernel.patterns import Pattern
from sightline.law.reading import Reading

CHILD_ONLY = frozenset({"person", "visit", "note", "allocation"})
"""Parts whose events stand on the child alone unless a scenario names a step."""
HANGS_FROM = {"core_group": "protection_plan"}
"""Processes without a step of their own, and the process whose step they use."""
STATES = (RUNNING, STOPPED, ABANDONED, UNKNOWN)
AUTHORITY = "000"


@dataclass(frozen=True, slots=True)
class Expected:
    """One run a scenario expects of a clock, and the step it hangs from where that is told."""

    started_on: date
    due: date | datetime | None
    stopped_on: date | None
    state: str
    step: str = ""


@dataclass(frozen=True)
class Scenario:
    """A story of one child and every run it should give for the clocks it names."""

    name: str
    place: str
    steps: tuple[StepFact, ...]
    facts: tuple[Fact, ...]
    expected: Mapping[str, tuple[Expected, ...]]
    names: Mapping[int, str]
    local: tuple[LocalValue, ...] = ()
    live_from: Mapping[str, date] | None = None
    sources: Mapping[str, Source] | None = None
    line: int = 0

    def play(self, rules: Sequence[ClockRule], calendar: WorkingCalendar) -> list[Run]:
        """The runs that the rules give for this story."""
        return derive(
            steps=self.steps,
            facts=self.facts,
            rules=rules,
            calendar=calendar,
            local=self.local,
            live_from=self.live_from or {},
            sources=self.sources or {},
        )

    def found(self, key: str, runs: Sequence[Run]) -> tuple[Expected, ...]:
        """What the runs say of one clock, in the shape of what is expected."""
        wanted = [run.step for run in self.expected.get(key, ())]
        return tuple(
            Expected(
                run.started_on,
                run.due_at or run.due_on,
                run.stopped_on,
                run.state,
                self.names[run.step] if n < len(wanted) and wanted[n] else "",
            )
            for n, run in enumerate(run for run in runs if run.key == key)
        )

    def failures(self, runs: Sequence[Run]) -> list[str]:
        """Each clock whose runs are not the expected ones, in words."""
        return [
            f"{self.place}, line {self.line}, '{self.name}': {key} gave "
            f"{self.found(key, runs)}, not {wanted}"
            for key, wanted in self.expected.items()
            if self.found(key, runs) != wanted
        ]


def scenarios(path: Path) -> tuple[Scenario, ...]:
    """The scenarios of one file; its head names the events that close and reopen a step."""
    entries = Reading.of(path).entries()
    heads = [entries.pop(name, None) for name in ("closing", "reopening")]
    closers, reopeners = (
        tuple(item.read(patterns.parse) for item in head.items()) if head else () for head in heads
    )
    return tuple(_scenario(name, reading, closers, reopeners) for name, reading in entries.items())


class _Stage:
    """The steps and events of a scenario while they are being read."""

    def __init__(self, closers: Sequence[Pattern], reopeners: Sequence[Pattern]) -> None:
        self.closers, self.reopeners = closers, reopeners
        self.process: dict[str, str] = {}
        self.led_from: dict[str, str] = {}
        self.facts: list[tuple[str, Fact]] = []

    def declare(self, reading: Reading) -> None:
        """`steps`: a step's name with the step it was led from, or also with its process."""
        for name, value in reading.entries().items():
            if value.is_mapping:
                given = value.entries({"process", "from"})
                self.process[name] = given["process"].text() if "process" in given else name
                if "from" in given:
                    self.led_from[name] = given["from"].text()
            else:
                self.process[name] = name
                if not value.empty:
                    self.led_from[name] = value.text()

    def record(self, reading: Reading) -> None:
        if reading.is_mapping:
            given = reading.entries({"on", "event", "at", "for_on", "step", "source"})
        else:
            values = reading.items()
            given = dict(zip(("on", "event", "step"), values, strict=False))
        if "on" not in given or "event" not in given:
            reading.fail("[date, event] or [date, event, step]")
        pattern = given["event"].read(patterns.parse)
        process = pattern.kind.partition(".")[0]
        default = "" if process in CHILD_ONLY else HANGS_FROM.get(process, process)
        step = given["step"].text() if "step" in given else default
        if step:
            self.process.setdefault(step, step)
        fact = Fact(
            id=len(self.facts) + 1,
            step=self.number(step),
            kind=pattern.kind,
            outcome="".join(pattern.outcomes or ()),
            on=given["on"].day(),
            at=time.fromisoformat(given["at"].text()) if "at" in given else None,
            for_on=given["for_on"].day() if "for_on" in given else None,
            order=len(self.facts),
            source=given["source"].text() if "source" in given else "",
        )
        self.facts.append((step, fact))

    def names(self) -> dict[int, str]:
        """What the story calls each of its steps, by number."""
        return {number: name for number, name in enumerate(self.process, start=1)}

    def number(self, name: str) -> int | None:
        return list(self.process).index(name) + 1 if name in self.process else None

    def steps(self) -> tuple[StepFact, ...]:
        return tuple(
            StepFact(
                id=self.number(name) or 0,
                process=process,
                led_from=self.number(self.led_from.get(name, "")),
                authority=AUTHORITY,
                closed_on=self._closed(name),
            )
            for name, process in self.process.items()
        )

    def _closed(self, name: str) -> date | None:
        closed = None
        for step, fact in sorted(self.facts, key=lambda told: told[1].key):
            if step != name:
                continue
            if any(closer.matches(fact) for closer in self.closers):
                closed = fact.on
            elif any(reopener.matches(fact) for reopener in self.reopeners):
                closed = None
        return closed


def _scenario(
    name: str, reading: Reading, closers: Sequence[Pattern], reopeners: Sequence[Pattern]
) -> Scenario:
    given = reading.entries({"steps", "events", "clocks", "local", "live_from", "sources"})
    for needed in ("events", "clocks"):
        if needed not in given:
            reading.fail(f"a scenario with '{needed}'", f"'{name}' without it")
    stage = _Stage(closers, reopeners)
    if "steps" in given:
        stage.declare(given["steps"])
    for item in given["events"].items():
        stage.record(item)
    expected = {
        key: tuple(_expected(run) for run in value.items())
        for key, value in given["clocks"].entries().items()
    }
    live = {AUTHORITY: given["live_from"].day()} if "live_from" in given else None
    local = _local(given["local"]) if "local" in given else ()
    sources = _sources(given["sources"]) if "sources" in given else None
    place = "/".join(reading.path.parts[-3:])
    facts = tuple(fact for _, fact in stage.facts)
    return Scenario(
        name, place, stage.steps(), facts, expected, stage.names(), local, live, sources,
        line=reading.line,
    )  # fmt: skip


def _expected(reading: Reading) -> Expected:
    values = reading.items()
    if not 3 <= len(values) <= 5:
        reading.fail("[start, due, stop], with a state and the step's name if they are told")
    started, due, stopped = values[:3]
    ended = None if stopped.empty else stopped.day()
    state = values[3].text() if len(values) > 3 else (STOPPED if ended else RUNNING)
    if state not in STATES:
        values[3].fail(f"one of: {', '.join(STATES)}")
    step = values[4].text() if len(values) > 4 else ""
    return Expected(started.day(), None if due.empty else _due(due), ended, state, step)


def _due(reading: Reading) -> date | datetime:
    if " " in reading.text():
        return datetime.fromisoformat(reading.text()).replace(tzinfo=LONDON)
    return reading.day()


def _local(reading: Reading) -> tuple[LocalValue, ...]:
    """`local`: a clock with the authority's own limit, `off`, or `cut_over` and a day."""
    found = []
    for key, value in reading.entries().items():
        word, _, day = value.text().partition("cut_over ")
        own = LocalValue(AUTHORITY, key, date.min)
        if day:
            own = LocalValue(AUTHORITY, key, date.min, cut_over=date.fromisoformat(day))
        elif word != "off":
            own = LocalValue(AUTHORITY, key, date.min, allowed=value.read(durations.parse))
        found.append(own)
    return tuple(found)


def _sources(reading: Reading) -> dict[str, Source]:
    return {
        key: Source(key, frozenset(item.text() for item in value.items()))
        for key, value in reading.entries().items()
    }
