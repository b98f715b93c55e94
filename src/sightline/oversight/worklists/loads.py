"""Who holds how much across the service, those over their cap first (S218)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from sightline.access.policy.guard import permission
from sightline.base.components.words import short_day
from sightline.base.moments import today
from sightline.oversight.worklists import exporting
from sightline.oversight.worklists.front_door import authority_of
from sightline.people.workforce.lookups import Away, away_of
from sightline.people.workforce.models import TeamMembership
from sightline.record.caseloads.queries import Load, loads, number, scheme_of

if TYPE_CHECKING:
    from sightline.access.authorities.models import Authority
    from sightline.people.workforce.models import Team, Worker


@dataclass(frozen=True)
class Held:
    """One worker with their team, what they hold and whether they are away."""

    worker: Worker
    team: Team
    load: Load
    away: Away | None

    @property
    def away_words(self) -> str:
        """Whether they are here, and who covers if not."""
        if self.away is None:
            return "Here"
        until = f" until {short_day(self.away.until_on)}" if self.away.until_on else ""
        who = f"{self.away.covered_by} covers" if self.away.covered_by else "no cover"
        return f"Away{until}, {who}"

    @property
    def cells(self) -> tuple[str, ...]:
        """What a list and a file say."""
        room = self.load.room
        return (
            self.team.name_now, str(self.load.children), number(self.load.weight),
            number(self.load.cap) or "No cap is set", "" if room is None else number(room),
            "Over the cap" if self.load.over else "", self.away_words,
        )


HEADINGS = ("Team", "Children", "Weight", "Cap", "Room", "Over", "Away")


def held_by_all(authority: Authority, reader: Any) -> list[Held]:
    """Every worker of a team here who leads a child, the fullest against their cap first."""
    places = TeamMembership.objects.in_force(today()).filter(team__authorities=authority)
    teams: dict[int, TeamMembership] = {}
    for place in places.select_related("worker", "team").order_by("pk"):
        teams.setdefault(place.worker_id, place)
    held = loads(teams, scheme_of(authority.pk), reader=reader)
    away = away_of(teams)
    rows = [
        Held(place.worker, place.team, held[pk], away.get(pk))
        for pk, place in teams.items() if held[pk].children
    ]
    return sorted(rows, key=lambda row: (
        row.load.room is None, row.load.room if row.load.room is not None else -row.load.weight,
        row.worker.name,
    ))


def _asked(request: HttpRequest) -> list[Held]:
    rows = held_by_all(authority_of(request), request.user)
    return [row for row in rows if row.load.over] if request.GET.get("show") == "over" else rows


@permission("service.view")
@require_GET
def caseloads(request: HttpRequest) -> HttpResponse:
    """Every worker with what they hold, or only those over their cap."""
    rows = held_by_all(authority_of(request), request.user)
    over = [row for row in rows if row.load.over]
    show = "over" if request.GET.get("show") == "over" else ""
    context = {
        "rows": over if show else rows, "show": show, "headings": HEADINGS,
        "lists": [("", "Every worker", len(rows)), ("over", "Over the cap", len(over))],
    }
    return render(request, "worklists/caseloads.jinja", context)


@permission("service.view")
@require_GET
def caseloads_export(request: HttpRequest) -> HttpResponse:
    """The same workers as a file for a spreadsheet."""
    return exporting.written(
        request, ("Worker", *HEADINGS), [[row.worker.name, *row.cells] for row in _asked(request)],
        kind="caseloads", ident=None, children=[],
    )
