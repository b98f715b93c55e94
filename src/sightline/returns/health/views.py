"""The page of return health: what the return would find wrong today, by team and by worker."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from sightline.access.policy.guard import permission
from sightline.access.policy.here import current_authority, holds
from sightline.base.components.paging import Paging
from sightline.base.moments import today
from sightline.insight.screens import small
from sightline.oversight.worklists.teams import teams_here
from sightline.returns.cin_census import layout
from sightline.returns.health import standing
from sightline.returns.health.models import Finding, Looked
from sightline.returns.health.rows import year_on
from sightline.returns.kit.read import note_read

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from sightline.access.authorities.models import Authority

MEND = "returns.mend"
ON_A_PAGE = 25
SEALED = "sealed"


@dataclass(frozen=True)
class View:
    """Whose part of the return one person looks at: their own, a team's, or the authority's.

    A statistic counts every child; a worker's or a team's work, those the reader may open.
    """

    key: str
    title: str
    rows: QuerySet[Finding]
    statistic: bool = False


@require_GET
@permission(MEND)
def health(request: HttpRequest) -> HttpResponse:
    """What stands to be mended: counts, their course over the year, and the children."""
    authority = current_authority(request)
    if authority is None:
        raise Http404("You hold no role in an authority, so it has no return to keep well.")
    year = year_on(today())
    looked = Looked.objects.filter(authority=authority, year=year).first()
    context: dict[str, Any] = {
        "authority": authority, "year": layout.year_words(year), "looked": looked}
    if looked is not None:
        context |= _found(request, authority, year, looked)
    return render(request, "health/health.jinja", context)


def _found(
    request: HttpRequest, authority: Authority, year: int, looked: Looked
) -> dict[str, Any]:
    every = standing.findings(authority, year)
    offered, teams = _offered(request)
    view = _view(request, every, offered, teams)
    user = cast("Any", request.user)
    visible = standing.openable(view.rows, user)
    whole = not view.statistic or bool(user.may("child.read", authority.pk))
    held = standing.standing(visible)
    counted = standing.standing(view.rows) if view.statistic else held
    ids = standing.by_harm(held)
    paging = Paging.of(ids, request, ON_A_PAGE)
    listed = standing.children(visible, list(paging.items))
    note_read(
        user=user, child_ids=[child.line.id for child in listed], page="return_health")
    by_team = standing.lines(counted, "team", whole=whole)
    shown = view.rows if view.statistic else visible
    return {
        "view": view, "offered": offered, "whole": whole, "paging": paging, "children": listed,
        "total": standing.total(counted, whole=whole),
        "course": standing.course(shown, looked.began_on, whole=whole),
        "teams": [
            replace(line, href=f"?team={pk}" if pk in teams else "") for pk, line in by_team
        ] if view.statistic else [],
        "workers": [line for _, line in standing.lines(counted, "worker", whole=whole)]
        if view.key.startswith("team-") else [],
        "unseen": _unseen(view, ids, whole),
    }


def _offered(request: HttpRequest) -> tuple[dict[str, str], dict[int, str]]:
    """The parts this person may look at, with their words; and the teams among them."""
    teams: dict[int, str] = {}
    offered = {}
    everything = holds(request, "service.view") or holds(request, "returns.see")
    if everything:
        offered["all"] = "The whole authority"
    if holds(request, "team.view"):
        teams = dict(teams_here(request).values_list("pk", "name_now"))
    if not everything:
        offered |= {f"team-{pk}": name for pk, name in teams.items()}
    if holds(request, "caseload.view"):
        offered["mine"] = "My children"
    return offered, teams


def _view(
    request: HttpRequest, every: QuerySet[Finding], offered: dict[str, str],
    teams: dict[int, str],
) -> View:
    """The part that was asked for, or the widest this person has."""
    asked = request.GET.get("team", "")
    if asked:
        named = {str(pk): (pk, name) for pk, name in teams.items()}
        if asked not in named:
            raise Http404("You see no such team.")
        pk, name = named[asked]
        return View(f"team-{pk}", name, every.filter(team_id=pk))
    key = request.GET.get("show", "")
    key = key if key in offered else next(iter(offered), "mine")
    if key == "all":
        return View(key, offered[key], every, statistic=True)
    if key == "mine":
        user_id = cast("Any", request.user).pk
        return View(key, "My children", every.filter(worker__user_id=user_id))
    return View(key, offered[key], every.filter(team_id=int(key.removeprefix("team-"))))


def _unseen(view: View, ids: list[int], whole: bool) -> str:
    """How many children with something to mend the reader may not open, in words.

    A sealed child counts in the statistics, and is otherwise neither shown nor counted.
    """
    rows = view.rows.filter(gone_on=None)
    if not view.statistic:
        rows = rows.exclude(child__restriction=SEALED)
    number = rows.order_by().values("child_id").distinct().count() - len(ids)
    return small.unseen_words(max(0, number), exact=whole)
