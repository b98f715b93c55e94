"""What a strategy discussion that is still to be held says on the child's page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.urls import reverse

from sightline.record.child.panels import Lane, Mark, Panel, Warning

if TYPE_CHECKING:
    from sightline.record.spine.models import Event, Step


def now(steps: Sequence[Step], events: Sequence[Event]) -> list[Mark]:
    """That the agencies have still to talk, and whether it is due today."""
    urgent = {
        event.step_id for event in events
        if event.kind == "strategy_discussion.requested" and event.outcome == "same_day"
    }
    return [
        Mark(
            "Strategy discussion due the same day" if step.pk in urgent
            else "Strategy discussion asked for",
            "red" if step.pk in urgent else "orange",
            reverse("pages:step", args=[step.child_id, step.pk]),
        )
        for step in steps
    ]


def warnings(steps: Sequence[Step]) -> list[Warning]:
    """A discussion that was asked for is owed until it is held."""
    return [
        Warning("Strategy discussion owed",
                reverse("pages:page", args=[step.child_id, step.pk, "held"]))
        for step in steps
    ]


PANEL = Panel(
    "strategy_discussion", warnings=warnings, now=now,
    lane=Lane("Enquiry", 30, ("strategy_discussion.held",), bars=False),
)
