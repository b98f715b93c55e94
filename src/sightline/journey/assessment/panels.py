"""What an open assessment says on the child's page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.urls import reverse

from sightline.base.components.words import day
from sightline.journey.assessment import queries
from sightline.record.allocation.joint import joint_of
from sightline.record.child.panels import Lane, Mark, Panel, Warning

if TYPE_CHECKING:
    from sightline.record.spine.models import Event, Step


def _where(step: Step) -> str:
    return reverse("pages:step", args=[step.child_id, step.pk])


def now(steps: Sequence[Step], events: Sequence[Event]) -> list[Mark]:
    """That the child is being assessed, or that the assessment waits for a manager."""
    kinds = ("assessment.submitted", "assessment.returned")
    last = {event.step_id: event.kind for event in events if event.kind in kinds}
    return [
        Mark(
            "Assessment waits for a manager" if last.get(step.pk) == kinds[0]
            else "Being assessed",
            "blue", _where(step),
        )
        for step in steps
    ]


def warnings(steps: Sequence[Step]) -> list[Warning]:
    """What would hold the authorisation: child not seen, history not read, no child's view."""
    found = []
    for step in steps:
        here = _where(step)
        if queries.first_seen(step) is None:
            found.append(Warning("The child has not been seen for this assessment", here))
        if not queries.content(step).history_acknowledged:
            history = reverse("assessment:history", args=[step.child_id, step.pk])
            found.append(Warning("The history has not been acknowledged", history))
        if not queries.child_views(step).exclude(words="").exists():
            found.append(Warning("The child’s view is not in the assessment", here))
        if queries.came_back(step):
            found.append(Warning("The assessment was sent back", here))
    return found


def marks(steps: Sequence[Step]) -> list[Mark]:
    """Who works with a disabled child, and when the birth of an unborn one is expected."""
    joint = joint_of({step.child_id for step in steps if step.child_id is not None})
    found = [
        Mark(joint[step.child_id].words, "purple",
             reverse("allocation:allocate", args=[step.child_id]))
        for step in steps if step.child_id in joint
    ]
    for step in steps:
        child = step.child
        if child is not None and child.unborn and child.expected_on is not None:
            words = f"Pre-birth assessment: the birth is expected {day(child.expected_on)}"
            found.append(Mark(words, "purple", _where(step)))
    return found


PANEL = Panel("assessment", marks=marks, warnings=warnings, now=now, lane=Lane("Assessment", 20))


def beside(step: Step) -> list[tuple[str, str]]:
    """The history before it, and what each parent has of it."""
    at = [step.child_id, step.pk]
    return [
        ("The history before it", reverse("assessment:history", args=at)),
        ("Sharing with parents", reverse("sharing:sharing", args=at)),
    ]
