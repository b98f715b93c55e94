"""D012: what the out of hours service did, and no manager by day has taken up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta

from sightline.base.components.words import day
from sightline.kernel.detectors import Asked, Detector, EventKnown, Level, Noticed, Subject
from sightline.oversight.out_of_hours.noon import MORNING

RECORDED, ACKNOWLEDGED = "out_of_hours.recorded", "out_of_hours.acknowledged"


def noon_of(event: EventKnown, asked: Asked) -> date:
    """The day at whose noon it had to be taken up; the small hours are the night before's."""
    early = event.at is not None and event.at < MORNING
    return asked.calendar.add(event.on - timedelta(days=1 if early else 0), 1)


def look(subject: Subject, asked: Asked) -> Iterator[Noticed]:
    """Episodes whose noon has gone by the end of the day asked about."""
    for event in subject.events:
        if event.kind != RECORDED or event.step is None or event.source:
            continue
        if any(e.key > event.key for e in subject.on_step(event.step, ACKNOWLEDGED)):
            continue
        owed = noon_of(event, asked)
        if asked.on < owed:
            continue
        at = f" at {event.at:%H:%M}" if event.at is not None else ""
        yield Noticed(event.step, "amber" if asked.on == owed else "red", event.on, (
            f"The episode began on {day(event.on)}{at}.",
            f"A manager by day had until {time(12):%H:%M} on {day(owed)} to acknowledge it.",
        ))


NIGHT_UNTAKEN = Detector(
    key="D012",
    title="Out of hours episode that nobody by day has taken up",
    failing="What the out of hours service did was lost by the morning.",
    rule=(
        "An out of hours episode not acknowledged by noon of the next working day; what began "
        "before nine in the morning is the night before's"
    ),
    version=date(2026, 6, 1),
    look=look,
    levels=(
        Level("amber", "Owed by noon and not acknowledged", ("front_door_manager", "team_manager")),
        Level("red", "Not acknowledged a day later",
              ("front_door_manager", "team_manager", "service_manager")),
    ),
    seeds="Ofsted, protection inspection, June 2013 (47); 2015 and 2022 found it done well",
)
