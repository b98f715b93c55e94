"""Assessments as relations, and the factors found at the end of each."""

from collections.abc import Iterator

from sightline.journey.assessment.models import Factor
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

KINDS = {"initial_started": "initial", "core_started": "core"}
STARTED = tuple(
    f"assessment.{key}"
    for key in ("started", "initial_started", "core_started", "reassessment_decided")
)
AUTHORISED = tuple(
    f"assessment.{key}" for key in ("authorised", "initial_authorised", "core_authorised")
)


def _assessments(subject: Subject) -> Iterator[Row]:
    for step in subject.steps_of("assessment"):
        yield from versions(
            [*subject.on(step), *allocations(subject)], "cina_assessment_id",
            lambda known, step=step: one(_assessment(subject, step, known)),  # type: ignore[misc]
        )


def _assessment(subject: Subject, step: StepLine, known: list[Told]) -> Row | None:
    started = first(known, *STARTED, step=step.id)
    if started is None:
        return None
    done = last(known, *AUTHORISED, step=step.id)
    return {
        "cina_assessment_id": subject.token("step", step.id), "cina_person_id": subject.ident,
        "cina_referral_id": subject.referral(step),
        "cina_kind": KINDS.get(started.kind.partition(".")[2], "single"),
        "cina_assessment_start_date": started.on,
        "cina_assessment_auth_date": done.on if done is not None else None,
        "cina_assessment_outcome": done.outcome if done is not None else None,
        "cina_assessment_outcome_nfa": done.outcome == "no_further_action" if done else None,
        "cina_assessment_team": team_on(subject, known, step, done.on if done else started.on),
        **about(subject, step),
    }


def _factors(subject: Subject) -> Iterator[Row]:
    for step in subject.steps_of("assessment"):
        yield from versions(
            [told for told in subject.on(step) if told.kind in AUTHORISED], "cinf_table_id",
            lambda known, step=step: _found(subject, step, known),  # type: ignore[misc]
        )


def _found(subject: Subject, step: StepLine, known: list[Told]) -> Iterator[Row]:
    done = last(known, *AUTHORISED, step=step.id)
    for factor in subject.batch.facts(Factor).get(done.id, ()) if done is not None else ():
        assessment = subject.token("step", step.id)
        yield {
            "cinf_table_id": f"{assessment}:{factor.code}", "cinf_person_id": subject.ident,
            "cinf_assessment_id": assessment, "cinf_assessment_factor": factor.code,
            **about(subject, step),
        }


RELATIONS = (
    Relation(
        name="cin_assessments", ssd="ssd_cin_assessments", subject="cina_person_id",
        key="cina_assessment_id", extract=_assessments, title="Assessments",
        columns=(
            text("cina_assessment_id", "The assessment"),
            text("cina_person_id", "The child"),
            text("cina_referral_id", "The referral whose episode of need it belongs to"),
            text("cina_kind", "single; or initial or core, as they were before 2013"),
            day("cina_assessment_start_date", "The day it started"),
            day("cina_assessment_auth_date", "The day it was authorised, which ends it"),
            text("cina_assessment_outcome", "What it led to"),
            yes_no("cina_assessment_outcome_nfa", "Whether that was no further action"),
            text("cina_assessment_team", "The team that held it when it was authorised, else "
                 "when it started"),
        ),
    ),
    Relation(
        name="assessment_factors", ssd="ssd_assessment_factors", subject="cinf_person_id",
        key="cinf_table_id", extract=_factors,
        title="Factors found at the end of an assessment, one row a factor",
        columns=(
            text("cinf_table_id", "The assessment and the factor"),
            text("cinf_person_id", "The child"),
            text("cinf_assessment_id", "The assessment"),
            text("cinf_assessment_factor", "The factor, in the census's codes"),
        ),
    ),
)
