"""The moment of receipt put right, for those the contact was about, with its reason.

A contact about brothers and sisters was received once: day 0 is one fact, and it is put right for
all of them together. A record that is hidden from whoever puts it right is all the same neither
changed by them nor told of: whoever keeps it is asked, on that record alone, to make the same
change or leave it (ADR 33).
"""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

from django.db import transaction

from sightline.access.policy import visible_children
from sightline.journey.contact import queries
from sightline.journey.contact.keepers import tell_of_moved_receipt
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

    It changes for those told of with this child whose records `by` may put right; the keepers of
    the others are asked. Every such change is listed to the head of service.
    """
    received = queries.received(step)
    if received is None:
        raise RecordError("This contact has been voided, so it has no moment of receipt.")
    together = Event.objects.standing().filter(pk=received.pk)
    if received.occasion_id is not None:
        together = Event.objects.standing().filter(
            occasion_id=received.occasion_id, kind="contact.received"
        )
    events = [
        event for event in together.select_related("step", "child").order_by("pk")
        if event.pk == received.pk or (event.happened_on, event.happened_at) != (on, at)
    ]
    ids = [event.child_id for event in events]
    may = set(visible_children(by, permission="journey.correct").filter(pk__in=ids)
              .values_list("pk", flat=True)) | {step.child_id, None}
    with transaction.atomic():
        moved = [
            correct(event, by=by, reason=reason, on=on, at=at)
            for event in events if event.child_id in may
        ]
        for event in events:
            if event.child_id not in may:
                tell_of_moved_receipt(event, on=on, at=at, by=by)
    return moved
