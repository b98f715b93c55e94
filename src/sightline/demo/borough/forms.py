"""Pages as they were typed and handed in lately, so that it can be seen what each form costs."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from sightline.demo.people.staff import Borough
from sightline.record.drafts.models import Draft
from sightline.record.spine.models import Event

#: Of each form so many; how long the quick ones take, in minutes, and the slow ones.
TYPED = {
    "visit.made": (("visit", "visit"), 90, 14, 55),
    "core_group.held": (("core_group", "held"), 30, 25, 120),
    "situation.written": (("situation", "write"), 40, 4, 15),
}


def type_pages(borough: Borough, *, today: date) -> None:
    """The newest events of a few kinds were typed on their pages; some took a night in between."""
    rng, drafts = Random(41), []
    for kind, ((process, page), most, quick, slow) in TYPED.items():
        events = Event.objects.standing().of(kind).filter(
            authority=borough.authority, source="", recorded_by__isnull=False,
            recorded_at__date__gte=today - timedelta(days=27),
        )
        for event in events.order_by("-pk")[:most]:
            took = rng.randint(quick, slow) + (16 * 60 if rng.random() < 0.08 else 0)
            begun = event.recorded_at - timedelta(minutes=took)
            drafts.append(Draft(
                process=process, page=page, step_id=event.step_id,
                child_id=event.child_id if event.step_id is None else None,
                authority=borough.authority, started_at=begun, started_by_id=event.recorded_by_id,
                saved_at=event.recorded_at, saved_by_id=event.recorded_by_id,
                finished_at=event.recorded_at, became=event,
            ))
    Draft.objects.bulk_create(drafts)
