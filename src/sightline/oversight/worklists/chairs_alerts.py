"""The log of chairs' alerts: what was asked of whom, by when, and what came of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from sightline.access.policy.guard import permission
from sightline.access.policy.here import holds
from sightline.access.policy.noting import noted
from sightline.base.components.paging import Paging
from sightline.journey.chairs_alert.queries import Told, told
from sightline.oversight.worklists import exporting
from sightline.oversight.worklists.front_door import authority_of
from sightline.oversight.worklists.rows import readable
from sightline.people.workforce.lookups import worker_and_covered
from sightline.record.spine.models import Step

if TYPE_CHECKING:
    from sightline.access.users.models import User

ALERT = "chairs_alert"
HEADINGS = (
    "Reference", "Name", "Age", "About", "What was seen", "Chair", "Asked", "Level", "Raised",
    "Due", "How it stands",
)
#: Which alerts are asked for, with what the list is then called.
SHOWN = {"": "Not yet put right", "late": "Late", "ended": "Ended", "every": "Every alert"}


def alerts(
    user: User, authority_id: int, *, show: str = "", mine: bool = False
) -> list[Told]:
    """Alerts of children this person may open, the longest due first; of others not a number.

    `mine` keeps those raised by them, or asked of them or of somebody they cover for today.
    """
    steps = Step.objects.of(ALERT).filter(
        authority_id=authority_id, child__isnull=False, opened_on__isnull=False
    ).select_related("child")
    if show != "every":
        steps = steps.filter(closed_on__isnull=show != "ended")
    rows = list(steps)
    seen, _ = readable(user, [step.child for step in rows])
    found = told(rows)
    if mine:
        me, away = worker_and_covered(user)
        own = {*away, *([me.pk] if me is not None else [])}
        found = [one for one in found if _of(one) & own]
    if show == "late":
        found = [one for one in found if one.late]
    open_to = [one for one in found if one.step.child_id in seen]
    open_to.sort(key=lambda one: (one.ended, one.due_on or date.max, one.child.display_name))
    return open_to


def _of(one: Told) -> set[int]:
    """Whose alert it is: the chair's, and everybody's who was asked."""
    people = [one.chair, *(sent.to_worker for sent in one.sent)]
    return {worker.pk for worker in people if worker is not None}


def _asked(request: HttpRequest) -> tuple[str, bool]:
    show = request.GET.get("show", "")
    return (show if show in SHOWN else ""), request.GET.get("whose") == "mine"


@permission("conference.view")
@require_GET
def log(request: HttpRequest) -> HttpResponse:
    """Every alert not yet put right, the longest due first; the ended and the late by choice."""
    show, mine = _asked(request)
    rows = alerts(cast("User", request.user), authority_of(request).pk, show=show, mine=mine)
    paging = Paging.of(rows, request)
    noted(request, "chairs_alerts", [row.child.pk for row in paging.items], {})
    context = {
        "paging": paging, "show": show, "mine": mine,
        "shown": SHOWN, "may_chair": holds(request, "conference.chair"),
        "query": f"show={show}{'&whose=mine' if mine else ''}",
    }
    return render(request, "worklists/chairs_alerts.jinja", context)


@permission("conference.view")
@require_GET
def log_export(request: HttpRequest) -> HttpResponse:
    """The same list as a file for a spreadsheet, line for line."""
    show, mine = _asked(request)
    rows = alerts(cast("User", request.user), authority_of(request).pk, show=show, mine=mine)
    return exporting.written(
        request, HEADINGS, [_cells(row) for row in rows], kind="chairs-alerts", ident=None,
        children=[row.child.pk for row in rows],
    )


def _cells(row: Told) -> list[str]:
    return exporting.of_line(row.child, "", (
        row.about, row.concern, row.chair.name if row.chair else "",
        row.to.name if row.to else "", row.level,
        row.step.opened_on.isoformat() if row.step.opened_on else "",
        row.due_on.isoformat() if row.due_on else "", row.state,
    ))
