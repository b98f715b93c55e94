"""What the core group says on the page of a child with a protection plan."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.urls import reverse

from sightline.base.components.words import day
from sightline.base.moments import today
from sightline.journey.core_group.queries import next_on, notes_owed
from sightline.record.child.panels import Mark, Panel, Warning, panels

if TYPE_CHECKING:
    from sightline.record.spine.models import Step


def marks(steps: Sequence[Step]) -> list[Mark]:
    """The day on which the core group meets next."""
    found = []
    for step in steps:
        agreed = next_on(step)
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
    panels.add("core_group", Panel("protection_plan", marks, warnings))
