"""When something was last done about a child's work: what drift is measured by (D024)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from sightline.record.spine.models import Event

if TYPE_CHECKING:
    from sightline.record.spine.models import Step

#: What counts as work: seeing the family, writing down what was done, doing what was asked, hearing
#: from somebody. Decisions, bookings and allocations move paper; they are not activity.
ACTIVITY = ("visit.made", "note.recorded", "task.done", "contact.received")


def activity_of(
    steps: Iterable[Step], *, on: date | None = None, known_at: datetime | None = None
) -> dict[int, date | None]:
    """The latest day of activity about each step's child since it opened; one query for all.

    What happened to the child on another step, or on none, counts too: a visit for a plan is
    a visit. `on` leaves out later days, `known_at` what was recorded or voided later.
    """
    asked = list(steps)
    children = {step.child_id for step in asked if step.child_id is not None}
    events = Event.objects.of(*ACTIVITY).about(children)
    events = events.standing() if known_at is None else events.known_at(known_at)
    if on is not None:
        events = events.filter(happened_on__lte=on)
    days: dict[int, set[date]] = defaultdict(set)
    for child_id, happened_on in events.values_list("child_id", "happened_on").distinct():
        days[child_id].add(happened_on)
    return {
        step.pk: max(
            (
                d for d in days.get(step.child_id or 0, ())
                if step.opened_on is None or d >= step.opened_on
            ),
            default=None,
        )
        for step in asked
    }


def activity(
    step: Step, *, on: date | None = None, known_at: datetime | None = None
) -> date | None:
    """The latest day on which something was done about a step's child since it opened."""
    return activity_of([step], on=on, known_at=known_at)[step.pk]
