"""The team board: what waits for an answer or a worker, who was not seen, and every child."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.db.models import BooleanField, ExpressionWrapper, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from sightline.access.policy import opened_to
from sightline.access.policy.guard import permission
from sightline.access.policy.here import current_authority, holds
from sightline.access.policy.noting import noted
from sightline.base.components.paging import Paging
from sightline.base.moments import today
from sightline.base.numbers import key
from sightline.oversight.worklists import exporting
from sightline.oversight.worklists.board import Board, board
from sightline.oversight.worklists.duties import thresholds
from sightline.oversight.worklists.listing import LISTS, Line, Listing
from sightline.oversight.worklists.rows import passed
from sightline.people.workforce.lookups import away_workers, teams_answered_for
from sightline.people.workforce.models import Team
from sightline.record.allocation.queries import nobody_leads
from sightline.record.child.flags import flags_on
from sightline.record.spine.models import Step

if TYPE_CHECKING:
    from django.db.models import QuerySet


def teams_here(request: HttpRequest) -> QuerySet[Team]:
    """The teams whose board this person may see; all of them where they see the service.

    Their own where their role shows it, and those whose manager they cover for today.
    """
    authority = current_authority(request)
    teams = Team.objects.in_force(today()).filter(authorities=authority)
    if holds(request, "service.view"):
        return teams
    lent = not holds(request, "team.view")
    return teams.filter(pk__in=teams_answered_for(request.user.pk, deputy_only=lent))


def covers_a_manager(request: HttpRequest) -> bool:
    """Whether a manager who is away has left their team to this person for today."""
    return teams_answered_for(request.user.pk, deputy_only=True).exists()


#: A page for who sees their team by their role, and for who covers for its manager today.
team_page = permission("team.view", lent=covers_a_manager)


@dataclass
class Counted:
    """One team with how many children it holds, how many wait, and how many are overdue."""

    team: Team
    children: int = 0
    unallocated: int = 0
    overdue: int = 0


@team_page
@require_GET
def teams(request: HttpRequest) -> HttpResponse:
    """The teams this person answers for; straight to the list when there is one."""
    found = list(teams_here(request))
    if len(found) == 1:
        return redirect("worklists:team", team_id=found[0].pk)
    return render(request, "worklists/teams.jinja", {"teams": counted(found, request.user)})


def counted(found: list[Team], user: Any) -> list[Counted]:
    """Each team with its counts, of the children this person may open; two queries."""
    away = Q(owner_worker__in=away_workers().values("pk"))
    steps = Step.objects.open().filter(
        opened_to(user), owner_team__in=[team.pk for team in found], child__isnull=False
    ).annotate(
        leaderless=ExpressionWrapper(nobody_leads(today()), BooleanField()),
        gone=ExpressionWrapper(away, BooleanField()),
    ).order_by().values_list("owner_team", "child_id", "leaderless", "gone", "source")
    late = set(passed().exclude(key__in=thresholds()).values_list("child_id", flat=True))
    held, waiting, placed = defaultdict[int, set[int]](set), defaultdict[int, set[int]](set), set()
    for team, child, leaderless, gone, source in steps:
        held[team].add(child)
        if leaderless or gone:
            waiting[team].add(child)
        if leaderless and source:
            placed.add(child)
    return [
        Counted(team, len(held[team.pk]), len(waiting[team.pk] - placed), len(held[team.pk] & late))
        for team in found
    ]


def team_here(request: HttpRequest, team_id: int) -> Team:
    """The team of an address, of those this person answers for; Http404 for any other."""
    found = teams_here(request).filter(pk=team_id).first()
    if found is None:
        raise Http404("You belong to no such team.")
    return found


#: What stands on the board itself, with how many lines of it; every cell opens its whole list.
SHOWN_FIRST = {"waiting": 10, "unallocated": 10, "unseen": 10, "enquiries": 10}
#: The cells of the board in the order in which they are read.
GROUPS = (
    ("To answer", ("waiting", "unallocated", "to-be-placed", "sent")),
    ("Children", ("overdue", "unseen", "not-alone", "")),
    ("Work", ("enquiries", "assessments", "conferences", "chronologies", "reports",
              "owed", "plans")),
)


@dataclass(frozen=True)
class Cell:
    """One list with its lines, as a board or its own page shows them."""

    listing: Listing
    lines: list[Line]
    address: str

    @property
    def first(self) -> list[Line]:
        """What the board itself shows: all but the quiet lines."""
        return [line for line in self.lines if not line.quiet]

    @property
    def count(self) -> int:
        """How many lines there are: on screen, on paper and in the file."""
        return len(self.lines)


def cells(shown: Board, user: Any) -> dict[str, Cell]:
    """Every list of a board, found from what was read of it; no query."""
    address = reverse("worklists:team", args=[shown.team.pk])
    return {
        name: Cell(listing, listing.find(shown, user), f"{address}?show={name or 'every'}")
        for name, listing in LISTS.items()
    }


def _of_worker(request: HttpRequest, shown: Board) -> Board:
    """The board with the children of one worker alone, where one was asked for."""
    worker = key(request.GET.get("worker"))
    if not worker:
        return shown
    rows = [row for row in shown.rows if row.worker is not None and row.worker.pk == worker]
    owed = [row for row in shown.owed if row.worker is not None and row.worker.pk == worker]
    return replace(shown, rows=rows, owed=owed, steps={})


def _asked(request: HttpRequest) -> str | None:
    """The list that was asked for; none for the board itself."""
    show = request.GET.get("show")
    if show is None:
        return None
    return show if show in LISTS else ""


@team_page
@require_GET
def team(request: HttpRequest, team_id: int) -> HttpResponse:
    """One team: the board, or one of its lists, whole or by the page."""
    found = team_here(request, team_id)
    shown = _of_worker(request, board(found, request.user))
    asked = _asked(request)
    context = {
        "team": found, "board": shown, "asked": asked,
        "may_allocate": holds(request, "allocation.decide"),
    }
    if asked is None:
        held = cells(shown, request.user)
        context |= {
            "groups": [(words, [held[name] for name in names]) for words, names in GROUPS],
            "first": [(held[name], most) for name, most in SHOWN_FIRST.items()],
        }
        _noted(request, shown, [
            line for name, most in SHOWN_FIRST.items() for line in held[name].first[:most]
        ])
        return render(request, "worklists/team.jinja", context)
    listing = LISTS[asked]
    lines = listing.find(shown, request.user)
    whole = "whole" in request.GET
    paging = Paging.of(lines, request, size=max(len(lines), 1)) if whole else Paging.of(
        lines, request
    )
    _noted(request, shown, paging.items)
    query = f"show={asked or 'every'}"
    if key(request.GET.get("worker")):
        query += f"&worker={key(request.GET.get('worker'))}"
    children = [line.child for line in paging.items if line.child is not None]
    context["flags"] = flags_on(children, request.user)
    context |= {"listing": listing, "paging": paging, "query": query}
    return render(request, "worklists/team_list.jinja", context)


def _noted(request: HttpRequest, shown: Board, lines: Iterable[Line]) -> None:
    """Every child with a line on the page counts as read."""
    ids = [line.child.pk for line in lines if line.child is not None]
    noted(request, "team_board", ids, shown.grounds)


@team_page
@require_GET
def team_export(request: HttpRequest, team_id: int) -> HttpResponse:
    """A list of the board as a file for a spreadsheet, line for line; every child by default."""
    found = team_here(request, team_id)
    listing = LISTS[_asked(request) or ""]
    lines = listing.find(_of_worker(request, board(found, request.user)), request.user)
    return exporting.written(
        request, ("Reference", "Name", "Age", *listing.headings),
        [exporting.of_line(line.child, line.name, line.cells) for line in lines],
        kind="team", ident=found.pk,
        children=[line.child.pk for line in lines if line.child is not None],
    )
