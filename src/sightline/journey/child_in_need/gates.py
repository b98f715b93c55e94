"""What must be so before a child in need plan ends: nothing promised is left with nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sightline.base.components.words import day
from sightline.kernel.process import Refusal
from sightline.record.decisions.models import Decision
from sightline.record.handover.models import Handover
from sightline.record.plans.completeness import says_something
from sightline.record.spine.models import Clock, Event
from sightline.record.tasks.queries import no_open_tasks

if TYPE_CHECKING:
    from datetime import date

    from sightline.record.spine.models import Step
    from sightline.record.spine.writing import Offered

#: Endings after which other work goes on with what is open, or nothing can be done any more.
CARRIED_ON = frozenset({"protection", "looked_after", "died"})
#: Tasks about the record and not about the child.
CHORES = ("missing_answers", "reminder")


def nothing_left_hanging(offered: Offered) -> list[Refusal]:
    """Hold the ending while help is promised, offered and not accepted, or cut short unexplained.

    Responsibility stays here until a step down is accepted. An ending before the help after a
    protection plan has lasted its time needs a reason.
    """
    step = offered.step
    if step is None or offered.outcome in CARRIED_ON:
        return []
    found = []
    if not offered.outcome:
        found.append(Refusal("It is not said why the plan ends.", "Choose the reason."))
    if offered.outcome == "early_help" and not _accepted(step):
        found.append(
            Refusal(
                "Early help has not accepted.",
                "Send it to them and wait for their answer; until then the child is ours.",
            )
        )
    until = _kept_until(step)
    if until is not None and offered.when.on < until and not _reasoned(offered):
        found.append(
            Refusal(
                f"Help after a protection plan goes on until {day(until)} at least.",
                "Give the reason for ending it before then.",
            )
        )
    chores = {f"“{t.text}”" for t in step.tasks.filter(source__in=CHORES)}
    found += [r for r in no_open_tasks(offered) if not any(r.reason.startswith(c) for c in chores)]
    return found


def _accepted(step: Step) -> bool:
    sent = Handover.objects.standing().filter(
        event__child_id=step.child_id, destination="early_help",
        event__happened_on__gte=step.opened_on,
    )
    answers = Event.objects.standing().of("handover.accepted").filter(
        step_id__in=sent.values("event__step_id"), happened_on__gte=step.opened_on
    )
    return answers.exists()


def _kept_until(step: Step) -> date | None:
    clock = Clock.objects.filter(
        child_id=step.child_id, key="cin_after_cp", state=Clock.State.RUNNING
    ).order_by("-due_on").first()
    return clock.due_on if clock is not None else None


def _reasoned(offered: Offered) -> bool:
    return any(
        isinstance(row, Decision) and says_something(row.rationale) for row in offered.facts
    )
