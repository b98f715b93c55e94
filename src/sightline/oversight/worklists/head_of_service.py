"""The service as its head sees it: each team with its counts, and everything that is late."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from sightline.access.policy import opened_to
from sightline.access.policy.guard import permission
from sightline.access.policy.here import holds
from sightline.access.policy.noting import noted
from sightline.base.components.paging import Paging
from sightline.oversight.drift.alerts import alerts_for
from sightline.oversight.worklists.front_door import authority_of
from sightline.oversight.worklists.rows import Next, passed, readable, rows_of
from sightline.oversight.worklists.teams import counted, teams_here
from sightline.oversight.worklists.waiting import Waits, waits
from sightline.record.allocation.queries import children_waiting
from sightline.record.spine.deadlines import deadline, rule_of
from sightline.record.spine.models import Clock

#: Hours without a worker after which the head of service is told (S085).
TOLD_AFTER_HOURS = 48


def too_long(request: HttpRequest) -> list[Waits]:
    """Children without a worker for longer than two days, the longest first."""
    held = children_waiting(authority_of(request))
    seen, _ = readable(request.user, [each.child for each in held])
    rows = rows_of([each for each in held if each.child is not None and each.child.pk in seen])
    return [each for each in waits(rows) if each.hours > TOLD_AFTER_HOURS]


def late(request: HttpRequest) -> Any:
    """Every running clock of the authority that has passed its moment, of children one may open."""
    return Clock.objects.filter(
        opened_to(request.user), pk__in=passed().values("pk"), child__isnull=False,
        step__authority=authority_of(request),
    )


def title_of(key: str) -> str:
    """What a clock is called."""
    rule = rule_of(key)
    return rule.title if rule is not None else key.replace("_", " ")


@permission("service.view")
@require_GET
def service(request: HttpRequest) -> HttpResponse:
    """Alerts, then what is late by duty, then the teams; every count opens its list."""
    each = late(request).order_by().values_list("key").annotate(many=Count("pk"))
    overdue = Counter(dict(each))
    shown = alerts_for(request)
    context = {
        "alerts": shown, "waiting": len(too_long(request)),
        "late": [(key, title_of(key), count) for key, count in overdue.most_common()],
        "teams": counted(list(teams_here(request)), request.user),
    }
    return render(request, "worklists/head_of_service.jinja", context)


@permission("service.view")
@require_GET
def service_waiting(request: HttpRequest) -> HttpResponse:
    """Every child without a worker for longer than two days, and what keeps them safe."""
    paging = Paging.of(too_long(request), request)
    noted(request, "service_waiting", [each.row.child.pk for each in paging.items], {})
    context = {"paging": paging, "may_allocate": holds(request, "allocation.decide")}
    return render(request, "worklists/unallocated.jinja", context)


@permission("service.view")
@require_GET
def service_late(request: HttpRequest) -> HttpResponse:
    """Everything that is late, or one duty of it, the longest overdue first."""
    key = request.GET.get("duty", "")
    clocks = late(request).select_related("child", "step__owner_worker", "step__owner_team")
    if key:
        clocks = clocks.filter(key=key)
    paging = Paging.of(clocks.order_by("due_on", "child__family_name", "pk"), request)
    noted(request, "service_late", [clock.child_id for clock in paging.items], {})
    rows = [(Next(clock.child, deadline(clock)), clock.step) for clock in paging.items]
    context = {"paging": paging, "rows": rows, "title": title_of(key) if key else "Late"}
    return render(request, "worklists/late.jinja", context)
