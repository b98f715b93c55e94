"""What an authorised assessment leads to: done at once, or put before somebody by name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sightline import law
from sightline.journey.assessment.models import Outcome
from sightline.people.workforce.lookups import worker_of
from sightline.record.decisions.models import Decision
from sightline.record.handover import actions as handover
from sightline.record.handover.models import Destination, Direction
from sightline.record.spine import actions as spine
from sightline.record.tasks import actions as tasks
from sightline.record.visits.actions import unborn_on

if TYPE_CHECKING:
    from sightline.access.users.models import User
    from sightline.people.workforce.models import Team
    from sightline.record.spine.models import Event

#: Outcomes that no process of this house takes on by itself: somebody is asked to, by name.
ASKED = {
    Outcome.EARLY_HELP: "Hand the child over to early help, as the assessment decided",
    Outcome.LOOKED_AFTER: "Take the steps for the child to become looked after, as decided",
    Outcome.LEGAL: "Take the legal steps that the assessment decided on",
}


@dataclass(frozen=True, slots=True)
class Towards:
    """Where an outcome is to go: the team that takes it, and how urgent a discussion is."""

    team: Team | None = None
    urgency: str = "same_day"


def lead_on(event: Event, *, by: User, to: Towards) -> None:
    """Do at once what the outcome means; what cannot be done at once becomes a task."""
    on, at, outcome = event.happened_on, event.happened_at, event.outcome
    if outcome == Outcome.CHILD_IN_NEED:
        spine.lead(event, "child_in_need.opened", by=by, on=on, at=at)
    elif outcome == Outcome.STRATEGY_DISCUSSION:
        spine.lead(event, "strategy_discussion.requested", by=by, on=on, at=at,
                   outcome=to.urgency)
    elif outcome == Outcome.CONFERENCE:
        unborn = event.child is not None and unborn_on(event.child, on)
        spine.lead(event, "conference.requested", by=by, on=on, at=at,
                   outcome="pre_birth" if unborn else "initial")
    elif outcome == Outcome.EARLY_HELP and to.team is not None:
        _send(event, to.team, by=by)
    elif outcome in ASKED:
        _ask(event, ASKED[Outcome(outcome)], by=by)


def _send(event: Event, team: Team, *, by: User) -> None:
    """Early help is sent it; until they accept, the child is still the sender's."""
    assert event.step is not None
    decision = Decision.objects.filter(event=event).first()
    handover.send(
        step=event.step, by=by, on=event.happened_on, at=event.happened_at, to_team=team,
        direction=Direction.STEP_DOWN, destination=Destination.EARLY_HELP,
        reason=decision.rationale if decision is not None else "",
    )


def _ask(event: Event, text: str, *, by: User) -> None:
    step = event.step
    assert step is not None
    worker, team = step.owner_worker or worker_of(by), step.owner_team
    if worker is None and team is None:
        return
    tasks.give(
        text=text, owner_worker=worker, owner_team=team, by=by, on=event.happened_on,
        due_on=law.calendar().next_working(event.happened_on + timedelta(days=1)),
        child=event.child, step=step.episode or step, source_event=event,
    )
