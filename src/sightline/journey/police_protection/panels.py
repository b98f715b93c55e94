"""What police protection says on the child's page beside the hour at which it ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.urls import reverse

from sightline.base.components.words import moment
from sightline.base.moments import at, now
from sightline.kernel.calendar import add_hours
from sightline.record.child.panels import Lane, Mark, Panel, Warning
from sightline.record.spine.models import Step

if TYPE_CHECKING:
    from sightline.record.spine.models import Event

#: Section 46(6), which nobody may lengthen; the clock beside this file says the same.
HOURS = 72


def now_is(steps: Sequence[Step], events: Sequence[Event]) -> list[Mark]:
    """That the police hold the child, or that the hours ran out and nobody recorded an end."""
    here = {step.pk for step in steps}
    found: dict[int | None, Event] = {}
    for event in events:
        if event.kind == "police_protection.taken" and event.step_id in here:
            found.setdefault(event.step_id, event)
    return [_mark(event) for event in found.values()]


def _mark(event: Event) -> Mark:
    begun = at(event.happened_on, event.happened_at) if event.happened_at else at(event.happened_on)
    ends = add_hours(begun, HOURS)
    if ends > now():
        return Mark(f"Police protection until {moment(ends)}", "red", _page(event, "ended"))
    words = f"Police protection ran out on {moment(ends)} and no end is recorded"
    return Mark(words, "red", _page(event, "ended"))


def _page(event: Event, page: str) -> str:
    return reverse("pages:page", args=[event.child_id, event.step_id, page])


def warnings(steps: Sequence[Step]) -> list[Warning]:
    """That the enquiries which the Act asks for have not begun (s.47(1)(a))."""
    children = [step.child_id for step in steps if step.child_id is not None]
    enquiries = Step.objects.open().of("section47").filter(child_id__in=children)
    begun = set(enquiries.values_list("child_id", flat=True))
    return [
        Warning("Enquiries must be made about a child in police protection, and none has begun",
                reverse("pages:start_page", args=[child, "section47", "emergency"]))
        for child in children if child not in begun
    ]


PANEL = Panel(
    "police_protection", warnings=warnings, now=now_is,
    lane=Lane("Police and court", 25, points=("police_protection.moved",)),
)
