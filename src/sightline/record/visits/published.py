"""Visits as the plans that asked for them publish them: one row a child seen, or not."""

from __future__ import annotations

from collections.abc import Iterator

from sightline.kernel.relations import Relation, Row, day, text, whole
from sightline.record.allocation.published import allocations, team_of
from sightline.record.spine.published import (
    StepLine,
    Subject,
    Told,
    about,
    one,
    step_life,
    versions,
)
from sightline.record.visits.entering import days_to_enter
from sightline.record.visits.models import BedroomSeen, ChildPart

SEEN = frozenset({"child_seen", "child_seen_alone", "child_seen_by_other"})
BEDROOM = {BedroomSeen.YES.value: True, BedroomSeen.NO.value: False}


def visits_during(subject: Subject, process: str, prefix: str, ident: str) -> Iterator[Row]:
    """The visits made while a step of a process was open, in columns of that prefix.

    `ident` is what the dataset calls the visit ("cp_visit"). A visit counts on the step it stands
    on, else on the newest step open that day.
    """
    steps = subject.steps_of(process)
    opening = [told for told in subject.on(*steps) if told.kind.startswith(f"{process}.")]
    for visit in subject.of("visit.made") if steps else ():
        yield from versions(
            [visit, *opening], f"{prefix}_{ident}_id",
            lambda known, visit=visit: one(  # type: ignore[misc]
                _visit(subject, steps, visit, known, (prefix, ident))
            ),
        )


def _visit(
    subject: Subject, steps: list[StepLine], visit: Told, known: list[Told], names: tuple[str, str]
) -> Row | None:
    step = _step_of(steps, visit, known) if visit in known else None
    if step is None:
        return None
    prefix, ident = names
    part = subject.fact(ChildPart, visit)
    return {
        f"{prefix}_{ident}_id": subject.token("event", visit.id),
        f"{prefix}_person_id": subject.ident,
        f"{prefix}_plan_id": subject.token("step", step.id),
        f"{prefix}_{ident}_date": visit.on,
        f"{prefix}_{ident}_seen": visit.outcome in SEEN,
        f"{prefix}_{ident}_seen_alone": visit.outcome == "child_seen_alone",
        f"{prefix}_{ident}_bedroom": BEDROOM.get(part.bedroom_seen) if part is not None else None,
        f"{prefix}_outcome": visit.outcome or None,
        **about(subject, step),
    }


def _step_of(steps: list[StepLine], visit: Told, known: list[Told]) -> StepLine | None:
    found = []
    for step in steps:
        ran = step_life(step, known)
        if ran.opened_on is None:
            continue
        if visit.step == step.id:
            return step
        if ran.opened_on <= visit.on and (ran.closed_on is None or visit.on <= ran.closed_on):
            found.append((ran.opened_on, step.id, step))
    return max(found)[2] if found else None


def _entered(subject: Subject) -> Iterator[Row]:
    """Each visit with how long it took until it was first written down."""
    for visit in subject.of("visit.made"):
        yield from versions(
            [visit, *allocations(subject)], "vise_visit_id",
            lambda known, visit=visit: one(_entry(subject, visit, known)),  # type: ignore[misc]
        )


def _entry(subject: Subject, visit: Told, known: list[Told]) -> Row | None:
    if visit not in known:
        return None
    first, told = visit, {each.id: each for each in subject.of("visit.made")}
    while first.replaces in told:
        first = told[first.replaces]
    return {
        "vise_visit_id": subject.token("event", visit.id),
        "vise_person_id": subject.ident,
        "vise_meeting_id": subject.token("occasion", visit.occasion),
        "vise_visited_on": visit.on,
        "vise_working_days": days_to_enter(visit.on, first.recorded_at),
        "vise_outcome": visit.outcome or None,
        "vise_team": team_of(subject, known, visit.on),
        "authority": visit.authority, "source": visit.source,
    }


RELATIONS = (
    Relation(
        name="visits_entered", subject="vise_person_id", key="vise_visit_id",
        extract=_entered, title="Visits and when they were written down, one row a child",
        columns=(
            text("vise_visit_id", "The visit, for this child"),
            text("vise_person_id", "The child"),
            text("vise_meeting_id", "The visit, the same for all the children it was to"),
            day("vise_visited_on", "The day of the visit"),
            whole("vise_working_days", "Working days until it was first written down"),
            text("vise_outcome", "Whether the child was seen"),
            text("vise_team", "The team that held the child's work on that day"),
        ),
    ),
)
