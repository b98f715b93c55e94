"""D024: a section 47 enquiry in which nothing is done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sightline.base.components.words import day, plural
from sightline.kernel.detectors import (
    Asked,
    Detector,
    EventKnown,
    Level,
    Noticed,
    Setting,
    StepKnown,
    Subject,
)
from sightline.record.timeline.activity import ACTIVITY

WORDS = {
    "visit.made": "a visit", "note.recorded": "a note", "task.done": "a task done",
    "contact.received": "a contact",
}


def _open_enquiries(subject: Subject) -> Iterator[tuple[StepKnown, EventKnown]]:
    """Enquiries that have started and that nobody has concluded."""
    for step in subject.of("section47"):
        started = next(iter(subject.on_step(step.id, "section47.started")), None)
        if started is not None and not subject.on_step(step.id, "section47.concluded"):
            yield step, started


def look(subject: Subject, asked: Asked) -> Iterator[Noticed]:
    """Open enquiries about whose child nothing was done for some working days.

    An enquiry from another system's file says nothing of visits, so it is counted from the first
    thing recorded here.
    """
    for step, started in _open_enquiries(subject):
        since = started.on
        if started.source:
            here = [e.on for e in subject.events if not e.source and e.on >= started.on]
            if not here:
                continue
            since = min(here)
        done = [e for e in subject.events if e.kind in ACTIVITY and e.on >= started.on]
        last = max(done, key=lambda event: event.key, default=None)
        idle_since = max(since, last.on) if last is not None else since
        idle = asked.working_days_since(idle_since)
        if idle < asked.settings["manager"]:
            continue
        level = "red" if idle >= asked.settings["head"] else "amber"
        yield Noticed(step.id, level, idle_since, _facts(started, last, idle))


def _facts(started: EventKnown, last: EventKnown | None, idle: int) -> tuple[str, ...]:
    said = (
        f"The last thing done was {WORDS[last.kind]} on {day(last.on)}." if last is not None
        else "No visit, note, contact or finished task since then."
    )
    return (
        f"Enquiry started on {day(started.on)}.", said,
        f"{plural(idle, 'working day')} without activity.",
    )


ENQUIRY_STILL = Detector(
    key="D024",
    title="Section 47 enquiry with no activity",
    failing="A case had no work for four weeks after the strategy discussion.",
    rule=(
        "An open section 47 enquiry with no visit, note, contact or finished task about the "
        "child for some working days"
    ),
    version=date(2026, 6, 1),
    look=look,
    levels=(
        Level("amber", "Nothing done for a week", ("team_manager",)),
        Level("red", "Nothing done for two weeks", ("team_manager", "service_manager")),
    ),
    settings=(
        Setting("manager", "The manager is told at this many working days", 5),
        Setting("head", "The head of service is told at", 10),
    ),
    seeds="Ofsted, protection inspection, June 2013",
)
