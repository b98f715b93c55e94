"""A team's workers as its manager weighs them: children, families, weight, cap, leave and cover."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from sightline.base.components.words import short_day
from sightline.oversight.worklists import exporting
from sightline.oversight.worklists.board import Board, board
from sightline.oversight.worklists.families import families
from sightline.oversight.worklists.front_door import authority_of
from sightline.oversight.worklists.listing import Line, Listing
from sightline.oversight.worklists.teams import team_here, team_page
from sightline.people.workforce.lookups import Away, absences_of, away_of, members_of
from sightline.people.workforce.models import Absence, Worker
from sightline.record.caseloads.queries import Scheme, number, scheme_of

LISTING = Listing(
    "workers", "Workers and their children", "Children whose open work each leads in this team; "
    "brothers and sisters are one family. Weight and cap are local practice.",
    ("Children", "Families", "Overdue", "Weight", "Cap", "Room", "Away"), lambda board, user: [],
)


def lines_of(shown: Board, scheme: Scheme, reader: Any) -> list[Line]:
    """Each worker of the team, or who leads its work, by name; five queries."""
    held: dict[int, list[Any]] = defaultdict(list)
    workers: dict[int, Worker] = {w.pk: w for w in members_of(shown.team.pk)}
    for row in shown.rows:
        if row.worker is not None:
            held[row.worker.pk].append(row)
            workers.setdefault(row.worker.pk, row.worker)
    family = families((row.child.pk for row in shown.rows), reader)
    away, coming = away_of(workers), absences_of(workers)
    found = []
    for worker in sorted(workers.values(), key=lambda w: (w.name, w.pk)):
        rows = held[worker.pk]
        load = scheme.load(worker.pk, ([s.process for s in row.steps] for row in rows))
        numbers = (
            str(len(rows)), str(len({family[row.child.pk] for row in rows})),
            str(sum(bool(row.late) for row in rows)), number(load.weight),
            number(load.cap) or "No cap is set",
            "" if load.room is None else number(load.room),
        )
        words = _away(worker, away.get(worker.pk), coming.get(worker.pk, ()))
        found.append(_line(shown, worker, (*numbers, words), over=load.over))
    return found


def _line(shown: Board, worker: Worker, cells: tuple[str, ...], *, over: bool) -> Line:
    name = f"{worker.name}, {worker.role_title}" if worker.role_title else worker.name
    opens = f"{reverse('worklists:team', args=[shown.team.pk])}?show=every&worker={worker.pk}"
    return Line(None, cells, opens, late=over, name=name, ident=worker.pk)


def _away(worker: Worker, away: Away | None, coming: Sequence[Absence]) -> str:
    """Whether a worker has left, is away, or will be, with who covers; never why."""
    if worker.until_on is not None:
        return f"Left on {short_day(worker.until_on)}"
    if away is not None:
        until = f" until {short_day(away.until_on)}" if away.until_on else ""
        return f"{away.covered_by} covers{until}" if away.covered_by else f"Away{until}, no cover"
    if coming:
        return f"Away from {short_day(coming[0].since_on)}"
    return "Here"


@team_page
@require_GET
def workers(request: HttpRequest, team_id: int) -> HttpResponse:
    """Each worker of a team with what they hold."""
    team = team_here(request, team_id)
    shown = board(team, request.user)
    context = {
        "team": team, "listing": LISTING, "board": shown,
        "lines": lines_of(shown, scheme_of(authority_of(request).pk), request.user),
        "export": reverse("worklists:workers_export", args=[team.pk]),
    }
    return render(request, "worklists/workers.jinja", context)


@team_page
@require_GET
def workers_export(request: HttpRequest, team_id: int) -> HttpResponse:
    """The same workers as a file for a spreadsheet."""
    team = team_here(request, team_id)
    shown, scheme = board(team, request.user), scheme_of(authority_of(request).pk)
    return exporting.written(
        request, ("Reference", "Name", "Age", *LISTING.headings),
        [exporting.of_line(line.child, line.name, line.cells)
         for line in lines_of(shown, scheme, request.user)],
        kind="workers", ident=team.pk, children=[],
    )
