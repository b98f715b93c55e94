"""The referrer is acknowledged and told the outcome, or the record says why they could not be."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

from sightline.record.spine import actions as spine

if TYPE_CHECKING:
    from sightline.access.users.models import User
    from sightline.record.referrers.models import Reply
    from sightline.record.spine.models import Event, Step


def _outcome(reply: Reply) -> str:
    return "not_possible" if reply.why_not else "told"


def acknowledge(
    *, step: Step, reply: Reply, by: User, on: date, at: time | None = None
) -> Event:
    """Tell the referrer that it has been received; a reply that says why not says so instead."""
    return spine.record(
        "contact.acknowledged", by=by, on=on, at=at, step=step, outcome=_outcome(reply),
        facts=[reply],
    )


def tell_referrer(
    *, step: Step, reply: Reply, by: User, on: date, at: time | None = None
) -> Event:
    """Tell the referrer what was decided and why."""
    return spine.record(
        "contact.referrer_told", by=by, on=on, at=at, step=step, outcome=_outcome(reply),
        facts=[reply],
    )
