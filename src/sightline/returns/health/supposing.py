"""A child's record as it would stand with the answers on a page: nothing is written.

What is supposed is one event with the facts that its typed rows carry, on the step that the page
is of, or on a new one in the child's open episode of need.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sightline.base.forms.advising import Answers
from sightline.base.moments import today
from sightline.kernel.register import processes
from sightline.record.census_facts.carriers import carriers
from sightline.record.census_facts.standing import StandingEvent, StandingStep

#: The number of a step that is not there yet.
NEW = -1
#: What follows in the return once the event has its answer: factors are told when authorised.
FOLLOWED_BY = {"assessment.submitted": "assessment.authorised"}


def own(answers: Answers, child_id: int) -> tuple[dict[str, Any], dict[str, list[Any]]]:
    """The event's columns and the typed rows of one child: the shared ones, and over them its own.
    """
    part = answers.values.get("children", {}).get(child_id, {})
    event = dict(answers.values.get("event", {}))
    event |= {k: v for k, v in part.get("event", {}).items() if v not in (None, "")}
    rows = {label: list(held) for label, held in answers.values.get("rows", {}).items()}
    for label, held in part.get("rows", {}).items():
        rows[label] = [*rows.get(label, []), *held]
    return event, rows


def facts_in(kind: str, rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> dict[str, Any]:
    """The facts of a return among the answers, by the names under which they are read back."""
    found: dict[str, Any] = {}
    for carrier in (each for each in carriers if each.kind == kind):
        for row in rows.get(carrier.model._meta.label, ()):
            for name, column in carrier.columns:
                value = row.get(column)
                if value in (None, ""):
                    continue
                if carrier.many:
                    found.setdefault(name, []).append(value)
                else:
                    found[name] = value
    return found


def with_answers(
    steps: Sequence[StandingStep], answers: Answers, child_id: int, *, first: bool
) -> tuple[list[StandingStep], int] | None:
    """The steps as they would stand, and the step the event falls on; none where none is known.

    `first` is the child whose step the page is of; another has an open step of its own, or none.
    """
    event, rows = own(answers, child_id)
    process = processes[answers.kind.partition(".")[0]]
    on = event.get("on") or today()
    known = _target(steps, answers, process.key, first=first)
    if known is None:
        if answers.kind.partition(".")[2] not in process.opens:
            return None
        known = _new(steps, process.key, on)
        steps = [*steps, known]
    happened = [_event(answers.kind, event, on, known.id, facts_in(answers.kind, rows))]
    if follows := FOLLOWED_BY.get(answers.kind):
        happened.append(_event(follows, {}, on, known.id, {}))
    fresh = replace(known, events=sorted(
        [*known.events, *happened], key=lambda each: each.on))
    return [fresh if step.id == known.id else step for step in steps], known.id


def _target(
    steps: Sequence[StandingStep], answers: Answers, process: str, *, first: bool
) -> StandingStep | None:
    if answers.step_id is None:
        return None
    if first:
        return next((step for step in steps if step.id == answers.step_id), None)
    theirs = [s for s in steps if s.process == process and s.closed_on is None]
    return max(theirs, key=lambda step: (step.opened_on, step.id), default=None)


def _new(steps: Sequence[StandingStep], process: str, on: date) -> StandingStep:
    """A step not opened yet, in the episode of need that is open, else in the latest."""
    referrals = [step for step in steps if step.process == "referral"]
    episode = max(
        referrals, key=lambda s: (s.closed_on is None, s.opened_on, s.id), default=None)
    return StandingStep(
        id=NEW, process=process, led_from=None, opened_on=on, closed_on=None,
        episode=episode.id if episode is not None and process != "referral" else None,
    )


def _event(
    kind: str, event: Mapping[str, Any], on: date, step: int, values: dict[str, Any]
) -> StandingEvent:
    return StandingEvent(
        id=0, step=step, kind=kind, outcome=event.get("outcome") or "", on=on,
        for_on=event.get("for_on"), values=values)
