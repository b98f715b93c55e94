"""The team list: what waits for an answer or a worker, what was sent to us, and every child."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from sightline.access.policy import visible_children
from sightline.access.policy.guard import permission
from sightline.access.policy.here import current_authority, holds
from sightline.base.components.paging import Paging
from sightline.base.moments import now, today
from sightline.oversight.worklists import exporting
from sightline.oversight.worklists.answering import HandedIn, Told, handed_in, told_of
from sightline.oversight.worklists.rows import Row, readable, rows_of
from sightline.oversight.worklists.waiting import Waits, waits
from sightline.people.workforce.models import Team, TeamMembership
from sightline.record.allocation.queries import nobody_leads, team_children
from sightline.record.handover.queries import Unaccepted, unaccepted
from sightline.record.spine.models import Clock, Step

if TYPE_CHECKING:
    from django.db.models import QuerySet

#: The lists that a count opens, with their words.
SHOWN = {
    "": "Every child", "overdue": "Overdue", "unallocated": "Without a worker",
    "to-be-placed": "To be placed", "gaps": "Plan with gaps",
}


@dataclass
class Board:
    """What a team holds, as far as one person may open it; `shut` is how many they may not."""

    rows: list[Row]
    waiting: list[Waits]
    incoming: list[Unaccepted]
    outgoing: list[Unaccepted]
    told: list[Told]
    handed_in: list[HandedIn]
    shut: int

    @property
    def to_place(self) -> list[Waits]:
        """Those who came from another system's file and have no worker yet."""
        return [each for each in self.waiting if each.row.imported]

    @property
    def unallocated(self) -> list[Waits]:
        """The others without a worker."""
        return [each for each in self.waiting if not each.row.imported]

    def listed(self, show: str) -> list[Row]:
        """The rows of one of the lists."""
        if show == "overdue":
            return [row for row in self.rows if row.late]
        if show == "gaps":
            return [row for row in self.rows if row.gaps]
        if show in ("unallocated", "to-be-placed"):
            found = self.to_place if show == "to-be-placed" else self.unallocated
            return [each.row for each in found]
        return self.rows

    @property
    def counts(self) -> list[tuple[str, str, int]]:
        """Each list with its words and how many are on it."""
        return [(show, words, len(self.listed(show))) for show, words in SHOWN.items()]


def board(team: Team, user: Any) -> Board:
    """Everything a team's list shows to this person."""
    held = team_children(team)
    sent = unaccepted(team=team)
    people = [each.child for each in held]
    seen, _ = readable(user, [*people, *(each.child for each in sent)])
    shut = {
        child.pk for child in people
        if child is not None and child.pk not in seen and child.restriction != "sealed"
    }
    rows = rows_of([each for each in held if each.child is not None and each.child.pk in seen])
    open_to = [each for each in sent if each.child is not None and each.child.pk in seen]
    return Board(
        rows, waits(rows),
        incoming=[each for each in open_to if each.handover.to_team_id == team.pk],
        outgoing=[each for each in open_to if each.handover.to_team_id != team.pk],
        told=told_of(rows), handed_in=handed_in(rows),
        shut=len(shut),
    )


def teams_here(request: HttpRequest) -> QuerySet[Team]:
    """The teams whose list this person may see: their own, or all where they see the service."""
    authority = current_authority(request)
    teams = Team.objects.in_force(today()).filter(authorities=authority)
    if holds(request, "service.view"):
        return teams
    places = TeamMembership.objects.in_force(today()).filter(worker__user_id=request.user.pk)
    return teams.filter(pk__in=places.values("team_id"))


@dataclass
class Counted:
    """One team with how many children it holds, how many wait, and how many are overdue."""

    team: Team
    children: int = 0
    unallocated: int = 0
    overdue: int = 0


@permission("team.view")
@require_GET
def teams(request: HttpRequest) -> HttpResponse:
    """The teams this person answers for; straight to the list when there is one."""
    found = list(teams_here(request))
    if len(found) == 1:
        return redirect("worklists:team", team_id=found[0].pk)
    return render(request, "worklists/teams.jinja", {"teams": counted(found, request.user)})


def counted(found: list[Team], user: Any) -> list[Counted]:
    """Each team with its counts, of the children this person may open; three queries."""
    steps = (
        Step.objects.open().filter(owner_team__in=[team.pk for team in found])
        .filter(child_id__in=visible_children(user))
    )
    late = Clock.objects.filter(state=Clock.State.RUNNING).filter(
        Q(due_at__lt=now()) | Q(due_at__isnull=True, due_on__lt=today())
    )
    lists = {
        "children": steps, "unallocated": steps.filter(nobody_leads(today())),
        "overdue": steps.filter(child_id__in=late.values("child_id")),
    }
    rows = {team.pk: Counted(team) for team in found}
    for name, which in lists.items():
        each = which.order_by().values("owner_team").annotate(n=Count("child", distinct=True))
        for row in each:
            setattr(rows[row["owner_team"]], name, row["n"])
    return list(rows.values())


def _team(request: HttpRequest, team_id: int) -> Team:
    found = teams_here(request).filter(pk=team_id).first()
    if found is None:
        raise Http404("You belong to no such team.")
    return found


@permission("team.view")
@require_GET
def team(request: HttpRequest, team_id: int) -> HttpResponse:
    """One team: what and who waits first, then what was sent, then every child, overdue first."""
    found = _team(request, team_id)
    show = request.GET.get("show", "")
    show = show if show in SHOWN else ""
    shown = board(found, request.user)
    paging = Paging.of(shown.listed(show), request)
    context = {
        "team": found, "board": shown, "show": show, "title": SHOWN[show], "paging": paging,
        "may_allocate": holds(request, "allocation.decide"),
    }
    return render(request, "worklists/team.jinja", context)


@permission("team.view")
@require_GET
def team_export(request: HttpRequest, team_id: int) -> HttpResponse:
    """The same list as a file for a spreadsheet, child for child."""
    found = _team(request, team_id)
    show = request.GET.get("show", "")
    rows = board(found, request.user).listed(show if show in SHOWN else "")
    return exporting.spreadsheet(request, rows, kind="team", ident=found.pk)
