"""An authority's own limits set, within what the law allows, and every clock they touch."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from sightline import law
from sightline.access.audit.actions import change as audit_change
from sightline.base.changed.queue import mark
from sightline.base.moments import now
from sightline.kernel.local import check
from sightline.record.spine import deriving
from sightline.record.spine.deadlines import rule_of
from sightline.record.spine.errors import RecordError
from sightline.record.spine.models import Event, LocalValue

if TYPE_CHECKING:
    from sightline.access.authorities.models import Authority
    from sightline.access.users.models import User


def set_local_value(
    *, authority: Authority, key: str, since_on: date, allowed: str, owner: str,
    approved_on: date, by: User | None, until_on: date | None = None,
    review_on: date | None = None, outcome: str = "", cut_over_on: date | None = None,
) -> LocalValue:
    """Set an authority's own limit for a clock, and re-derive the clocks it governs.

    `allowed` is a length of time ("10 working days"); empty means no alarm. Raises
    LocalChangeRefused when the law fixes the number or the value would loosen it.
    """
    rule = rule_of(key)
    if rule is None:
        raise RecordError(f"There is no clock called {key!r}; see `sightline clocks list`.")
    row = LocalValue(
        authority=authority, key=key, since_on=since_on, until_on=until_on, allowed=allowed,
        owner=owner, approved_on=approved_on, review_on=review_on, outcome=outcome,
        cut_over_on=cut_over_on, recorded_at=now(), recorded_by=by,
    )
    check(rule, deriving.kernel_value(row), law.calendar())
    with transaction.atomic():
        LocalValue.objects.filter(
            authority=authority, key=key, outcome=outcome, since_on=since_on,
            superseded_at__isnull=True,
        ).update(superseded_at=now())
        row.save(force_insert=True)
        audit_change(
            user=by, action="local limit set", kind="clock", ident=row.pk,
            authority_id=authority.pk,
            payload={"key": key, "allowed": allowed, "since": since_on.isoformat()},
        )
        rederive_governed(authority, key)
    return row


def rederive_governed(authority: Authority, key: str) -> int:
    """Work out again the clocks of every child for whom this one could run; returns how many."""
    rule = rule_of(key)
    kinds = rule.start_kinds if rule is not None else ()
    ids = list(
        Event.objects.filter(kind__in=kinds, authority=authority, child__isnull=False)
        .order_by("child_id").values_list("child_id", flat=True).distinct()
    )
    setting = deriving.Setting()
    for start in range(0, len(ids), 200):
        deriving.rederive(ids[start:start + 200], setting=setting)
    mark("child", ids)
    return len(ids)
