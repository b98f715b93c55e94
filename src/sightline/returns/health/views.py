"""The page of return health: what the return would find wrong today, by team and by worker."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from django.db.models import Q
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
from sightline.returns.cin_census.checking.told import SEVERITIES
from sightline.returns.health import standing
from sightline.returns.health.models import Finding, Looked
from sightline.returns.health.rows import year_on, years_on
from sightline.returns.kit.read import note_read
from sightline.returns.submissions.models import SignedOff

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from sightline.access.authorities.models import Authority

MEND = "returns.mend"
ON_A_PAGE = 25
SEALED = "sealed"
CENSUS = "cin"


@dataclass(frozen=True)
class View:
    """Whose part of the return one person looks at: their own, a team's, or the authority's.

    A statistic counts every child; a worker's or a team's work, those the reader may open.
    `query` asks for it in an address.
    """

    key: str
    title: str
    query: str
    only: Q
    statistic: bool = False


@dataclass(frozen=True)
class Year:
    """A census year that is looked at now, and whether its return is still to be signed off."""

    year: int
    ended: bool
    signed: bool

    @property
    def words(self) -> str:
        """The year as people say it."""
        return layout.year_words(self.year)

    @property
    def state(self) -> str:
        """How far it has come."""
        if not self.ended:
            return "It goes on until 31 March."
        signed = "signed off" if self.signed else "not signed off yet"
        return f"It ended on 31 March, and its return is {signed}."


def years_of(authority: Authority, day: date) -> list[Year]:
    """The years to look at: the one that has ended first, until its return is signed off."""
    current, now = year_on(day), years_on(day)
    signed = set(SignedOff.objects.filter(
        prepared__kind=CENSUS, prepared__authority=authority, prepared__year__in=now,
    ).values_list("prepared__year", flat=True)) if len(now) > 1 else set()
    years = [Year(year, year < current, year in signed) for year in now]
    return sorted(years, key=lambda each: (each.signed, each.year))


@require_GET
@permission(MEND)
def health(request: HttpRequest) -> HttpResponse:
    """What stands to be mended: counts, their course over the year, and the children."""
    authority = current_authority(request)
    if authority is None:
        raise Http404("You hold no role in an authority, so it has no return to keep well.")
    years = years_of(authority, today())
    looked = {row.year: row for row in Looked.objects.filter(
        authority=authority, year__in=[each.year for each in years])}
    years = [each for each in years if each.year in looked]
    context: dict[str, Any] = {"authority": authority, "years": years, "looked": None}
    if years:
        context |= _found(request, authority, years, looked)
    return render(request, "health/health.jinja", context)


def _found(
    request: HttpRequest, authority: Authority, years: list[Year], looked: dict[int, Looked]
) -> dict[str, Any]:
    offered, teams = _offered(request)
    view = _view(request, offered, teams)
    user = cast("Any", request.user)
    whole = not view.statistic or bool(user.may("child.read", authority.pk))
    rows = {each: standing.findings(authority, each.year).filter(view.only) for each in years}
    visible = {each: standing.openable(of, user) for each, of in rows.items()}
    shown = rows if view.statistic else visible
    counted = {each: standing.standing(of) for each, of in shown.items()}
    year = _year(request, counted)
    began_on = looked[year.year].began_on
    return {
        "view": view, "offered": offered, "whole": whole, "year": year,
        "looked": looked[year.year], "began_on": began_on, "severities": SEVERITIES,
        "totals": {each: standing.total(of, whole=whole) for each, of in counted.items()},
        "course": standing.course(shown[year], began_on, whole=whole),
        **_lines(view, year, counted[year], teams, whole=whole),
        **_children(request, view, rows[year], visible[year], counted[year], whole=whole),
    }


def _year(request: HttpRequest, counted: dict[Year, list[standing.Stands]]) -> Year:
    """The year that was asked for, or the first in which there is something to mend."""
    asked = request.GET.get("year", "")
    named = next((each for each in counted if str(each.year) == asked), None)
    return named or next((each for each, held in counted.items() if held), next(iter(counted)))


def _lines(
    view: View, year: Year, counted: list[standing.Stands], teams: dict[int, str], *, whole: bool
) -> dict[str, Any]:
    """What stands by team and rule of the authority, and by worker of a team."""
    if view.statistic:
        by_team = standing.lines(counted, "team", whole=whole)
        return {"rules": standing.by_rule(counted, whole=whole), "teams": [
            replace(line, href=f"?team={pk}&year={year.year}" if pk in teams else "")
            for pk, line in by_team
        ]}
    if view.key.startswith("team-"):
        return {"workers": [line for _, line in standing.lines(counted, "worker", whole=whole)]}
    return {}


def _children(
    request: HttpRequest, view: View, rows: QuerySet[Finding], visible: QuerySet[Finding],
    counted: list[standing.Stands], *, whole: bool,
) -> dict[str, Any]:
    """The children to mend whom the reader may open; each of them on the page counts as read."""
    held = standing.standing(visible) if view.statistic else counted
    ids = standing.by_harm(held)
    paging = Paging.of(ids, request, ON_A_PAGE)
    listed = standing.children(visible, list(paging.items))
    note_read(
        user=cast("Any", request.user), child_ids=[child.line.id for child in listed],
        page="return_health")
    return {"paging": paging, "children": listed,
            "unseen": _unseen(view, rows, counted, ids, whole)}


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


def _view(request: HttpRequest, offered: dict[str, str], teams: dict[int, str]) -> View:
    """The part that was asked for, or the widest this person has."""
    asked = request.GET.get("team", "")
    if asked:
        named = {str(pk): (pk, name) for pk, name in teams.items()}
        if asked not in named:
            raise Http404("You see no such team.")
        pk, name = named[asked]
        return View(f"team-{pk}", name, f"team={pk}", Q(team_id=pk))
    key = request.GET.get("show", "")
    key = key if key in offered else next(iter(offered), "mine")
    if key == "all":
        return View(key, offered[key], f"show={key}", Q(), statistic=True)
    if key == "mine":
        only = Q(worker__user_id=cast("Any", request.user).pk)
        return View(key, "My children", f"show={key}", only)
    only = Q(team_id=int(key.removeprefix("team-")))
    return View(key, offered[key], f"show={key}", only)


def _unseen(
    view: View, rows: QuerySet[Finding], counted: list[standing.Stands], ids: list[int],
    whole: bool,
) -> str:
    """How many children with something to mend the reader may not open, in words.

    A sealed child counts in the statistics, and is otherwise neither shown nor counted.
    """
    if view.statistic:
        number = len({each.child_id for each in counted}) - len(ids)
    else:
        told = rows.filter(gone_on=None).exclude(child__restriction=SEALED)
        number = told.order_by().values("child_id").distinct().count() - len(ids)
    return small.unseen_words(max(0, number), exact=whole)
