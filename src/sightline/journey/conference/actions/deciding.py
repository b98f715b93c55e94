"""The chair decides for each child, and what was decided takes effect the same day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time
from typing import TYPE_CHECKING

from django.db import models, transaction

from sightline.journey.conference.actions.arranging import name_chair
from sightline.journey.conference.actions.effect import take_effect
from sightline.people.workforce.lookups import worker_of
from sightline.record.harm.categories import as_told
from sightline.record.spine.actions import Part, record_occasion
from sightline.record.spine.errors import RecordError

if TYPE_CHECKING:
    from sightline.access.users.models import User
    from sightline.journey.conference.models import ConferenceDecision
    from sightline.record.harm.models import Harm, PlanElsewhere
    from sightline.record.meetings.models import AgencyView, Meeting, Participant
    from sightline.record.spine.models import Occasion, Step


@dataclass
class ForChild:
    """What was decided for one child at a conference, and each agency's view of it."""

    step: Step
    outcome: str
    decision: ConferenceDecision | None = None
    harms: Sequence[Harm] = ()
    review_on: date | None = None
    views: Sequence[AgencyView] = field(default_factory=tuple)
    elsewhere: PlanElsewhere | None = None

    def facts(self) -> list[models.Model]:
        """The child's own typed rows."""
        rows: list[models.Model] = [*as_told(list(self.harms)), *self.views]
        told = (self.decision, self.elsewhere)
        return [*(row for row in told if row is not None), *rows]


def decide(
    *, children: Sequence[ForChild], by: User | None, on: date, at: time | None = None,
    meeting: Meeting | None = None, participants: Sequence[Participant] = (),
) -> Occasion:
    """Record what the chair decided for each child, and bring it into effect that day.

    A plan made begins that same day, in this transaction, whatever else is missing; a plan ended
    ends when what follows is said. Neither quorum, a late report nor an empty answer holds it.
    """
    if not children:
        raise RecordError("Say for which child this was decided; nothing was recorded.")
    chair = meeting.chair if meeting is not None else None
    parts = []
    for child in children:
        _name_chair(child, chair, by)
        parts.append(
            Part(
                child.step.child, child.step, outcome=child.outcome, for_on=child.review_on,
                facts=child.facts(),
            )
        )
    shared: list[models.Model] = [*participants]
    if meeting is not None:
        shared.append(meeting)
    with transaction.atomic():
        occasion = record_occasion(
            "conference.decided", by=by, on=on, at=at, parts=parts, shared=shared
        )
        for child, part in zip(children, parts, strict=True):
            if child.decision is not None and child.decision.chair is not None:
                name_chair(step=child.step, chair=child.decision.chair, by=by, on=on)
            if part.event is not None:
                take_effect(part.event, by=by)
    return occasion


def _name_chair(child: ForChild, chair: object, by: User | None) -> None:
    """The chair of the meeting decided, unless the child's own answer says who did."""
    decision = child.decision
    if decision is None or decision.chair_id is not None or decision.chair_name:
        return
    decision.chair = chair or (worker_of(by) if by is not None else None)  # type: ignore[assignment]
