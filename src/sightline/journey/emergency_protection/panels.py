"""What an emergency protection order says on the child's page beside the hour at which it ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.urls import reverse

from sightline.base.components.words import day
from sightline.base.moments import today
from sightline.record.child.panels import Lane, Mark, Panel

if TYPE_CHECKING:
    from sightline.record.spine.models import Event, Step

SETTING = ("emergency_protection.made", "emergency_protection.extended")


def now_is(steps: Sequence[Step], events: Sequence[Event]) -> list[Mark]:
    """That an order holds, and until which day; or that its last day passed without an end."""
    last = {e.step_id: e for e in events if e.kind in SETTING}
    return [_mark(step, last.get(step.pk)) for step in steps]


def _mark(step: Step, event: Event | None) -> Mark:
    ends = event.for_on if event is not None else None
    page = reverse("pages:page", args=[step.child_id, step.pk, "ended"])
    if ends is None:
        return Mark("Emergency protection order; its last day is not recorded", "red", page)
    if ends < today():
        words = f"Emergency protection order ran out on {day(ends)} and no end is recorded"
        return Mark(words, "red", page)
    return Mark(f"Emergency protection order until {day(ends)}", "red", page)


PANEL = Panel(
    "emergency_protection", now=now_is,
    lane=Lane("Police and court", 25, points=("emergency_protection.extended",)),
)
