"""Somebody is put on the list of those to ring, or taken off it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from sightline.access.audit.actions import change as audit_change
from sightline.base.moments import now
from sightline.people.on_call.models import OnCall

if TYPE_CHECKING:
    from sightline.access.authorities.models import Authority
    from sightline.access.users.models import User


@transaction.atomic
def put_on_call(
    *, authority: Authority, kind: str, name: str, phone: str, by: User, since: datetime,
    until: datetime | None = None, note: str = "",
) -> OnCall:
    """Somebody may be rung from a moment, until another or until taken off."""
    if until is not None and until <= since:
        raise ValueError("A turn ends after it begins. Check the two moments.")
    row = OnCall.objects.create(
        authority=authority, kind=kind, name=name.strip(), phone=phone.strip(), since_at=since,
        until_at=until, note=note.strip(), recorded_by=by,
    )
    _audit(row, by=by, action="on_call.listed")
    return row


@transaction.atomic
def take_off(*, row: OnCall, by: User) -> OnCall:
    """Somebody is no longer to be rung, from this moment on."""
    row.ended_at = now()
    row.save(update_fields=["ended_at"])
    _audit(row, by=by, action="on_call.taken_off")
    return row


def _audit(row: OnCall, *, by: User, action: str) -> None:
    audit_change(
        user=by, action=action, kind="on_call", ident=row.pk, authority_id=row.authority_id,
        payload={
            "kind": row.kind, "name": row.name, "phone": row.phone,
            "since": row.since_at.isoformat(),
            "until": row.until_at.isoformat() if row.until_at else None,
        },
    )
