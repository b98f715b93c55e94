"""What must be so before a protection plan ends: a conference decided it, and help goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sightline.kernel.process import Refusal
from sightline.record.decisions.models import Decision
from sightline.record.handover.models import Direction, Handover
from sightline.record.plans.completeness import says_something
from sightline.record.spine.models import Event, Step

if TYPE_CHECKING:
    from sightline.record.spine.writing import Offered

#: Endings that need no conference here and nothing to follow: life, or another authority, did.
BY_THEMSELVES = frozenset({"transferred", "eighteen", "moved_abroad", "died", "pregnancy_ended"})


def decided_and_followed(offered: Offered) -> list[Refusal]:
    """Hold the ending until a conference has decided it and it is said what follows.

    What follows is a child in need plan that is open, a step down that was offered and not sent
    back, or a reason on the record. Only a review conference ends a plan; a core group cannot.
    """
    step = offered.step
    if step is None or offered.outcome in BY_THEMSELVES:
        return []
    found = []
    if not offered.outcome:
        found.append(Refusal("It is not said why the plan ends.", "Choose the reason."))
    if not _decided(step):
        found.append(
            Refusal(
                "No review conference has decided to end this plan.",
                "Record the conference's decision first.",
            )
        )
    if not (_reasoned(offered) or _help_goes_on(step)):
        found.append(
            Refusal(
                "It is not said what help follows the plan.",
                "Open a child in need plan, offer a step down to early help, or give the reason "
                "why neither is needed.",
            )
        )
    return found


def _decided(step: Step) -> bool:
    ended = Event.objects.standing().of("conference.decided").filter(
        child_id=step.child_id, outcome="plan_ended", happened_on__gte=step.opened_on
    )
    return ended.exists()


def _reasoned(offered: Offered) -> bool:
    return any(
        isinstance(row, Decision) and says_something(row.rationale) for row in offered.facts
    )


def _help_goes_on(step: Step) -> bool:
    if Step.objects.open().of("child_in_need").filter(child_id=step.child_id).exists():
        return True
    sent = Handover.objects.standing().filter(
        event__child_id=step.child_id, direction=Direction.STEP_DOWN,
        event__happened_on__gte=step.opened_on,
    ).select_related("event").order_by("event__happened_on", "event__order", "event_id").last()
    if sent is None:
        return False
    answers = Event.objects.standing().of("handover.accepted", "handover.returned").filter(
        step=sent.event.step, happened_on__gte=sent.event.happened_on
    )
    last = answers.exclude(pk__lt=sent.event_id).in_order().last()
    return last is None or last.kind == "handover.accepted"
