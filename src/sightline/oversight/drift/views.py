"""The alerts page: each failing with what was found of it, for those who are told."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from sightline.access.policy.guard import permission
from sightline.access.policy.noting import noted
from sightline.base.components.paging import Paging
from sightline.kernel.detectors import detectors
from sightline.oversight.drift.alerts import alerts_for


@permission("team.view")
@require_GET
def alerts(request: HttpRequest) -> HttpResponse:
    """What has drifted today, the gravest first; or what one detector found."""
    shown = alerts_for(request)
    key, level = request.GET.get("detector", ""), request.GET.get("level", "")
    chosen = detectors.get(key)
    rows = [
        row for row in shown.rows
        if (chosen is None or row.detector.key == key) and (not level or row.finding.level == level)
    ]
    if chosen is None and not level:
        rows = shown.live
    paging = Paging.of(rows, request)
    noted(request, "alerts", [row.child.pk for row in paging.items], shown.grounds)
    context = {
        "alerts": shown, "chosen": chosen, "level": level, "paging": paging,
        "answered": len(shown.rows) - len(shown.live),
    }
    return render(request, "drift/alerts.jinja", context)
