"""What work weighs in the borough and how much a worker may hold; who is away, and who covers."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sightline.demo.people.staff import Borough
from sightline.people.workforce.actions import be_away
from sightline.people.workforce.models import Absence
from sightline.record.caseloads.actions import set_cap, set_weight

WEIGHTS = {"protection_plan": "1.5", "section47": "1.5", "child_in_need": "1.0"}
CAP = Decimal(24)


def set_practice(borough: Borough, *, today: date) -> None:
    """The authority's own weights, and one cap for everybody."""
    since = today - timedelta(days=300)
    told: dict[str, Any] = {
        "authority": borough.authority, "since_on": since, "owner": "Head of service",
        "approved_on": since - timedelta(days=14), "by": borough.opener,
    }
    for process, weight in WEIGHTS.items():
        set_weight(process=process, weight=Decimal(weight), **told)
    set_cap(cap=CAP, **told)


def put_down_leave(borough: Borough, *, today: date) -> None:
    """Somebody is on leave this fortnight with cover; another was taken ill with none yet."""
    manager = borough.managers["protect1"].user
    away, there = borough.of("protect1", 1), borough.of("protect1", 0)
    be_away(worker=away.worker, by=manager, on=today - timedelta(days=4),
            until=today + timedelta(days=10), covered_by=there.worker)
    ill = borough.of("protect1", 2)
    if ill.worker.pk not in (away.worker.pk, there.worker.pk):
        be_away(worker=ill.worker, by=manager, on=today, why=Absence.Why.UNPLANNED)
