"""What a concluded enquiry leads to: a conference, or the help that goes on."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sightline import law
from sightline.journey.section47.models import Conclusion, Enquiry
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

Outcomes = Enquiry.Recommended
CARE = "Take this enquiry into the care plan and its next review, as was decided"
HELP = "Hand the child over to early help, as the enquiry decided"


def lead_on(
    event: Event, conclusion: Conclusion | None, *, by: User, to_team: Team | None = None
) -> None:
    """Do at once what was concluded; what cannot be done at once becomes a task."""
    after = conclusion or Conclusion()
    if event.outcome == Outcomes.CONFERENCE:
        _conference(event, _kind(event), by=by)
    elif event.outcome == Outcomes.REVIEW_CONFERENCE:
        _conference(event, "review", by=by)
    elif event.outcome == Outcomes.LOOKED_AFTER:
        _for_looked_after(event, after, by=by)
    elif after.next == Conclusion.Next.CHILD_IN_NEED:
        spine.lead(event, "child_in_need.opened", by=by, on=event.happened_on,
                   at=event.happened_at)
    elif after.next == Conclusion.Next.EARLY_HELP:
        _early_help(event, to_team, by=by)


def _kind(event: Event) -> str:
    """An unborn child's conference is held before the birth."""
    unborn = event.child is not None and unborn_on(event.child, event.happened_on)
    return "pre_birth" if unborn else "initial"


def _conference(event: Event, kind: str, *, by: User) -> None:
    spine.lead(event, "conference.requested", by=by, on=event.happened_on, at=event.happened_at,
               outcome=kind)


def _for_looked_after(event: Event, after: Conclusion, *, by: User) -> None:
    if after.leads == Conclusion.Leads.CONFERENCE:
        _conference(event, "initial", by=by)
    else:
        _ask(event, CARE, by=by)


def _early_help(event: Event, to_team: Team | None, *, by: User) -> None:
    """Early help is sent it, and until they accept the child is still the sender's."""
    if to_team is None:
        _ask(event, HELP, by=by)
        return
    assert event.step is not None
    decision = Decision.objects.filter(event=event).first()
    handover.send(
        step=event.step, by=by, on=event.happened_on, at=event.happened_at, to_team=to_team,
        direction=Direction.STEP_DOWN, destination=Destination.EARLY_HELP,
        reason=decision.rationale if decision is not None else "",
    )


def _ask(event: Event, text: str, *, by: User) -> None:
    step = event.step
    assert step is not None
    worker = step.owner_worker or worker_of(by)
    if worker is None and step.owner_team is None:
        return
    tasks.give(
        text=text, owner_worker=worker, owner_team=step.owner_team, by=by, on=event.happened_on,
        due_on=law.calendar().next_working(event.happened_on + timedelta(days=1)),
        child=event.child, step=step.episode or step, source_event=event,
    )
