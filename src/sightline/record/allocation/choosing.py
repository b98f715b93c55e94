"""What may be allocated together, and to whom: the choices on the page of allocation."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from sightline.access.policy import visible_children
from sightline.base.components.words import short_day
from sightline.base.moments import today
from sightline.people.persons.models import Person
from sightline.people.relationships.lookups import sibling_group
from sightline.people.workforce.lookups import Away, away_of, members_of
from sightline.people.workforce.models import Team
from sightline.record.caseloads.queries import Load, loads, scheme_of
from sightline.record.spine.models import Step

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from sightline.people.workforce.models import Worker

CONTACT = "contact"


def journeys(child_id: int) -> list[Step]:
    """One open step of each journey that an allocation of this child is about, oldest first.

    A contact that the front door has still to decide is left where it is while other work is
    open; it is the journey when there is nothing else.
    """
    rows = Step.objects.standing().filter(child_id=child_id).select_related(
        "owner_worker", "owner_team"
    )
    steps = list(rows.order_by("opened_on", "pk"))
    parents = {step.pk: step.led_from_id for step in steps}
    found: dict[int, list[Step]] = {}
    for step in steps:
        if step.closed_on is None:
            found.setdefault(_root(step.pk, parents), []).append(step)
    work = [group for group in found.values() if any(s.process != CONTACT for s in group)]
    return [group[0] for group in (work or list(found.values()))]


def _root(step_id: int, parents: dict[int, int | None]) -> int:
    seen: set[int] = set()
    while step_id not in seen:
        seen.add(step_id)
        parent = parents.get(step_id)
        if parent is None or parent not in parents:
            return step_id
        step_id = parent
    return step_id


def team_of(steps: Iterable[Step]) -> Team | None:
    """The team that holds a child's work."""
    return next((step.owner_team for step in steps if step.owner_team is not None), None)


def held_elsewhere(steps: Iterable[Step], team: Team | None) -> list[Step]:
    """Of a child's work, what another team answers for: it leads until this team has accepted.

    Work that came in a file and that nobody ever held is placed, and not handed over.
    """
    here = None if team is None else team.pk
    return [
        step for step in steps
        if step.owner_team_id not in (None, here)
        and not (step.source and step.owner_worker_id is None)
    ]


def teams_of_authority(authority_id: int) -> QuerySet[Team]:
    """The teams that a child of an authority may go to."""
    return Team.objects.in_force(today()).filter(authorities=authority_id).order_by("name_now")


def workers_offered(
    team: Team | None, authority_id: int, reader: Any
) -> list[tuple[int, str]]:
    """The workers of a team with how much each leads now against their cap, the least first.

    Who is away is offered last, with until when.
    """
    if team is None:
        return []
    workers = list(members_of(team.pk))
    held = loads([worker.pk for worker in workers], scheme_of(authority_id), reader=reader)
    away = away_of(worker.pk for worker in workers)
    workers.sort(key=lambda w: (w.pk in away, held[w.pk].weight, held[w.pk].children, w.name))
    return [(worker.pk, _loaded(worker, held[worker.pk], away.get(worker.pk)))
            for worker in workers]


def _loaded(worker: Worker, load: Load, away: Away | None) -> str:
    role = f", {worker.role_title}" if worker.role_title else ""
    said = f"{worker.name}{role}, {load.words}"
    if load.over:
        said += ": over the cap"
    if away is not None:
        said += f"; away until {short_day(away.until_on)}" if away.until_on else "; away"
    return said


def numbers_to_know(worker: Worker, authority_id: int, reader: Any) -> str:
    """What to say when a child has been given to somebody who is over the cap, or away."""
    load = loads([worker.pk], scheme_of(authority_id), reader=reader)[worker.pk]
    away = away_of([worker.pk]).get(worker.pk)
    said = []
    if load.over:
        said.append(f"{worker.name} now holds {load.words}, over the cap.")
    if away is not None:
        until = f" until {short_day(away.until_on)}" if away.until_on else ""
        cover = f"{away.covered_by} covers" if away.covered_by else "nobody covers"
        said.append(f"{worker.name} is away{until}, and {cover}.")
    return " ".join(said)


def siblings_open(child_id: int, user: Any) -> list[Person]:
    """Brothers and sisters with open work whom this person may allocate too."""
    ids = [sibling.person_id for sibling in sibling_group(child_id, reader=user)]
    if not ids:
        return []
    open_work = Step.objects.open().filter(child_id__in=ids).exclude(process=CONTACT)
    allowed = visible_children(user, permission="allocation.decide")
    people = Person.objects.filter(pk__in=open_work.values("child_id")).filter(pk__in=allowed)
    return list(people.order_by("born_on", "pk"))
