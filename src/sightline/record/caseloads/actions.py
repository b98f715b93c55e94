"""An authority sets what work weighs, and how much a worker may hold."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import transaction

from sightline.access.audit.actions import change as audit_change
from sightline.base.moments import now
from sightline.kernel.register import processes
from sightline.record.caseloads.models import CaseloadCap, CaseWeight
from sightline.record.spine.errors import RecordError

if TYPE_CHECKING:
    from sightline.access.authorities.models import Authority
    from sightline.access.users.models import User
    from sightline.people.workforce.models import Worker


def set_weight(
    *, authority: Authority, process: str, weight: Decimal, since_on: date, owner: str,
    approved_on: date, by: User,
) -> CaseWeight:
    """Say what a child weighs while this work is open, from a day on."""
    declared = processes.get(process)
    if declared is None or not declared.opens:
        raise RecordError(f"There is no work called {process!r} that a child may have open.")
    row = CaseWeight(
        authority=authority, process=process, weight=weight, since_on=since_on, owner=owner,
        approved_on=approved_on, recorded_by=by,
    )
    same = CaseWeight.objects.filter(authority=authority, process=process, since_on=since_on)
    _set(row, same, by, {"process": process, "weight": str(weight)})
    return row


def set_cap(
    *, authority: Authority, cap: Decimal, since_on: date, owner: str, approved_on: date,
    by: User, worker: Worker | None = None,
) -> CaseloadCap:
    """Say how much a worker may hold from a day on; without a worker, how much anybody may."""
    row = CaseloadCap(
        authority=authority, worker=worker, cap=cap, since_on=since_on, owner=owner,
        approved_on=approved_on, recorded_by=by,
    )
    same = CaseloadCap.objects.filter(authority=authority, worker=worker, since_on=since_on)
    told = {"worker": worker.pk if worker is not None else None, "cap": str(cap)}
    _set(row, same, by, told)
    return row


def _set(row: Any, same: Any, by: User, told: dict[str, Any]) -> None:
    """Put aside what was set for the same day, and keep the new row."""
    with transaction.atomic():
        same.filter(superseded_at__isnull=True).update(superseded_at=now())
        row.save(force_insert=True)
        audit_change(
            user=by, action="caseload practice set", kind=row._meta.model_name, ident=row.pk,
            authority_id=row.authority_id, payload={**told, "since": row.since_on.isoformat()},
        )
