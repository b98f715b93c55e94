"""What must be finished before a child's case is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sightline.kernel.process import Refusal
from sightline.kernel.register import processes
from sightline.record.spine.models import Step
from sightline.record.tasks.models import Task

if TYPE_CHECKING:
    from sightline.record.spine.writing import Offered

#: Tasks about the record and not about the child: an answer left out, a reminder.
CHORES = ("missing_answers", "reminder")


def nothing_left_open(offered: Offered) -> list[Refusal]:
    """Hold the closing while an enquiry, plan, assessment, contact or task of it is open."""
    step = offered.step
    if step is None:
        return []
    open_steps = Step.objects.open().filter(episode_id=step.episode_id).exclude(pk=step.pk)
    found = [
        Refusal(
            f"{processes[other.process].title} is still open.",
            "Conclude or end it first, or hand it over.",
        )
        for other in open_steps.order_by("opened_on", "pk")
    ]
    if not offered.outcome:
        found.append(Refusal("No reason for closing has been given.", "Choose the reason."))
    unfinished = Task.objects.unfinished().filter(step__episode_id=step.episode_id)
    found += [
        Refusal(f"A task is still open: “{task.text}”", "Finish it, or cancel it with a reason.")
        for task in unfinished.exclude(source__in=CHORES).by_due()
    ]
    return found
