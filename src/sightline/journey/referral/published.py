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


#: Decisions on a contact after which the referrer is owed an answer from it.
ANSWERED = frozenset({
    "strategy_discussion", "early_help", "advice", "no_further_action", "transferred",
})
TOLD = ("referral.referrer_told", "contact.referrer_told")


def _replies(subject: Subject) -> Iterator[Row]:
    """One reply for a referral with the contact it came from, or for a contact that led to none."""
    led = {line.led_from for line in subject.steps_of("referral")}
    alone = [line for line in subject.steps_of("contact") if line.id not in led]
    for step in [*subject.steps_of("referral"), *alone]:
        contact = subject.above(step, "contact")
        told = [*subject.on(step, *([contact] if contact else [])), *allocations(subject)]
        yield from versions(
            told, "repl_reply_id",
            lambda known, step=step, contact=contact: one(  # type: ignore[misc]
                _reply(subject, step, contact, known)
            ),
        )


def _reply(
    subject: Subject, step: StepLine, contact: StepLine | None, known: list[Told]
) -> Row | None:
    line = {step.id, contact.id} if contact is not None else {step.id}
    told = [each for each in known if each.step in line]
    decided = next(
        (
            each for each in told if each.kind == "referral.decided"
            or (each.kind == "contact.decided" and each.outcome in ANSWERED)
        ),
        None,
    )
    if decided is None:
        return None
    answer = next((each for each in told if each.kind in TOLD and each.on >= decided.on), None)
    return {
        "repl_reply_id": subject.token("step", step.id), "repl_person_id": subject.ident,
        "repl_decided_on": decided.on, "repl_outcome": decided.outcome or None,
        "repl_answer": answer.outcome or "told" if answer is not None else None,
        "repl_answered_on": answer.on if answer is not None else None,
        "repl_due_on": subject.batch.due_on(
            "referral_outcome_told", decided.on, step.authority
        ),
        "repl_team": team_on(subject, known, step, decided.on),
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
    Relation(
        name="referrer_replies", subject="repl_person_id", key="repl_reply_id", extract=_replies,
        title="The answer owed to whoever made a contact or referral, once it is decided",
        columns=(
            text("repl_reply_id", "The referral, or the contact that led to none"),
            text("repl_person_id", "The child"),
            day("repl_decided_on", "The day of the decision that the referrer is told"),
            text("repl_outcome", "What was decided"),
            text("repl_answer", "told, or not_possible; empty while it is owed"),
            day("repl_answered_on", "The day that was"),
            day("repl_due_on", "The day by which the authority's own limit asks for it"),
            text("repl_team", "The team that held it on the day of the decision"),
        ),
    ),
)
