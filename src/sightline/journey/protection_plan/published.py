"""Protection plans as relations: the plans, their categories over time, and visits made on them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sightline.journey.protection_plan.queries.repeats import WITHIN_MONTHS
from sightline.kernel.calendar import add_months
from sightline.kernel.relations import Relation, Row, day, text, whole, yes_no
from sightline.record.allocation.published import allocations, team_on
from sightline.record.census_facts.models import EarlierPlans
from sightline.record.harm.models import PlanElsewhere
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
DECIDED = "conference.decided"


@dataclass(frozen=True)
class Before:
    """The plans a child had before one: how many anywhere, the last end known, and how recent.

    Each is none where the source cannot say.
    """

    number: int | None
    last_ended_on: date | None
    within_two_years: bool | None


def _before(subject: Subject, step: StepLine, started: Told, known: Sequence[Told]) -> Before:
    """As the child's page works it out; where a number is told and no day, nobody can say when."""
    here = {
        told.step: last(known, ENDED, step=told.step) for told in known
        if told.kind == "protection_plan.started" and told.step != step.id
        and (told.on, told.step or 0) < (started.on, step.id)
    }
    facts = subject.batch.facts
    elsewhere = [row for told in known for row in facts(PlanElsewhere).get(told.id, ())]
    counted = [
        row.number for told in known if told.step == step.id
        for row in facts(EarlierPlans).get(told.id, ()) if row.number is not None
    ]
    there = max((row.how_many or 0 for row in elsewhere), default=0)
    ends = [ended.on for ended in here.values() if ended is not None]
    told_ends = [row.ended_on for row in elsewhere if row.ended_on and row.ended_on <= started.on]
    latest = max([*ends, *told_ends], default=None)
    number = max(len(here) + there, *counted, 0)
    if step.source and not counted and not number:
        return Before(None, None, None)
    if latest is not None and latest >= add_months(started.on, -WITHIN_MONTHS):
        return Before(number, latest, True)
    unknown = number > len(here) + (there if told_ends else 0)
    return Before(number, latest, None if unknown else False)


def _plans(subject: Subject) -> Iterator[Row]:
    facts = subject.batch.facts
    telling = [
        told for told in subject.told
        if told.kind in ("protection_plan.started", ENDED) or told.id in facts(PlanElsewhere)
    ]
    for step in subject.steps_of("protection_plan"):
        conference = subject.above(step, "conference")
        deciding = [t for t in subject.on(conference) if t.kind == DECIDED] if conference else []
        yield from versions(
            [*subject.on(step), *telling, *deciding, *allocations(subject)], "cppl_cp_plan_id",
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
    conference, before = subject.above(step, "conference"), _before(subject, step, started, known)
    made = last(known, DECIDED, step=conference.id) if conference is not None else None
    return {
        "cppl_cp_plan_id": subject.token("step", step.id), "cppl_person_id": subject.ident,
        "cppl_referral_id": subject.referral(step),
        "cppl_icpc_id": subject.token("step", conference.id) if conference is not None else None,
        "cppl_cp_plan_start_date": started.on,
        "cppl_cp_plan_end_date": ended.on if ended is not None else None,
        "cppl_end_reason": ended.outcome if ended is not None else None,
        "cppl_cp_plan_initial_category": named[0].outcome if named else None,
        "cppl_cp_plan_latest_category": named[-1].outcome if named else None,
        "cppl_meeting_id": subject.token("occasion", made.occasion) if made is not None else None,
        "cppl_plans_before": before.number, "cppl_last_ended_on": before.last_ended_on,
        "cppl_within_two_years": before.within_two_years,
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
            text("cppl_meeting_id", "The meeting that made it, the same for all its children"),
            whole("cppl_plans_before", "How many plans the child had had before, anywhere"),
            day("cppl_last_ended_on", "The day the last of them ended, as far as it is known"),
            yes_no("cppl_within_two_years", "Whether one ended in the two years before; empty "
                   "where a number is told and no day"),
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
