"""Scenarios of detectors: what was known of one child, the day asked about, what is found."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from sightline.kernel.detectors import EventKnown, InstructionKnown, StepKnown, Subject
from sightline.kernel.patterns import parse

CHILD_ONLY = {"visit", "note", "person"}


@dataclass(frozen=True)
class Scenario:
    """A story, the day it is asked about, and the levels it should give step by step."""

    detector: str
    name: str
    on: date
    subject: Subject
    found: tuple[tuple[str, str, date], ...]
    names: dict[int, str]


def scenarios(path: Path):
    told = yaml.safe_load(path.read_text(encoding="utf-8"))
    closing = [parse(each) for each in told.pop("closing")]
    for detector, stories in told.items():
        for name, story in stories.items():
            yield _scenario(detector, name, story, closing)


def _scenario(detector, name, story, closing):
    steps = {key: (value or key) for key, value in (story.get("steps") or {}).items()}
    events = [_event(number, told, steps) for number, told in enumerate(story["events"], 1)]
    ids = {step: number for number, step in enumerate(steps, 1)}
    known = tuple(
        EventKnown(
            id=number, kind=pattern.kind, outcome="".join(pattern.outcomes or ()), on=on,
            step=ids.get(step), order=number, source=source,
            agencies=None if agencies is None else frozenset(agencies),
        )
        for number, (on, pattern, step, source, agencies) in enumerate(events, 1)
    )
    subject = Subject(
        7, tuple(_step(ids[s], p, known, closing) for s, p in steps.items()), known,
        tuple(
            InstructionKnown(number, ids[task["step"]], task.get("source", "manager"),
                             task["unfinished"])
            for number, task in enumerate(story.get("tasks", ()), 1)
        ),
    )
    found = tuple((step, level, since) for step, level, since in story["found"])
    return Scenario(detector, name, story["as_at"], subject, found, {v: k for k, v in ids.items()})


def _event(number, told, steps):
    """[day, event, step?] or a mapping with also `agencies` and `source`."""
    in_order = ("day", "event", "step")
    given = dict(zip(in_order, told, strict=False)) if isinstance(told, list) else told
    pattern = parse(given["event"])
    process = pattern.kind.partition(".")[0]
    step = given.get("step", "" if process in CHILD_ONLY else process)
    if step:
        steps.setdefault(step, step)
    return given["day"], pattern, step, given.get("source", ""), given.get("agencies")


def _step(ident, process, events, closing):
    mine = [event for event in events if event.step == ident]
    closed = None
    for event in mine:
        if any(pattern.matches(event) for pattern in closing):
            closed = event.on
        elif event.kind.endswith(".reopened"):
            closed = None
    opened = mine[0].on if mine else None
    return StepKnown(ident, process, "999", None, opened, closed, mine[0].source if mine else "")
