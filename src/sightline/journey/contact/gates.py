"""What holds back the closing of a contact: a child left on a promise and not seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sightline.base.components.words import day
from sightline.kernel.process import Refusal
from sightline.record.spine.models import Event

if TYPE_CHECKING:
    from sightline.record.spine.writing import Offered

#: The decisions that end the front door's work; work found after one of them is hidden work.
ENDING = ("early_help", "advice", "no_further_action", "transferred")

#: By what events a child is seen, and with which of their outcomes.
SEEN = {
    "safety_agreement.child_seen": ("seen", "seen_alone", "mother_seen"),
    "visit.made": ("child_seen", "child_seen_alone", "child_seen_by_other", "mother_seen",
                   "mother_seen_by_other"),
}


def seen_since_a_promise(offered: Offered) -> list[Refusal]:
    """Hold a decision that ends the work while the child was not seen since a safety agreement.

    It is of the agreements made while this contact was open, whether they have ended or not. A
    referral, a strategy discussion, and passing it to the worker are never held.
    """
    step = offered.step
    if step is None or offered.outcome not in ENDING or step.opened_on is None:
        return []
    happened = Event.objects.standing().filter(child_id=step.child_id)
    made = happened.filter(
        kind="safety_agreement.made", happened_on__gte=step.opened_on,
        happened_on__lte=offered.when.on,
    ).order_by("-happened_on", "-order", "-pk").first()
    if made is None:
        return []
    later = happened.filter(happened_on__gte=made.happened_on, kind__in=SEEN)
    if any(event.outcome in SEEN[event.kind] for event in later.only("kind", "outcome")):
        return []
    return [Refusal(
        f"The child has not been seen since the safety agreement of {day(made.happened_on)}.",
        "See the child and record it on the agreement, or choose a decision that leads on: a "
        "referral, a strategy discussion, or the worker who knows the child.",
    )]
