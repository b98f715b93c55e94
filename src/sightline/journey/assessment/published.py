"""Assessments as relations: how soon each came, how it was answered, and what it found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from sightline.journey.assessment.models import Checked, Content, Factor
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
    step_life,
    versions,
)
from sightline.record.visits.queries import SEEN

KINDS = {"initial_started": "initial", "core_started": "core"}
STARTED = tuple(
    f"assessment.{key}"
    for key in ("started", "initial_started", "core_started", "reassessment_decided")
)
AUTHORISED = tuple(
    f"assessment.{key}" for key in ("authorised", "initial_authorised", "core_authorised")
)
DUTY = {
    "initial": "initial_assessment", "core": "core_assessment", "single": "single_assessment",
}
HELP = ("child_in_need.opened", "protection_plan.started")
AGAIN = "assessment.reassessment_decided"


def _assessments(subject: Subject) -> Iterator[Row]:
    beside = subject.of("visit.made", *HELP)
    for step in subject.steps_of("assessment"):
        episode = subject.by_id.get(step.episode or 0)
        told = [*subject.on(step, *([episode] if episode else [])), *beside, *allocations(subject)]
        yield from versions(
            told, "cina_assessment_id",
            lambda known, step=step: one(_assessment(subject, step, known)),  # type: ignore[misc]
        )


def _assessment(subject: Subject, step: StepLine, known: list[Told]) -> Row | None:
    started = first(known, *STARTED, step=step.id)
    if started is None:
        return None
    done = last(known, *AUTHORISED, step=step.id)
    kind = KINDS.get(started.kind.partition(".")[2], "single")
    since = _counted_from(subject, step, started, known)
    return {
        "cina_assessment_id": subject.token("step", step.id), "cina_person_id": subject.ident,
        "cina_referral_id": subject.referral(step),
        "cina_kind": kind, "cina_reopened_because": _reopened(subject, started),
        "cina_counted_from": since,
        "cina_assessment_start_date": started.on,
        "cina_due_on": subject.batch.due_on(
            DUTY[kind], started.on if kind == "core" else since, step.authority
        ),
        "cina_seen_on": _since(known, since, "visit.made", seen=True),
        "cina_seen_due_on": subject.batch.due_on("assessment_child_seen", since, step.authority),
        "cina_helped_on": _since(known, since, *HELP),
        "cina_assessment_auth_date": done.on if done is not None else None,
        "cina_assessment_outcome": done.outcome if done is not None else None,
        "cina_assessment_outcome_nfa": done.outcome == "no_further_action" if done else None,
        "cina_assessment_team": team_on(subject, known, step, done.on if done else started.on),
        **about(subject, step),
    }


def _reopened(subject: Subject, started: Told) -> str | None:
    """Why a case that had been closed is assessed once more, as its start says."""
    rows = subject.batch.facts(Content).get(started.id, ())
    return next((row.reopened_because for row in rows if row.reopened_because), None)


def _counted_from(
    subject: Subject, step: StepLine, started: Told, known: Sequence[Told]
) -> date:
    """The day it counts from: its referral's, or that of the decision to assess again."""
    episode = subject.by_id.get(step.episode or 0)
    if started.kind == AGAIN or episode is None:
        return started.on
    return min(step_life(episode, known).opened_on or started.on, started.on)


def _since(known: Sequence[Told], since: date, *kinds: str, seen: bool = False) -> date | None:
    """The first day, from one on, of such an event; `seen`: at which the child was seen."""
    days = (
        told.on for told in known
        if told.kind in kinds and told.on >= since and (not seen or told.outcome in SEEN)
    )
    return min(days, default=None)


def _submissions(subject: Subject) -> Iterator[Row]:
    for step in subject.steps_of("assessment"):
        yield from versions(
            [*subject.on(step), *allocations(subject)], "asub_submission_id",
            lambda known, step=step: _handed_in(subject, step, known),  # type: ignore[misc]
        )


def _handed_in(subject: Subject, step: StepLine, known: list[Told]) -> Iterator[Row]:
    """Each time it was handed in, with the answer that came before it was handed in again."""
    kinds = ("assessment.submitted", "assessment.returned", *AUTHORISED)
    told = [each for each in known if each.step == step.id and each.kind in kinds]
    for place, each in enumerate(told):
        if each.kind != "assessment.submitted":
            continue
        answer = next(iter(told[place + 1:]), None)
        if answer is not None and answer.kind == "assessment.submitted":
            answer = None
        on = answer.on if answer is not None else None
        yield {
            "asub_submission_id": subject.token("event", each.id),
            "asub_person_id": subject.ident, "asub_assessment_id": subject.token("step", step.id),
            "asub_submitted_on": each.on, "asub_answered_on": on,
            "asub_returned": answer.kind == "assessment.returned" if answer is not None else None,
            "asub_team": team_on(subject, known, step, on or each.on),
            **about(subject, step),
        }


def _points(subject: Subject) -> Iterator[Row]:
    for step in subject.steps_of("assessment"):
        yield from versions(
            [*subject.on(step), *allocations(subject)], "aret_point_id",
            lambda known, step=step: _sent_back(subject, step, known),  # type: ignore[misc]
        )


def _sent_back(subject: Subject, step: StepLine, known: list[Told]) -> Iterator[Row]:
    """Each point that was wanting each time it was sent back; one without a point as such."""
    for told in known:
        if told.step != step.id or told.kind != "assessment.returned":
            continue
        points = [row.point for row in subject.batch.facts(Checked).get(told.id, ()) if row.point]
        for point in dict.fromkeys(points or [""]):
            ident = subject.token("event", told.id)
            yield {
                "aret_point_id": f"{ident}:{point}", "aret_person_id": subject.ident,
                "aret_assessment_id": subject.token("step", step.id),
                "aret_returned_on": told.on, "aret_point": point or None,
                "aret_team": team_on(subject, known, step, told.on),
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
            text("cina_reopened_because", "Why a case that had been closed is assessed once more; "
                 "empty where it was never closed, or nobody said why"),
            day("cina_counted_from", "The day of the referral, or of the decision to assess again"),
            day("cina_assessment_start_date", "The day it started"),
            day("cina_due_on", "The day by which its own law asks for it: a single or initial one "
                "counted from the referral, a core one from its start; empty where no law did"),
            day("cina_seen_on", "The first day since then on which the child was seen; before "
                "birth, the mother"),
            day("cina_seen_due_on", "The day by which the authority's own limit asks for that"),
            day("cina_helped_on", "The first day since then on which a plan of help began"),
            day("cina_assessment_auth_date", "The day it was authorised, which ends it"),
            text("cina_assessment_outcome", "What it led to"),
            yes_no("cina_assessment_outcome_nfa", "Whether that was no further action"),
            text("cina_assessment_team", "The team that held it when it was authorised, else "
                 "when it started"),
        ),
    ),
    Relation(
        name="assessment_submissions", subject="asub_person_id", key="asub_submission_id",
        extract=_submissions, title="Each time an assessment was handed in, and the answer",
        columns=(
            text("asub_submission_id", "The submission"),
            text("asub_person_id", "The child"),
            text("asub_assessment_id", "The assessment"),
            day("asub_submitted_on", "The day it was handed in"),
            day("asub_answered_on", "The day it was sent back or authorised; empty until then"),
            yes_no("asub_returned", "Whether it was sent back; empty until it is answered"),
            text("asub_team", "The team that held it on the day of the answer"),
        ),
    ),
    Relation(
        name="assessment_return_points", subject="aret_person_id", key="aret_point_id",
        extract=_points, title="Why assessments were sent back, one row a point",
        columns=(
            text("aret_point_id", "The return and the point"),
            text("aret_person_id", "The child"),
            text("aret_assessment_id", "The assessment"),
            day("aret_returned_on", "The day it was sent back"),
            text("aret_point", "The point of the manager's checklist; empty where none was ticked"),
            text("aret_team", "The team that held it that day"),
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
