"""Strategy discussions as a relation; the dataset has no table of them."""

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


def _discussions(subject: Subject) -> Iterator[Row]:
    for step in subject.steps_of("strategy_discussion"):
        yield from versions(
            [*subject.on(step), *allocations(subject)], "stra_discussion_id",
            lambda known, step=step: one(_discussion(subject, step, known)),  # type: ignore[misc]
        )


def _discussion(subject: Subject, step: StepLine, known: list[Told]) -> Row | None:
    requested = first(known, "strategy_discussion.requested", step=step.id)
    held = last(known, "strategy_discussion.held", step=step.id)
    opened = requested or held
    if opened is None:
        return None
    short = last(known, "strategy_discussion.not_constituted", step=step.id)
    return {
        "stra_discussion_id": subject.token("step", step.id), "stra_person_id": subject.ident,
        "stra_referral_id": subject.referral(step),
        "stra_requested_on": opened.on,
        "stra_held_on": held.on if held is not None else None,
        "stra_meeting_id": subject.token("occasion", held.occasion) if held is not None else None,
        "stra_outcome": held.outcome if held is not None else None,
        "stra_fully_constituted": None if held is None else short is None,
        "stra_missing": short.outcome if held is not None and short is not None else None,
        "stra_team": team_on(subject, known, step, opened.on),
        **about(subject, step),
    }


RELATIONS = (
    Relation(
        name="strategy_discussions", subject="stra_person_id", key="stra_discussion_id",
        extract=_discussions, title="Strategy discussions, one row a child",
        columns=(
            text("stra_discussion_id", "The strategy discussion, for this child"),
            text("stra_person_id", "The child"),
            text("stra_referral_id", "The referral whose episode of need it belongs to"),
            day("stra_requested_on", "The day it was asked for, or held at once"),
            day("stra_held_on", "The day it was held; empty while it is owed"),
            text("stra_meeting_id", "The meeting, the same for all its children"),
            text("stra_outcome", "What was decided"),
            yes_no("stra_fully_constituted", "Whether social care, police and health all took "
                   "part"),
            text("stra_missing", "Which of them did not, in the record's own codes"),
            text("stra_team", "The team that held it on the day it was asked for"),
        ),
    ),
)
