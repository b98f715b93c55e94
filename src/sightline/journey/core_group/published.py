"""Core groups as a relation; the dataset has no table of them."""

from collections.abc import Iterator

from sightline.kernel.relations import Relation, Row, day, text, yes_no
from sightline.record.spine.published import Subject, Told, about, one, versions

MET = ("core_group.held", "core_group.missed")


def _meetings(subject: Subject) -> Iterator[Row]:
    for meeting in subject.of(*MET):
        yield from versions(
            [meeting], "core_core_group_id",
            lambda known: one(_meeting(subject, known[0]) if known else None),
        )


def _meeting(subject: Subject, meeting: Told) -> Row | None:
    step = subject.by_id.get(meeting.step or 0)
    if step is None:
        return None
    return {
        "core_core_group_id": subject.token("event", meeting.id), "core_person_id": subject.ident,
        "core_plan_id": subject.token("step", step.id),
        "core_meeting_id": subject.token("occasion", meeting.occasion),
        "core_date": meeting.on, "core_held": meeting.kind == "core_group.held",
        **about(subject, step),
    }


RELATIONS = (
    Relation(
        name="core_groups", subject="core_person_id", key="core_core_group_id", extract=_meetings,
        title="Core groups held or missed, one row a child",
        columns=(
            text("core_core_group_id", "The core group, for this child"),
            text("core_person_id", "The child"),
            text("core_plan_id", "The plan it carries out"),
            text("core_meeting_id", "The meeting, the same for all its children"),
            day("core_date", "The day"),
            yes_no("core_held", "Whether it was held"),
        ),
    ),
)
