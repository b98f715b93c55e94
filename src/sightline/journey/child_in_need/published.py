"""Child in need plans as a relation, and the visits made on them."""

from collections.abc import Iterator

from sightline.kernel.relations import Relation, Row, day, text, yes_no
from sightline.record.allocation.published import allocations, team_on
from sightline.record.spine.published import (
    StepLine,
    Subject,
    Told,
    about,
    first,
    one,
    step_life,
    versions,
)
from sightline.record.visits.published import visits_during


def _plans(subject: Subject) -> Iterator[Row]:
    for step in subject.steps_of("child_in_need"):
        yield from versions(
            [*subject.on(step), *allocations(subject)], "cinp_cin_plan_id",
            lambda known, step=step: one(_plan(subject, step, known)),  # type: ignore[misc]
        )


def _plan(subject: Subject, step: StepLine, known: list[Told]) -> Row | None:
    ran = step_life(step, known)
    if ran.opened_on is None:
        return None
    agreed = first(known, "child_in_need.plan_agreed", step=step.id)
    return {
        "cinp_cin_plan_id": subject.token("step", step.id), "cinp_person_id": subject.ident,
        "cinp_referral_id": subject.referral(step),
        "cinp_cin_plan_start_date": ran.opened_on,
        "cinp_agreed_on": agreed.on if agreed is not None else None,
        "cinp_cin_plan_end_date": ran.closed_on,
        "cinp_cin_plan_team": team_on(subject, known, step, ran.opened_on),
        **about(subject, step),
    }


def _visits(subject: Subject) -> Iterator[Row]:
    yield from visits_during(subject, "child_in_need", "cinv", "cin_visit")


RELATIONS = (
    Relation(
        name="cin_plans", ssd="ssd_cin_plans", subject="cinp_person_id", key="cinp_cin_plan_id",
        extract=_plans, title="Child in need plans",
        columns=(
            text("cinp_cin_plan_id", "The plan"),
            text("cinp_person_id", "The child"),
            text("cinp_referral_id", "The referral whose episode of need it belongs to"),
            day("cinp_cin_plan_start_date", "The day the child became a child in need"),
            day("cinp_agreed_on", "The day the plan was agreed"),
            day("cinp_cin_plan_end_date", "The day it ended; empty while it goes on"),
            text("cinp_cin_plan_team", "The team that held the child when it started"),
        ),
    ),
    Relation(
        name="cin_visits", ssd="ssd_cin_visits", subject="cinv_person_id",
        key="cinv_cin_visit_id", extract=_visits,
        title="Visits to children while they had a child in need plan",
        columns=(
            text("cinv_cin_visit_id", "The visit, for this child"),
            text("cinv_person_id", "The child"),
            text("cinv_plan_id", "The plan"),
            day("cinv_cin_visit_date", "The day"),
            yes_no("cinv_cin_visit_seen", "Whether this child was seen"),
            yes_no("cinv_cin_visit_seen_alone", "Whether this child was seen alone"),
            yes_no("cinv_cin_visit_bedroom", "Whether the bedroom was seen"),
            text("cinv_outcome", "Seen by whom, in the record's own words"),
        ),
    ),
)
