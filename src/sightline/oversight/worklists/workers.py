"""A team's workers as its manager weighs them: children, families, cap, leave and who covers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from sightline.access.policy.guard import permission
from sightline.base.components.words import short_day
from sightline.oversight.worklists import exporting
from sightline.oversight.worklists.board import Board, board
from sightline.oversight.worklists.families import families
from sightline.oversight.worklists.listing import Line, Listing
from sightline.oversight.worklists.teams import team_here
from sightline.people.workforce.lookups import members_of
from sightline.people.workforce.models import Cover, Worker

#: What no fact of the record says yet is said to be so, and never guessed.
NOT_RECORDED = "Not recorded"
LISTING = Listing(
    "workers", "Workers and their children", "Children whose open work each leads in this team; "
    "brothers and sisters are one family.",
    ("Children", "Families", "Overdue", "Weight", "Cap", "Away"), lambda board, user: [],
)


def lines_of(shown: Board) -> list[Line]:
    """Each worker of the team, or who leads its work, by name; two queries."""
    held: dict[int, list[Any]] = defaultdict(list)
    workers: dict[int, Worker] = {w.pk: w for w in members_of(shown.team.pk)}
    for row in shown.rows:
        if row.worker is not None:
            held[row.worker.pk].append(row)
            workers.setdefault(row.worker.pk, row.worker)
    address = reverse("worklists:team", args=[shown.team.pk])
    family = families(row.child.pk for row in shown.rows)
    return [
        _line(worker, held[worker.pk], family, shown.covers.get(worker.pk), address)
        for worker in sorted(workers.values(), key=lambda w: (w.name, w.pk))
    ]


def _line(
    worker: Worker, rows: Sequence[Any], family: dict[int, int], cover: Cover | None,
    address: str,
) -> Line:
    away = NOT_RECORDED
    if worker.until_on is not None:
        away = f"Left on {short_day(worker.until_on)}"
    elif cover is not None:
        until = f" until {short_day(cover.until_on)}" if cover.until_on else ""
        away = f"{cover.covered_by.name} covers{until}"
    counts = (len(rows), len({family[row.child.pk] for row in rows}),
              sum(bool(row.late) for row in rows))
    name = f"{worker.name}, {worker.role_title}" if worker.role_title else worker.name
    opens = f"{address}?show=every&worker={worker.pk}"
    return Line(None, (*map(str, counts), NOT_RECORDED, NOT_RECORDED, away), opens, name=name)


@permission("team.view")
@require_GET
def workers(request: HttpRequest, team_id: int) -> HttpResponse:
    """Each worker of a team with what they hold."""
    team = team_here(request, team_id)
    shown = board(team, request.user)
    context = {
        "team": team, "listing": LISTING, "lines": lines_of(shown), "board": shown,
        "export": reverse("worklists:workers_export", args=[team.pk]),
    }
    return render(request, "worklists/workers.jinja", context)


@permission("team.view")
@require_GET
def workers_export(request: HttpRequest, team_id: int) -> HttpResponse:
    """The same workers as a file for a spreadsheet."""
    team = team_here(request, team_id)
    return exporting.written(
        request, ("Reference", "Name", "Age", *LISTING.headings),
        [exporting.of_line(line.child, line.name, line.cells)
         for line in lines_of(board(team, request.user))],
        kind="workers", ident=team.pk, children=[],
    )
