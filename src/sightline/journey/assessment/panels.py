"""What an open assessment says on the child's page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.urls import reverse

from sightline.journey.assessment import queries
from sightline.record.child.panels import Mark, Panel, Warning

if TYPE_CHECKING:
    from sightline.record.spine.models import Step


def _where(step: Step) -> str:
    return reverse("pages:step", args=[step.child_id, step.pk])


def marks(steps: Sequence[Step]) -> list[Mark]:
    """That the child is being assessed, or that the assessment waits for a manager."""
    return [
        Mark(
            "Assessment waits for a manager" if queries.submission(step) else "Being assessed",
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


PANEL = Panel("assessment", marks, warnings)
