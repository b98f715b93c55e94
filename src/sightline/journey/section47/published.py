"""Section 47 enquiries as a relation, with the day from which the conference is counted."""

from collections.abc import Iterator

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


def _enquiries(subject: Subject) -> Iterator[Row]:
    for step in subject.steps_of("section47"):
        yield from versions(
            [*subject.on(step), *allocations(subject)], "s47e_s47_enquiry_id",
            lambda known, step=step: one(_enquiry(subject, step, known)),  # type: ignore[misc]
        )


def _enquiry(subject: Subject, step: StepLine, known: list[Told]) -> Row | None:
    started = first(known, "section47.started", step=step.id)
    if started is None:
        return None
    done = last(known, "section47.concluded", step=step.id)
    needless = first(known, "section47.conference_not_required", step=step.id)
    counted = [
        told for told in known
        if told.step == step.id and (
            told.kind == "section47.strategy_held"
            or (told.kind == "section47.started" and told.outcome == "strategy")
        )
    ]
    return {
        "s47e_s47_enquiry_id": subject.token("step", step.id), "s47e_person_id": subject.ident,
        "s47e_referral_id": subject.referral(step),
        "s47e_s47_start_date": started.on,
        "s47e_counted_from": counted[0].on if counted else None,
        "s47e_s47_end_date": done.on if done is not None else None,
        "s47e_s47_outcome": done.outcome if done is not None else None,
        "s47e_conference_not_required": needless is not None,
        "s47e_s47_nfa": done.outcome == "not_substantiated" if done is not None else None,
        "s47e_s47_completed_by_team": team_on(subject, known, step, done.on if done else None),
        **about(subject, step),
    }


RELATIONS = (
    Relation(
        name="s47_enquiry", ssd="ssd_s47_enquiry", subject="s47e_person_id",
        key="s47e_s47_enquiry_id", extract=_enquiries, title="Section 47 enquiries",
        columns=(
            text("s47e_s47_enquiry_id", "The enquiry"),
            text("s47e_person_id", "The child"),
            text("s47e_referral_id", "The referral whose episode of need it belongs to"),
            day("s47e_s47_start_date", "The day it began"),
            day("s47e_counted_from", "The strategy discussion at which it began, from which the "
                "conference is counted; empty while one is owed after emergency action"),
            day("s47e_s47_end_date", "The day it was concluded"),
            text("s47e_s47_outcome", "What it concluded"),
            yes_no("s47e_conference_not_required", "Whether it ended without a conference and "
                   "nobody said why"),
            yes_no("s47e_s47_nfa", "Whether the concerns were not substantiated"),
            text("s47e_s47_completed_by_team", "The team that held it that day"),
        ),
    ),
)
