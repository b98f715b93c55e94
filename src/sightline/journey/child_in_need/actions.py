"""The verbs of a child in need plan: open, agree, review, step up, step down, end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import TYPE_CHECKING

from django.db import models, transaction

from sightline.journey.child_in_need.models import HelpReview
from sightline.record.handover import actions as handover
from sightline.record.handover.models import Destination, Direction
from sightline.record.plans.actions import progress_facts, set_down
from sightline.record.spine import actions as spine
from sightline.record.spine.errors import RecordError
from sightline.record.spine.models import Step

if TYPE_CHECKING:
    from sightline.access.users.models import User
    from sightline.people.persons.models import Person
    from sightline.people.workforce.models import Team
    from sightline.record.decisions.models import Decision
    from sightline.record.plans.models import OutcomeReview
    from sightline.record.plans.written import PlanText
    from sightline.record.spine.models import Event

#: What a child in need plan is led from when nobody says, nearest first.
LED_FROM = ("protection_plan", "conference", "section47", "assessment", "referral")
#: A review that steps up opens this at once.
STEPS_UP = {
    "strategy_discussion": "strategy_discussion.requested", "conference": "conference.requested",
}


def open_(
    *, child: Person, by: User | None, on: date, because: str = "assessment",
    at: time | None = None, led_from: Step | None = None, decision: Decision | None = None,
) -> Step:
    """Open a child in need plan, from the child's own open work.

    One that is open beside a protection plan is recorded and shown as such, never refused.
    """
    standing = open_plan(child.pk)
    if standing is not None:
        raise RecordError(
            f"A child in need plan has been open since {standing.opened_on:%-d %B %Y}. Go on with "
            "that one."
        )
    return spine.open_step(
        "child_in_need.opened", by=by, on=on, at=at, child=child, outcome=because,
        led_from=led_from or _nearest(child.pk),
        facts=[decision] if decision is not None else [],
    )


def open_plan(child_id: int) -> Step | None:
    """The child's open child in need plan."""
    steps = Step.objects.open().of("child_in_need").filter(child_id=child_id)
    found: Step | None = steps.order_by("-opened_on", "-pk").first()
    return found


def _nearest(child_id: int) -> Step | None:
    for process in LED_FROM:
        steps = Step.objects.open().of(process).filter(child_id=child_id)
        found: Step | None = steps.order_by("-opened_on", "-pk").first()
        if found is not None:
            return found
    return None


def agree(*, step: Step, plan: PlanText, by: User | None, on: date) -> Event:
    """Record the plan that the meeting agreed; held while it is empty or no one owns an action."""
    plan.state = "agreed"
    return set_down("child_in_need.plan_agreed", step=step, plan=plan, by=by, on=on)


def review(
    *, step: Step, outcome: str, by: User | None, on: date, at: time | None = None,
    review: HelpReview | None = None, said: Mapping[str, tuple[str, str]] | None = None,
    progress: Sequence[OutcomeReview] = (), next_on: date | None = None, urgency: str = "same_day",
) -> Event:
    """Review the plan; a decision to step up opens the discussion or conference at once.

    `said` gives each outcome's progress by its number ("1.2": (progress, what shows it)).
    """
    facts: list[models.Model] = [*progress, *(progress_facts(step, said) if said else [])]
    if review is not None:
        facts.append(review)
    with transaction.atomic():
        event = spine.record(
            "child_in_need.reviewed", by=by, on=on, at=at, step=step, outcome=outcome,
            for_on=next_on, facts=facts,
        )
        if outcome in STEPS_UP:
            spine.lead(
                event, STEPS_UP[outcome], by=by, on=on, at=at,
                outcome=urgency if outcome == "strategy_discussion" else "initial",
            )
    return event


def step_up(
    *, step: Step, to: str, reason: str, by: User | None, on: date, urgency: str = "same_day"
) -> Event:
    """Step up to a strategy discussion or a conference; nothing that is known is typed again."""
    if to not in STEPS_UP:
        raise RecordError(f"A child in need plan steps up to one of: {', '.join(STEPS_UP)}.")
    return review(
        step=step, outcome=to, by=by, on=on, urgency=urgency, review=HelpReview(reason=reason)
    )


def step_down(
    *, step: Step, reason: str, by: User | None, on: date, to_team: Team | None = None,
    to_outside: str = "", plan_so_far: str = "", together_with: Sequence[Step] = (),
) -> Event:
    """Ask early help to take over; the child stays here until they accept."""
    with transaction.atomic():
        for each in (step, *together_with):
            spine.record(
                "child_in_need.reviewed", by=by, on=on, step=each, outcome="early_help",
                facts=[HelpReview(reason=reason)],
            )
        return handover.send(
            step=step, direction=Direction.STEP_DOWN, destination=Destination.EARLY_HELP, by=by,
            on=on, to_team=to_team, to_outside=to_outside, reason=reason, plan_so_far=plan_so_far,
            together_with=together_with,
        )


def end(
    *, step: Step, reason: str, by: User | None, on: date, at: time | None = None,
    decision: Decision | None = None,
) -> Event:
    """End the plan; GateRefused while a step down is not accepted or an instruction is open."""
    return spine.record(
        "child_in_need.ended", by=by, on=on, at=at, step=step, outcome=reason,
        facts=[decision] if decision is not None else [],
    )
