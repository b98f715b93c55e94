"""The periods that figures are asked for: years, and the quarters of a course over time."""

from __future__ import annotations

from datetime import date, timedelta

from sightline.kernel.calendar import add_months
from sightline.kernel.indicators import Period

#: Two years of quarters: enough to see the same season twice.
QUARTERS = 8


def year_to(last: date) -> Period:
    """The twelve months that end on a day."""
    return Period(add_months(last + timedelta(days=1), -12), last)


def quarter_of(on: date) -> Period:
    """The quarter that a day falls in: April to June is the first of the financial year."""
    first = date(on.year, 3 * ((on.month - 1) // 3) + 1, 1)
    return Period(first, add_months(first, 3) - timedelta(days=1))


def quarters(last: date, count: int = QUARTERS) -> list[Period]:
    """The quarters up to a day, oldest first; the newest ends on that day when it is not over."""
    newest = quarter_of(last)
    found = [Period(newest.since, last)]
    while len(found) < count:
        found.append(quarter_of(found[-1].since - timedelta(days=1)))
    return found[::-1]
