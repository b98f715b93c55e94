"""Managers asked by night: every episode in which one was consulted, or had to be and was not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import OuterRef, Q, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from sightline.access.policy.guard import permission
from sightline.access.policy.noting import noted
from sightline.base.components.paging import Paging
from sightline.oversight.out_of_hours.models import ChildPart, Episode
from sightline.oversight.worklists.front_door import authority_of
from sightline.oversight.worklists.rows import readable
from sightline.record.allocation.queries import moment_of

if TYPE_CHECKING:
    from sightline.access.authorities.models import Authority
    from sightline.people.persons.models import Person
    from sightline.record.spine.models import Event

COLUMNS = {"told": "told", "decided": "decided", "risk": "risk", "consulted": "consulted__name",
           "advised": "advised"}


@dataclass
class Consultation:
    """One night's episode: which manager was asked and what they said, of the children one sees."""

    event: Event
    manager: str
    advised: str
    told: str
    decided: str
    high: bool
    children: list[Event] = field(default_factory=list)

    @property
    def at(self) -> datetime:
        """When the episode began."""
        return moment_of(self.event)

    @property
    def people(self) -> list[Person]:
        """The children the reader may open."""
        return [event.child for event in self.children if event.child is not None]


def consultations(authority: Authority) -> list[Any]:
    """Each child's part in an episode that asked for a manager, the newest first; one query."""
    episode = Episode.objects.standing().filter(occasion=OuterRef("event__occasion"))
    told = {
        f"said_{name}": Subquery(episode.values(column)[:1]) for name, column in COLUMNS.items()
    }
    rows = ChildPart.objects.standing().filter(
        event__authority=authority, event__child__isnull=False
    ).annotate(**told)
    asked = Q(said_risk=Episode.Risk.HIGH) | Q(said_consulted__isnull=False)
    rows = rows.filter(asked | ~Q(said_advised="")).select_related("event__child")
    return list(rows.order_by("-event__happened_on", "-event__order", "-event_id"))


def by_episode(parts: Iterable[Any]) -> list[Consultation]:
    """Brothers and sisters of one episode in one line, in the order given."""
    found: dict[int, Consultation] = {}
    for part in parts:
        event = part.event
        line = found.setdefault(event.occasion_id or -event.pk, Consultation(
            event, part.said_consulted or "", part.said_advised or "", part.said_told or "",
            part.said_decided or "", part.said_risk == Episode.Risk.HIGH,
        ))
        line.children.append(event)
    return list(found.values())


@permission("outofhours.view")
@require_GET
def consulted(request: HttpRequest) -> HttpResponse:
    """The list as the night reads it."""
    return _page(request, back="worklists:tonight")


@permission("service.view")
@require_GET
def service_consulted(request: HttpRequest) -> HttpResponse:
    """The same list as those read it who answer for the whole service."""
    return _page(request, back="worklists:service")


def _page(request: HttpRequest, *, back: str) -> HttpResponse:
    """Who was consulted by night and what they said, of children whom the reader may open."""
    parts = consultations(authority_of(request))
    seen, _ = readable(request.user, [part.event.child for part in parts])
    rows = by_episode(part for part in parts if part.event.child_id in seen)
    paging = Paging.of(rows, request)
    noted(request, "consulted", [child.pk for row in paging.items for child in row.people], seen)
    context = {
        "paging": paging, "back": back,
        "unnamed": sum(row.high and not row.manager for row in rows),
    }
    return render(request, "worklists/consulted.jinja", context)
