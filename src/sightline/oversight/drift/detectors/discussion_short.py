"""D026: a strategy discussion without health, police or social care."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sightline.base.components.words import day, plural
from sightline.kernel.detectors import (
    Asked,
    Detector,
    EventKnown,
    Level,
    Need,
    Noticed,
    Setting,
    Subject,
)
from sightline.record.meetings.constitution import in_words, rule_on

HELD = "strategy_discussion.held"
REASON = "strategy_discussion.constitution_reason_given"


def missing(event: EventKnown) -> list[str]:
    """The agencies that by the law of the day had to take part and did not."""
    rule = rule_on(event.on)
    if rule is None:
        return []
    there = event.agencies or frozenset()
    return [agency.value for agency in rule.agencies if agency.value not in there]


def look(subject: Subject, asked: Asked) -> Iterator[Noticed]:
    """Discussions that were not fully constituted, until the count of the month is over.

    The mark stays on the record for ever; a reason answers the alert and not the mark.
    """
    for event in subject.events:
        if event.kind != HELD or event.step is None or event.source:
            continue
        absent = missing(event)
        if not absent:
            continue
        given = [e for e in subject.on_step(event.step, REASON) if e.key > event.key]
        waited = asked.working_days_since(event.on)
        if given and waited > asked.settings["counted"]:
            continue
        level = "answered" if given else "red" if waited > asked.settings["reason"] else "amber"
        yield Noticed(event.step, level, event.on, _facts(event, absent, given, waited))


def _facts(
    event: EventKnown, absent: list[str], given: list[EventKnown], waited: int
) -> tuple[str, ...]:
    nobody = event.agencies is None
    facts = [
        f"Held on {day(event.on)}.",
        "The record does not say who took part." if nobody else in_words(absent),
    ]
    if given:
        facts.append(f"The chair gave the reason on {day(given[-1].on)}.")
    else:
        facts.append(f"No reason from the chair; {plural(waited, 'working day')} since.")
    return tuple(facts)


DISCUSSION_SHORT = Detector(
    key="D026",
    title="Strategy discussion without health, police or social care",
    failing="Only police and social care took part in strategy discussions.",
    rule=(
        "A strategy discussion held since 15 April 2013 in which social care, police and health "
        "did not all take part; the chair owes the reason by the next working day"
    ),
    version=date(2026, 6, 1),
    look=look,
    levels=(
        Level("amber", "Not fully constituted", ("team_manager",)),
        Level("red", "Not fully constituted, reason owed", ("team_manager", "service_manager")),
        Level("answered", "Not fully constituted, reason given"),
    ),
    settings=(
        Setting("reason", "The reason is owed after more than this many working days", 1),
        Setting("counted", "Once answered, it is counted for this many", 20),
    ),
    needs=frozenset({Need.AGENCIES}),
    seeds="Ofsted, protection inspection, June 2013; inspection, 2015",
)
