"""Beginning an order or power for several children at once, each on their own step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import TYPE_CHECKING

from sightline.people.workforce.lookups import teams_of, worker_of
from sightline.people.workforce.models import Team
from sightline.record.allocation.models import Allocation
from sightline.record.spine import actions as spine
from sightline.record.spine.actions import Part
from sightline.record.spine.models import Step

if TYPE_CHECKING:
    from django.db import models

    from sightline.access.users.models import User
    from sightline.people.persons.models import Person
    from sightline.record.spine.models import Occasion

DOORS = (Team.Kind.OUT_OF_HOURS, Team.Kind.FRONT_DOOR)


def begin(
    kind: str, *, children: Sequence[Person], by: User, on: date, at: time | None = None,
    outcome: str = "", for_on: date | None = None, after: Sequence[str] = (),
    facts: Mapping[int, Sequence[models.Model]] | None = None,
) -> Occasion:
    """Record that an order or power began for one child or several.

    A child under it already has it recorded there, and nothing is reset. `after` names the
    processes that it comes from, the nearest first. Work that nobody holds waits at a door.
    """
    said, parts = facts or {}, []
    for child in children:
        steps = list(Step.objects.open().filter(child=child).order_by("-opened_on", "-pk"))
        running = next((s for s in steps if s.process == kind.partition(".")[0]), None)
        own = list(said.get(child.pk, ()))
        if not any(s.owner_worker_id or s.owner_team_id for s in steps):
            own += waits_at_a_door(child, by, on)
        parts.append(Part(
            child, step=running, opens=running is None, outcome=outcome, for_on=for_on, facts=own,
            led_from=came_from(steps, after) if running is None else None,
        ))
    return spine.record_occasion(kind, by=by, on=on, at=at, parts=parts)


def came_from(steps: Sequence[Step], after: Sequence[str]) -> Step | None:
    """The open work that something comes from: of the processes named, else whatever is open."""
    for process in after:
        for step in steps:
            if step.process == process:
                return step
    return steps[0] if steps else None


def waits_at_a_door(child: Person, by: User, on: date) -> list[Allocation]:
    """Nothing is held without an owner: the recorder's own door, else the front door."""
    worker = worker_of(by)
    own = None
    if worker is not None:
        own = teams_of(worker.pk, on).filter(kind__in=DOORS, authorities=child.authority_id).first()
    doors = Team.objects.in_force(on).filter(
        authorities=child.authority_id, kind=Team.Kind.FRONT_DOOR
    )
    team = own or doors.order_by("pk").first()
    return [Allocation(team=team, reason="Came to this team")] if team is not None else []
