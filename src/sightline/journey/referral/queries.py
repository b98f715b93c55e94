"""Re-referrals, worked out from dates and never typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from sightline.kernel.calendar import add_months
from sightline.law.codes import code_set
from sightline.record.spine.models import Event, Step

if TYPE_CHECKING:
    from sightline.access.authorities.models import Authority

RECEIVED = "referral.received"
#: DfE, characteristics of children in need: a referral within 12 months of an earlier one.
WITHIN_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Rereferral:
    """The earlier referral that makes a later one a re-referral, and how it had ended."""

    step: Step
    received_on: date
    closed_on: date | None
    reason: str
    reason_words: str


def open_referral(child_id: int) -> Step | None:
    """The child's open referral, if there is one."""
    steps = Step.objects.open().filter(child_id=child_id, process="referral")
    return steps.order_by("-opened_on", "-pk").first()


def rereferral(step: Step, *, known_at: datetime | None = None) -> Rereferral | None:
    """The child's latest earlier referral received within 12 months before this one, or none.

    Read from dates as they stand, or as they were known at a moment. A referral reopened after
    it was closed by mistake has one receipt, so it is no re-referral of itself.
    """
    events = Event.objects.standing() if known_at is None else Event.objects.known_at(known_at)
    this = events.filter(step=step, kind=RECEIVED).in_order().first()
    if this is None or this.child_id is None:
        return None
    earlier = (
        events.filter(
            child_id=this.child_id, kind=RECEIVED, happened_on__lte=this.happened_on,
            happened_on__gte=add_months(this.happened_on, -WITHIN_MONTHS),
        )
        .exclude(step=step).select_related("step").in_order()
    )
    before = [e for e in earlier if _order(e) < _order(this)]
    return _described(before[-1], known_at) if before else None


def is_rereferral(step: Step, *, known_at: datetime | None = None) -> bool:
    """Whether an earlier referral of the child was received within the 12 months before."""
    return rereferral(step, known_at=known_at) is not None


def rereferrals(authority: Authority, since: date, until: date) -> list[tuple[Step, Rereferral]]:
    """The re-referrals received in a period, each with the referral before it, oldest first."""
    events = Event.objects.standing().filter(
        authority=authority, kind=RECEIVED, happened_on__gte=since, happened_on__lte=until
    )
    found = []
    for event in events.select_related("step__child").in_order():
        before = rereferral(event.step) if event.step is not None else None
        if event.step is not None and before is not None:
            found.append((event.step, before))
    return found


def _order(event: Event) -> tuple[date, int, int]:
    return event.happened_on, event.order, event.pk


def _described(event: Event, known_at: datetime | None) -> Rereferral:
    events = Event.objects.standing() if known_at is None else Event.objects.known_at(known_at)
    step = event.step
    assert step is not None
    ending = events.filter(step=step, kind__in=["referral.closed", "referral.decided"])
    closed = None
    if step.closed_on is not None:
        closed = ending.filter(happened_on=step.closed_on).in_order().last()
    reason, words = "", ""
    if closed is not None and closed.kind == "referral.closed":
        reason = closed.outcome
        words = code_set("reason_for_closure").label(reason)
    elif closed is not None:
        reason = closed.outcome
        words = {"no_further_action": "No further action", "early_help": "Early help"}.get(
            reason, ""
        )
    return Rereferral(step, event.happened_on, step.closed_on, reason, words)
