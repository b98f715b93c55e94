"""Protection plans as relations: the plans, their categories over time, and visits made on them."""

from collections.abc import Iterator, Sequence

from sightline.kernel.relations import Relation, Row, day, text, yes_no
from sightline.record.allocation.published import allocations, team_on
from sightline.record.spine.published import (
    StepLine,
    Subject,
    Told,
    about,
    first,
    last,
    one,
    versions,
)
from sightline.record.visits.published import visits_during

NAMING = ("protection_plan.started", "protection_plan.category_changed")
ENDED = "protection_plan.ended"


def _plans(subject: Subject) -> Iterator[Row]:
    for step in subject.steps_of("protection_plan"):
        yield from versions(
            [*subject.on(step), *allocations(subject)], "cppl_cp_plan_id",
            lambda known, step=step: one(_plan(subject, step, known)),  # type: ignore[misc]
        )


def _named(step: StepLine, known: Sequence[Told]) -> list[Told]:
    """The events that said which category the plan is under, in order."""
    return [t for t in known if t.step == step.id and t.kind in NAMING and t.outcome]


def _plan(subject: Subject, step: StepLine, known: list[Told]) -> Row | None:
    started = first(known, "protection_plan.started", step=step.id)
    if started is None:
        return None
    ended, named = last(known, ENDED, step=step.id), _named(step, known)
    conference = subject.above(step, "conference")
    return {
        "cppl_cp_plan_id": subject.token("step", step.id), "cppl_person_id": subject.ident,
        "cppl_referral_id": subject.referral(step),
        "cppl_icpc_id": subject.token("step", conference.id) if conference is not None else None,
        "cppl_cp_plan_start_date": started.on,
        "cppl_cp_plan_end_date": ended.on if ended is not None else None,
        "cppl_end_reason": ended.outcome if ended is not None else None,
        "cppl_cp_plan_initial_category": named[0].outcome if named else None,
        "cppl_cp_plan_latest_category": named[-1].outcome if named else None,
        "cppl_team": team_on(subject, known, step, started.on),
        **about(subject, step),
    }


def _categories(subject: Subject) -> Iterator[Row]:
    for step in subject.steps_of("protection_plan"):
        yield from versions(
            [*subject.on(step), *allocations(subject)], "cppc_category_id",
            lambda known, step=step: _stretches(subject, step, known),  # type: ignore[misc]
        )


def _stretches(subject: Subject, step: StepLine, known: list[Told]) -> Iterator[Row]:
    started = first(known, "protection_plan.started", step=step.id)
    ended = last(known, ENDED, step=step.id)
    if started is None:
        return
    stretches = _named(step, known) or [started]
    for place, told in enumerate(stretches):
        after = stretches[place + 1].on if place + 1 < len(stretches) else None
        if after == told.on:
            # changed again the same day: it was never the category at the end of a day
            continue
        yield {
            "cppc_category_id": subject.token("event", told.id), "cppc_person_id": subject.ident,
            "cppc_cp_plan_id": subject.token("step", step.id),
            "cppc_category": told.outcome or None, "cppc_since": told.on,
            "cppc_until": after or (ended.on if ended is not None else None),
            "cppc_team": team_on(subject, known, step, told.on),
            **about(subject, step),
        }


def _visits(subject: Subject) -> Iterator[Row]:
    yield from visits_during(subject, "protection_plan", "cppv", "cp_visit")


RELATIONS = (
    Relation(
        name="cp_plans", ssd="ssd_cp_plans", subject="cppl_person_id", key="cppl_cp_plan_id",
        extract=_plans, title="Child protection plans",
        columns=(
            text("cppl_cp_plan_id", "The plan"),
            text("cppl_person_id", "The child"),
            text("cppl_referral_id", "The referral whose episode of need it belongs to"),
            text("cppl_icpc_id", "The conference that made it"),
            day("cppl_cp_plan_start_date", "The day of the conference that made it"),
            day("cppl_cp_plan_end_date", "The day it ended; empty while it goes on"),
            text("cppl_end_reason", "Why it ended"),
            text("cppl_cp_plan_initial_category", "The main category at the start"),
            text("cppl_cp_plan_latest_category", "The main category last named"),
            text("cppl_team", "The team that held the child when it started"),
        ),
    ),
    Relation(
        name="cp_plan_categories", subject="cppc_person_id", key="cppc_category_id",
        extract=_categories,
        title="The main category of a plan from one day until another",
        columns=(
            text("cppc_category_id", "The event that named it"),
            text("cppc_person_id", "The child"),
            text("cppc_cp_plan_id", "The plan"),
            text("cppc_category", "The main category, in the census's codes"),
            day("cppc_since", "The first day"),
            day("cppc_until", "The day it changed or the plan ended; empty while it holds"),
            text("cppc_team", "The team that held the child on the first day"),
        ),
    ),
    Relation(
        name="cp_visits", ssd="ssd_cp_visits", subject="cppv_person_id", key="cppv_cp_visit_id",
        extract=_visits, title="Visits to children while they had a protection plan",
        columns=(
            text("cppv_cp_visit_id", "The visit, for this child"),
            text("cppv_person_id", "The child"),
            text("cppv_plan_id", "The plan"),
            day("cppv_cp_visit_date", "The day"),
            yes_no("cppv_cp_visit_seen", "Whether this child was seen"),
            yes_no("cppv_cp_visit_seen_alone", "Whether this child was seen alone"),
            yes_no("cppv_cp_visit_bedroom", "Whether the bedroom was seen"),
            text("cppv_outcome", "Seen by whom, in the record's own words"),
        ),
    ),
)
