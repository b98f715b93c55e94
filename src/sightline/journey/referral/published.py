"""Referrals as a relation: each is also an episode of need."""

from collections.abc import Iterator

from sightline.kernel.relations import Relation, Row, day, reach, text, yes_no
from sightline.record.allocation.published import allocations, team_on
from sightline.record.referrers.models import Referrer
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


def _episodes(subject: Subject) -> Iterator[Row]:
    for step in subject.steps_of("referral"):
        contact = subject.above(step, "contact")
        told = [*subject.on(step), *allocations(subject), *(subject.on(contact) if contact else ())]
        yield from versions(
            told, "cine_referral_id",
            lambda known, step=step, contact=contact: one(  # type: ignore[misc]
                _episode(subject, step, contact, known)
            ),
        )


def _episode(
    subject: Subject, step: StepLine, contact: StepLine | None, known: list[Told]
) -> Row | None:
    received = first(known, "referral.received", step=step.id)
    if received is None:
        return None
    need = last(known, "referral.need_recorded", step=step.id)
    decided = last(known, "referral.decided", step=step.id)
    closing = last(known, "referral.closed", step=step.id)
    closed_on = step_life(step, known).closed_on
    return {
        "cine_referral_id": subject.token("step", step.id), "cine_person_id": subject.ident,
        "cine_referral_date": received.on,
        "cine_cin_primary_need_code": need.outcome if need is not None else None,
        "cine_referral_source_code": _source(subject, received, contact, known),
        "cine_referral_outcome": decided.outcome if decided is not None else None,
        "cine_referral_nfa": decided.outcome == "no_further_action" if decided else None,
        "cine_close_reason": closing.outcome if closing is not None and closed_on else None,
        "cine_close_date": closed_on,
        "cine_referral_team": team_on(subject, known, step, received.on),
        "cine_known_since": reach(received.source or step.source, received.recorded_at),
        **about(subject, step),
    }


def _source(
    subject: Subject, received: Told, contact: StepLine | None, known: list[Told]
) -> str | None:
    """Who it came from: as the referral says, else as the contact that led to it does."""
    told = [received]
    if contact is not None:
        told += [t for t in known if t.step == contact.id and t.kind == "contact.received"]
    rows = [subject.fact(Referrer, each) for each in told]
    return next((str(row.source) for row in rows if row is not None and row.source), None)


RELATIONS = (
    Relation(
        name="cin_episodes", ssd="ssd_cin_episodes", subject="cine_person_id",
        key="cine_referral_id", extract=_episodes, title="Referrals, each an episode of need",
        columns=(
            text("cine_referral_id", "The referral"),
            text("cine_person_id", "The child"),
            day("cine_referral_date", "The day it was received"),
            text("cine_cin_primary_need_code", "The primary need, in the census's codes"),
            text("cine_referral_source_code", "Who it came from, in the census's codes"),
            text("cine_referral_outcome", "What was decided"),
            yes_no("cine_referral_nfa", "Whether that was no further action"),
            text("cine_close_reason", "Why it closed, in the census's codes"),
            day("cine_close_date", "The day it closed"),
            text("cine_referral_team", "The team that held it on the day it was received"),
            day("cine_known_since", "The day from which its source tells every referral; empty "
                "when it was recorded here"),
        ),
    ),
)
