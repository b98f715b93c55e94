"""When the panel meets: the days that are set, and the day a month later that is offered."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from sightline.base.moments import today
from sightline.oversight.scrutiny_panel.models import Sitting

if TYPE_CHECKING:
    from django.db.models import QuerySet


def sittings(authority_id: int) -> QuerySet[Sitting]:
    """The days on which the panel meets or has met, in order; those called off left out."""
    return Sitting.objects.filter(authority=authority_id, called_off_at__isnull=True)


def next_sitting(authority_id: int, *, after: date) -> Sitting | None:
    """The first sitting after a day."""
    return sittings(authority_id).filter(on__gt=after).order_by("on").first()


def sitting_now(authority_id: int) -> Sitting | None:
    """The sitting of today, else the next that is set."""
    return next_sitting(authority_id, after=today() - timedelta(days=1))


def month_later(day: date) -> date:
    """The same weekday of the next month, as people keep it: the second Tuesday, the last Friday.

    A fifth weekday is read as the last, which every month has.
    """
    place = (day.day - 1) // 7
    year, month = (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)
    first = date(year, month, 1)
    first += timedelta(days=(day.weekday() - first.weekday()) % 7)
    if place < 4:
        return first + timedelta(weeks=place)
    last = first + timedelta(weeks=4)
    return last if last.month == month else first + timedelta(weeks=3)


def offered(authority_id: int) -> date:
    """The day that is offered for the next sitting: a month after the last that is set."""
    last = sittings(authority_id).order_by("-on").first()
    day = month_later(last.on) if last is not None else month_later(today())
    while day < today():
        day = month_later(day)
    return day
