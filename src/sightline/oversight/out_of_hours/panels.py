"""What a night's episode, or something left to the night, says on the child's page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.urls import reverse

from sightline.base.components.words import day
from sightline.record.child.panels import Lane, Mark, Panel, register

if TYPE_CHECKING:
    from sightline.record.spine.models import Event, Step


def now(steps: Sequence[Step], events: Sequence[Event]) -> list[Mark]:
    """That nobody by day has taken up what the night did."""
    return [
        Mark(f"Out of hours episode of {day(step.opened_on)}, not acknowledged", "yellow",
             reverse("pages:step", args=[step.child_id, step.pk]))
        for step in steps
    ]


PANEL = Panel("out_of_hours", now=now, lane=Lane("Out of hours", 15, bars=False))


def declare() -> None:
    """Put it on the child's page."""
    register(PANEL)
