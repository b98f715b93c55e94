"""What a borough came to once it is made, in numbers."""

from __future__ import annotations

from sightline.people.persons.models import Person
from sightline.people.workforce.models import Team, Worker
from sightline.record.spine.models import Clock, Event, Step


def counted() -> dict[str, int]:
    """How many there are of what a load is measured by, each in words."""
    of_children = Step.objects.filter(child__isnull=False).order_by()
    return {
        "children known": of_children.values("child").distinct().count(),
        "children with work open": _children(Step.objects.open()),
        "children on a protection plan": _children(Step.objects.open().of("protection_plan")),
        "people": Person.objects.count(),
        "events": Event.objects.count(),
        "clocks": Clock.objects.count(),
        "workers": Worker.objects.count(),
        "teams": Team.objects.count(),
    }


def _children(steps) -> int:  # type: ignore[no-untyped-def]
    return int(steps.order_by().values("child").distinct().count())
