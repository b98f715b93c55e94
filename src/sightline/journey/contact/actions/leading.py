"""What a decided contact leads to: a referral, a strategy discussion, a hand-over, the worker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sightline.journey.contact import queries
from sightline.journey.contact.actions.passing import join_episode, pass_on
from sightline.record.decisions.models import Decision
from sightline.record.handover import actions as handover
from sightline.record.handover.asking import ask_who_takes_over
from sightline.record.handover.models import Destination, Direction
from sightline.record.referrers.carrying import carried, referrer_of
from sightline.record.referrers.models import Reply
from sightline.record.referrers.words import draft_reply
from sightline.record.spine import actions as spine

if TYPE_CHECKING:
    from sightline.access.users.models import User
    from sightline.people.workforce.models import Team
    from sightline.record.spine.models import Event, Step

DESTINATIONS = {
    "early_help": Destination.EARLY_HELP, "transferred": Destination.OTHER_AUTHORITY,
}
RECEIVERS = {"early_help": "early help", "transferred": "the other authority"}
NAMELESS = "They did not give their name or a way to reach them."


@dataclass(frozen=True, slots=True)
class SentTo:
    """Who is to take a contact over: a team here, or somebody outside the authority."""

    team: Team | None = None
    outside: str = ""

    def __bool__(self) -> bool:
        return self.team is not None or bool(self.outside.strip())


def lead_on(event: Event, *, by: User, to: SentTo, urgency: str) -> None:
    """Do at once what the decision means."""
    if event.outcome == "referral":
        _to_referral(event, by)
    elif event.outcome == "strategy_discussion":
        _to_strategy_discussion(event, by, urgency)
    elif event.outcome in DESTINATIONS and to:
        _hand_over(event, by, to)
    elif event.outcome in DESTINATIONS:
        ask_who_takes_over(event, of=RECEIVERS[event.outcome], by=by)
    elif event.outcome == "passed_to_worker":
        pass_on(step=_step(event), by=by, on=event.happened_on, at=event.happened_at)


def _step(event: Event) -> Step:
    assert event.step is not None
    return event.step


def _to_referral(event: Event, by: User) -> Step:
    """The referral that carries day 0 and who told us."""
    step = _step(event)
    first = queries.day_nought(step)
    referrer = referrer_of(step)
    referral = spine.lead(
        event, "referral.received", by=by, on=first.happened_on, at=first.happened_at,
        facts=carried(referrer),
    )
    if referrer is not None and not referrer.can_be_told:
        spine.record(
            "referral.acknowledged", by=by, on=event.happened_on, at=event.happened_at,
            step=referral, outcome="not_possible", facts=[Reply(why_not=NAMELESS)],
        )
    return referral


def _to_strategy_discussion(event: Event, by: User, urgency: str) -> Step:
    """A strategy discussion in one step, in the child's open episode or in a new referral's."""
    step = _step(event)
    assert step.child_id is not None
    on, at = event.happened_on, event.happened_at
    cause = event
    if queries.open_referral(step.child_id) is None:
        referral = _to_referral(event, by)
        cause = spine.record(
            "referral.decided", by=by, on=on, at=at, step=referral,
            outcome="strategy_discussion", facts=_same_decision(event),
        )
        draft_reply(referral, "strategy_discussion", by=by)
    else:
        join_episode(step)
    return spine.lead(
        cause, "strategy_discussion.requested", by=by, on=on, at=at, outcome=urgency
    )


def _same_decision(event: Event) -> list[Decision]:
    found = Decision.objects.filter(event=event).first()
    if found is None:
        return []
    columns = [f.attname for f in Decision._meta.concrete_fields if f.name not in ("id", "event")]
    return [Decision(**{name: getattr(found, name) for name in columns})]


def _hand_over(event: Event, by: User, to: SentTo) -> None:
    """The receiver is sent it; until they accept, the child is still the sender's."""
    decision = Decision.objects.filter(event=event).first()
    handover.send(
        step=_step(event), by=by, on=event.happened_on, at=event.happened_at,
        direction=Direction.TRANSFER, destination=DESTINATIONS[event.outcome], to_team=to.team,
        to_outside=to.outside, reason=decision.rationale if decision is not None else "",
    )
