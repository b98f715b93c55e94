"""A conference that reached no decision, and one whose decision and record are sent out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.db import models

from sightline.journey.conference.actions.together import for_each

if TYPE_CHECKING:
    from sightline.access.users.models import User
    from sightline.journey.conference.models import Delay, Sharing
    from sightline.record.meetings.models import Meeting, Participant
    from sightline.record.notes.models import Note
    from sightline.record.spine.models import Occasion, Step


def adjourn(
    *, steps: Sequence[Step], delay: Delay, by: User | None, on: date,
    goes_on_on: date | None = None, meeting: Meeting | None = None,
    participants: Sequence[Participant] = (),
) -> Occasion:
    """The conference met and reached no decision: its time limit goes on running."""
    shared: list[models.Model] = [*participants]
    if meeting is not None:
        shared.append(meeting)
    return for_each(
        "adjourned", steps=steps, by=by, on=on, for_on=goes_on_on, facts=[delay], shared=shared
    )


def stand_down(*, steps: Sequence[Step], delay: Delay, by: User | None, on: date) -> Occasion:
    """The conference did not meet on its day: its time limit goes on running."""
    return for_each("stood_down", steps=steps, by=by, on=on, facts=[delay])


def send_decision(
    *, steps: Sequence[Step], sharing: Sharing, by: User | None, on: date
) -> Occasion:
    """Send the decision and the outline plan; held while there is no reason or no plan to send."""
    return for_each("decision_sent", steps=steps, by=by, on=on, facts=[sharing])


def send_record(
    *, steps: Sequence[Step], sharing: Sharing, by: User | None, on: date,
    note: Note | None = None,
) -> Occasion:
    """Send the full record, which ends the conference's own work."""
    facts: list[models.Model] = [sharing, *([note] if note is not None else [])]
    return for_each("record_sent", steps=steps, by=by, on=on, facts=facts)
