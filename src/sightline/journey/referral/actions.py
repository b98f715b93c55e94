"""The verbs of a referral: receive, decide, tell, close, reopen."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

from django.db import transaction

from sightline.journey.referral import queries
from sightline.journey.referral.process import DECIDED
from sightline.record.decisions.thresholds import framework_on
from sightline.record.handover import actions as handover
from sightline.record.handover.asking import ask_who_takes_over
from sightline.record.handover.models import Destination, Direction
from sightline.record.referrers.carrying import carried, referrer_of
from sightline.record.referrers.models import Reply
from sightline.record.referrers.words import draft_reply
from sightline.record.spine import actions as spine
from sightline.record.spine.errors import RecordError

if TYPE_CHECKING:
    from sightline.access.users.models import User
    from sightline.people.persons.models import Person
    from sightline.people.workforce.models import Team
    from sightline.record.decisions.models import Decision
    from sightline.record.referrers.models import Referrer
    from sightline.record.spine.models import Event, Step

DESTINATIONS = {"early_help": Destination.EARLY_HELP, "assess": Destination.ASSESSMENT}
NAMELESS = "They did not give their name or a way to reach them."


def receive(
    *, child: Person, by: User, on: date, at: time | None = None,
    referrer: Referrer | None = None,
) -> Step:
    """Record a referral that came by no contact here, such as one accepted elsewhere.

    A child has one open referral at a time; more about an open child is a contact.
    """
    standing = queries.open_referral(child.pk)
    if standing is not None:
        raise RecordError(
            f"This child has had an open referral since {standing.opened_on:%-d %B %Y}. Record a "
            "contact: it goes at once to the worker who knows the child."
        )
    return spine.open_step(
        "referral.received", by=by, on=on, at=at, child=child, facts=carried(referrer)
    )


def decide(
    *, step: Step, outcome: str, by: User, on: date, at: time | None = None,
    decision: Decision | None = None, to_team: Team | None = None, urgency: str = "same_day",
) -> Event:
    """Decide what the referral needs, and open it in the same transaction.

    An assessment or strategy discussion opens at once. With `to_team` the work is sent to that
    team and stays the sender's until they accept it. `urgency` is of a strategy discussion.
    """
    if outcome not in DECIDED:
        raise RecordError(f"Say what was decided. It is one of: {'; '.join(DECIDED.values())}.")
    if decision is not None and decision.threshold_level and not decision.threshold_version:
        decision.threshold_version = framework_on(step.authority_id, on).version
    with transaction.atomic():
        event = spine.record(
            "referral.decided", by=by, on=on, at=at, step=step, outcome=outcome,
            facts=[decision] if decision is not None else [],
        )
        _lead_on(event, by=by, urgency=urgency)
        if to_team is not None:
            _send(event, decision, to_team, by=by)
        elif outcome == "early_help":
            ask_who_takes_over(event, of="early help", by=by)
        _nobody_to_tell(event, by=by)
        draft_reply(step, outcome, by=by)
    return event


def _lead_on(event: Event, *, by: User, urgency: str) -> None:
    on, at = event.happened_on, event.happened_at
    if event.outcome == "assess":
        spine.lead(event, "assessment.started", by=by, on=on, at=at)
    elif event.outcome == "strategy_discussion":
        spine.lead(event, "strategy_discussion.requested", by=by, on=on, at=at, outcome=urgency)


def _send(event: Event, decision: Decision | None, to_team: Team, *, by: User) -> None:
    step = event.step
    assert step is not None
    handover.send(
        step=step, by=by, on=event.happened_on, at=event.happened_at,
        direction=Direction.TRANSFER, to_team=to_team,
        destination=DESTINATIONS.get(event.outcome, Destination.TEAM),
        reason=decision.rationale if decision is not None else "",
    )


def _nobody_to_tell(event: Event, *, by: User) -> None:
    """A nameless referrer cannot be told: the record says so, and no reminder runs."""
    step = event.step
    assert step is not None
    referrer = referrer_of(step)
    if referrer is not None and not referrer.can_be_told:
        spine.record(
            "referral.referrer_told", by=by, on=event.happened_on, at=event.happened_at,
            step=step, outcome="not_possible", facts=[Reply(why_not=NAMELESS)],
        )


def _outcome(reply: Reply) -> str:
    return "not_possible" if reply.why_not else "told"


def acknowledge(
    *, step: Step, reply: Reply, by: User, on: date, at: time | None = None
) -> Event:
    """Tell the referrer that it has been received, or say why they could not be told."""
    return spine.record(
        "referral.acknowledged", by=by, on=on, at=at, step=step, outcome=_outcome(reply),
        facts=[reply],
    )


def tell_referrer(
    *, step: Step, reply: Reply, by: User, on: date, at: time | None = None
) -> Event:
    """Tell the referrer what was decided and why, or say why they could not be told."""
    return spine.record(
        "referral.referrer_told", by=by, on=on, at=at, step=step, outcome=_outcome(reply),
        facts=[reply],
    )


def chased(
    *, step: Step, by: User, on: date, at: time | None = None, reply: Reply | None = None
) -> Event:
    """The referrer asked what had become of it, and what they were told."""
    return spine.record(
        "referral.chased", by=by, on=on, at=at, step=step,
        facts=[reply] if reply is not None else [],
    )


def record_need(*, step: Step, need: str, by: User, on: date) -> Event:
    """Record the primary need, in the census's codes."""
    return spine.record("referral.need_recorded", by=by, on=on, step=step, outcome=need)


def close(
    *, step: Step, reason: str, by: User, on: date, decision: Decision | None = None
) -> Event:
    """Close the case for one of the census's reasons; GateRefused while work in it is open."""
    return spine.record(
        "referral.closed", by=by, on=on, step=step, outcome=reason,
        facts=[decision] if decision is not None else [],
    )


def reopen(
    *, step: Step, by: User, on: date, decision: Decision | None = None
) -> Event:
    """Go on with a referral that was closed by mistake: the same one, and no re-referral."""
    step.refresh_from_db()
    if step.closed_on is None:
        raise RecordError("This referral is open, so there is nothing to reopen.")
    later = queries.open_referral(step.child_id) if step.child_id is not None else None
    if later is not None:
        raise RecordError(
            f"Another referral has been open since {later.opened_on:%-d %B %Y}. Go on with that "
            "one, or close it first."
        )
    return spine.record(
        "referral.reopened", by=by, on=on, step=step, outcome="error",
        facts=[decision] if decision is not None else [],
    )
