"""What must be said before a conference's decision, and its record, are sent out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sightline.journey.conference.models import ConferenceDecision
from sightline.kernel.process import Refusal
from sightline.record.harm.categories import main_of, named
from sightline.record.meetings.models import Meeting, Participant
from sightline.record.notes.models import Note
from sightline.record.plans.completeness import says_something
from sightline.record.plans.queries import is_empty
from sightline.record.spine.models import Event, Step

if TYPE_CHECKING:
    from sightline.record.spine.writing import Offered

WITH_A_PLAN = ("plan_made", "plan_continues")
NONE_YET = Refusal(
    "No decision has been recorded for this child.",
    "Record what the chair decided, or that the conference was adjourned or stood down.",
)


def decision_on(step: Step) -> Event | None:
    """The decision that stands on a conference's step."""
    events = Event.objects.standing().filter(step=step, kind="conference.decided")
    found: Event | None = events.in_order().last()
    return found


def open_plan(child_id: int | None) -> Step | None:
    """The child's open protection plan."""
    steps = Step.objects.open().of("protection_plan").filter(child_id=child_id)
    found: Step | None = steps.order_by("-opened_on", "-pk").first()
    return found


def ready_to_send(offered: Offered) -> list[Refusal]:
    """Hold a decision back from being sent until it says what was decided, why, and the plan."""
    return lacking(offered.step) if offered.step is not None else [NONE_YET]


def lacking(step: Step) -> list[Refusal]:
    """What the decision on a conference lacks before it can be sent."""
    decided = decision_on(step)
    if decided is None:
        return [NONE_YET]
    found = []
    facts = ConferenceDecision.objects.filter(event=decided).first()
    if facts is None or not says_something(facts.reasons):
        found.append(Refusal("The decision has no reasons.", "Say why, for this child."))
    if decided.outcome == "plan_made" and not main_of(named(decided)):
        found.append(Refusal("The main category of harm is not said.", "Choose it."))
    if decided.outcome in WITH_A_PLAN:
        plan = open_plan(decided.child_id)
        if plan is None or is_empty(plan):
            found.append(
                Refusal("There is no outline plan to send with it.", "Write the outline plan.")
            )
    return found


def record_is_whole(offered: Offered) -> list[Refusal]:
    """Hold the record back until it says who was there, what was said and what was decided."""
    decided = decision_on(offered.step) if offered.step is not None else None
    if decided is None:
        return [NONE_YET]
    found = []
    if not _written(offered, decided):
        found.append(Refusal("The record does not say what was said.", "Write the record."))
    if not Participant.objects.filter(occasion=decided.occasion).exists():
        found.append(Refusal("Nobody is recorded as having been there.", "Say who took part."))
    return found


def _written(offered: Offered, decided: Event) -> bool:
    """Whether the record was written, with this event or as the meeting's notes."""
    texts = [row.text for row in offered.facts if isinstance(row, Note)]
    texts += Meeting.objects.filter(occasion=decided.occasion).values_list("notes", flat=True)
    return any(says_something(text) for text in texts)
