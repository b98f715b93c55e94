"""What a decision brings about the same day: a plan begun, re-categorised or ended, help gone on.

The plan belongs to another process, which is reached by the names of its events alone: leading a
step and recording on it are the two sideways ways of the spine.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from sightline import law
from sightline.journey.conference.gates import open_plan
from sightline.journey.conference.models import ConferenceDecision, Follows
from sightline.people.workforce.lookups import worker_of
from sightline.record.decisions.actions import decision_facts
from sightline.record.handover import actions as handover
from sightline.record.handover.asking import ask_who_takes_over
from sightline.record.handover.models import Destination, Direction
from sightline.record.harm.categories import copies, main_of, named
from sightline.record.spine import actions as spine
from sightline.record.spine.errors import GateRefused
from sightline.record.spine.models import Event, Step
from sightline.record.tasks import actions as tasks
from sightline.record.tasks.models import TaskSource

if TYPE_CHECKING:
    from sightline.access.users.models import User
    from sightline.record.decisions.models import Decision

STARTED, CHANGED = "protection_plan.started", "protection_plan.category_changed"
ENDED, OPENED = "protection_plan.ended", "child_in_need.opened"
#: Why a plan ends when a conference says so, in the plan's own codes.
BY_REVIEW = "review_conference"


def take_effect(event: Event, *, by: User | None) -> None:
    """Bring one child's decision into effect."""
    decision = ConferenceDecision.objects.filter(event=event).first()
    if event.outcome == "plan_made":
        _begin(event, decision, by=by)
    elif event.outcome == "plan_continues":
        _recategorise(event, decision, by=by)
    elif event.outcome == "plan_ended":
        _go_on(event, decision, by=by)
        _end(event, decision, by=by)
    elif event.outcome == "no_plan":
        _go_on(event, decision, by=by)


def _begin(event: Event, decision: ConferenceDecision | None, *, by: User | None) -> None:
    """The child is subject to a plan from this day; a child has one plan at a time."""
    if open_plan(event.child_id) is None:
        harms = named(event)
        spine.lead(
            event, STARTED, by=by, on=event.happened_on, at=event.happened_at,
            outcome=main_of(harms), facts=copies(harms),
            for_on=decision.first_core_group_on if decision is not None else None,
        )
    if decision is not None and decision.end_child_in_need:
        for step in _open_help(event):
            spine.record(
                "child_in_need.ended", by=by, on=event.happened_on, at=event.happened_at,
                step=step, outcome="protection", facts=[_reasoned(event, decision)],
            )


def _open_help(event: Event) -> list[Step]:
    return list(Step.objects.open().of("child_in_need").filter(child_id=event.child_id))


def _reasoned(event: Event, decision: ConferenceDecision | None, words: str = "") -> Decision:
    """The chair's reason, as the record of another process keeps it."""
    return decision_facts(
        authority_id=event.authority_id, on=event.happened_on,
        rationale=words or (decision.reasons if decision is not None else ""),
        made_by=decision.chair if decision is not None else None,
        made_by_name=decision.chair_name if decision is not None else "",
        role="Conference chair",
    )


def _recategorise(event: Event, decision: ConferenceDecision | None, *, by: User | None) -> None:
    plan, harms = open_plan(event.child_id), named(event)
    main = main_of(harms)
    if plan is None or not main:
        return
    spoken = Event.objects.standing().of(STARTED, CHANGED).filter(step=plan).in_order().last()
    if spoken is not None and _codes(spoken) == {(h.category, h.main) for h in harms}:
        return
    spine.record(
        CHANGED, by=by, on=event.happened_on, at=event.happened_at, step=plan, outcome=main,
        facts=[*copies(harms), _reasoned(event, decision)],
    )


def _codes(spoken: Event) -> set[tuple[str, bool]]:
    kept = {(harm.category, harm.main) for harm in named(spoken)}
    return kept or {(spoken.outcome, True)}


def _go_on(event: Event, decision: ConferenceDecision | None, *, by: User | None) -> None:
    """The help that follows: a plan opened at once, or offered to early help, who must accept."""
    if decision is None or event.step is None:
        return
    if decision.follows == Follows.CHILD_IN_NEED and not _open_help(event):
        spine.lead(
            event, OPENED, by=by, on=event.happened_on, at=event.happened_at,
            outcome="step_down" if event.outcome == "plan_ended" else "conference",
        )
    elif decision.follows == Follows.EARLY_HELP and not (
        decision.to_team or decision.to_outside
    ):
        ask_who_takes_over(event, of="early help", by=by, worker=event.step.owner_worker)
    elif decision.follows == Follows.EARLY_HELP:
        episode = event.step.episode
        handover.send(
            step=episode if episode is not None and episode.is_open else event.step, by=by,
            on=event.happened_on, direction=Direction.STEP_DOWN, to_team=decision.to_team,
            destination=Destination.EARLY_HELP, to_outside=decision.to_outside,
            reason=decision.follow_reason or decision.reasons,
        )


def _end(event: Event, decision: ConferenceDecision | None, *, by: User | None) -> None:
    """End the plan; where nobody said what follows, the decision stands and the chair is asked."""
    plan = open_plan(event.child_id)
    if plan is None:
        return
    words = decision.follow_reason if decision is not None else ""
    reason = [_reasoned(event, decision, words)] if words.strip() else []
    try:
        with transaction.atomic():
            spine.record(
                ENDED, by=by, on=event.happened_on, at=event.happened_at, step=plan,
                outcome=BY_REVIEW, facts=reason,
            )
    except GateRefused as held:
        _ask(event, plan, decision, held, by=by)


def _ask(
    event: Event, plan: Step, decision: ConferenceDecision | None, held: GateRefused, *,
    by: User | None,
) -> None:
    chair = decision.chair if decision is not None else None
    owner = chair or (worker_of(by) if by is not None else None) or plan.owner_worker
    if owner is None and plan.owner_team is None:
        # nobody to ask by name: the plan stays open and the child's page says why
        return
    mend = " ".join(f"{refusal.reason} {refusal.mend}" for refusal in held.refusals)
    tasks.give(
        text=f"The conference of {event.happened_on:%-d %B %Y} ended the plan, which stays open "
        f"until this is said: {mend}",
        due_on=law.calendar().next_working(event.happened_on + timedelta(days=1)), by=by,
        on=event.happened_on, owner_worker=owner, owner_team=plan.owner_team, step=plan,
        source=TaskSource.CONFERENCE, source_event=event,
    )
