"""A worker is put on duty for a team, or the turn is called off."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from sightline.access.audit.actions import change as audit_change
from sightline.base.moments import now
from sightline.record.allocation.models import DutyTurn
from sightline.record.spine.errors import RecordError

if TYPE_CHECKING:
    from sightline.access.users.models import User
    from sightline.people.workforce.models import Team, Worker


@transaction.atomic
def put_on_duty(
    *, worker: Worker, team: Team, since: datetime, until: datetime, by: User
) -> DutyTurn:
    """A worker answers for a team's children from one moment until another."""
    if until <= since:
        raise RecordError("A duty turn ends after it begins. Check the two moments.")
    turn = DutyTurn.objects.create(
        worker=worker, team=team, since_at=since, until_at=until, recorded_by=by
    )
    _audit(turn, by=by, action="duty.arranged")
    return turn


@transaction.atomic
def call_off_duty(*, turn: DutyTurn, by: User) -> DutyTurn:
    """A duty turn is called off, from this moment on."""
    turn.called_off_at = now()
    turn.save(update_fields=["called_off_at"])
    _audit(turn, by=by, action="duty.called_off")
    return turn


def _audit(turn: DutyTurn, *, by: User, action: str) -> None:
    audit_change(
        user=by, action=action, kind="duty", ident=turn.pk,
        payload={
            "worker": turn.worker_id, "team": turn.team_id,
            "since": turn.since_at.isoformat(), "until": turn.until_at.isoformat(),
        },
    )
