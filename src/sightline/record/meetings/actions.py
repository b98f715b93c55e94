"""An authority says when and where it holds its conferences."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, time
from typing import TYPE_CHECKING

from django.db import transaction

from sightline.access.audit.actions import change as audit_change
from sightline.base.moments import now
from sightline.record.meetings.models import ConferenceTimes
from sightline.record.meetings.times import standing
from sightline.record.spine.errors import RecordError

if TYPE_CHECKING:
    from sightline.access.authorities.models import Authority
    from sightline.access.users.models import User

TIME = re.compile(r"^(\d{1,2})[:.](\d{2})$")
MOST = 4


def set_conference_times(
    *, authority: Authority, starts: str, weekdays: Iterable[int], rooms: str, since_on: date,
    owner: str, approved_on: date, by: User,
) -> ConferenceTimes:
    """Say at what times, on which days and in which rooms conferences are held, from a day on.

    Bookings made before stay where they are.
    """
    times, days = _times(starts), sorted(set(weekdays))
    if not days or not all(0 <= day <= 6 for day in days):
        raise RecordError("Say on which days of the week conferences are held.")
    with transaction.atomic():
        standing(authority.pk).filter(since_on=since_on).update(superseded_at=now())
        row = ConferenceTimes.objects.create(
            authority=authority, starts=", ".join(f"{at:%H:%M}" for at in times),
            weekdays=",".join(str(day) for day in days), rooms=rooms.strip(), since_on=since_on,
            owner=owner, approved_on=approved_on, recorded_by=by,
        )
        audit_change(
            user=by, action="times of conferences set", kind="conferencetimes", ident=row.pk,
            authority_id=authority.pk,
            payload={"starts": row.starts, "since": since_on.isoformat()},
        )
    return row


def _times(text: str) -> list[time]:
    found = set()
    for word in (word.strip() for word in text.split(",")):
        matched = TIME.match(word)
        if matched is None or int(matched[1]) > 23 or int(matched[2]) > 59:
            raise RecordError(f"Give times with a comma between them, such as 9:30, 13:30: {word!r}"
                              " is none.")
        found.add(time(int(matched[1]), int(matched[2])))
    if len(found) > MOST:
        raise RecordError(f"At most {MOST} times a day; {len(found)} are given.")
    return sorted(found)
