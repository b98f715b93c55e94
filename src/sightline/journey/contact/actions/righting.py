"""The moment of receipt put right, for everybody the contact was about, with its reason."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

from django.db import transaction

from sightline.journey.contact import queries
from sightline.record.spine.errors import RecordError
from sightline.record.spine.models import Event
from sightline.record.spine.voiding import correct

if TYPE_CHECKING:
    from sightline.access.users.models import User
    from sightline.record.spine.models import Step


def change_receipt(
    *, step: Step, on: date, at: time | None, reason: str, by: User
) -> list[Event]:
    """Correct when a contact was received; referrals that carry the moment change with it.

    Every such change is listed to the head of service.
    """
    received = queries.received(step)
    if received is None:
        raise RecordError("This contact has been voided, so it has no moment of receipt.")
    together = Event.objects.standing().filter(pk=received.pk)
    if received.occasion_id is not None:
        together = Event.objects.standing().filter(
            occasion_id=received.occasion_id, kind="contact.received"
        )
    with transaction.atomic():
        return [
            correct(event, by=by, reason=reason, on=on, at=at)
            for event in together.select_related("step", "child").order_by("pk")
        ]
