"""What the core group says on the page of a child with a protection plan."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.urls import reverse

from sightline.base.components.words import day
from sightline.base.moments import today
from sightline.journey.core_group.queries import notes_owed
from sightline.record.child.panels import Mark, Panel, Warning, panels

if TYPE_CHECKING:
    from sightline.record.spine.models import Event, Step


SETTING = ("core_group.held", "core_group.missed", "protection_plan.started")


def now(steps: Sequence[Step], events: Sequence[Event]) -> list[Mark]:
    """The day on which the core group meets next."""
    found, set_for = [], {e.step_id: e.for_on for e in events if e.kind in SETTING}
    for step in steps:
        agreed = set_for.get(step.pk)
        if agreed is not None and agreed >= today():
            found.append(Mark(f"Core group on {day(agreed)}", "purple"))
    return found


def warnings(steps: Sequence[Step]) -> list[Warning]:
    """Notes that have not reached every member in time."""
    return [
        Warning(
            f"The notes of the core group of {day(owed.event.happened_on)} have not been sent to "
            f"{', '.join(owed.members)}.",
            reverse("pages:start_page", args=[owed.event.child_id, "core_group", "notes"]),
        )
        for owed in notes_owed(steps=steps) if owed.overdue(today())
    ]


def declare() -> None:
    """Put this on the page of a child with a plan: a core group has no step of its own."""
    panels.add("core_group", Panel("protection_plan", warnings=warnings, now=now))
