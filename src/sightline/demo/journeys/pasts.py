"""What is long over: how a family was known before, and how it came back."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from sightline.demo.journeys.lots import (
    Lot,
    Told,
    advised,
    assessed_and_closed,
    enquired_and_closed,
    protected_and_closed,
)
from sightline.demo.journeys.protection import ProtectedLife
from sightline.demo.journeys.script import next_working
from sightline.kernel.calendar import add_months

#: How many days at the least an earlier story was over when the next began.
APART = 30


def ended_on(life: ProtectedLife) -> date:
    """The last day on which anything is told."""
    return max(beat.on for beat in life.beats)


def again(life: ProtectedLife, tell: Told, today: date, days: int) -> None:
    """Another stretch of the same family's story, so many days after the one before."""
    life.began_on = next_working(ended_on(life), days)
    tell(life, today)


def advised_again(life: ProtectedLife, today: date) -> None:
    """Contacts that ended at the front door, months or years apart."""
    advised(life, today)
    for _ in range(life.rng.choice([1, 1, 2])):
        again(life, advised, today, life.rng.randint(60, 400))


def helped_once(life: ProtectedLife, today: date) -> None:
    """Help by agreement that ended when it was no longer needed."""
    opened = life.assessed(life.referred(), "child_in_need")
    until = add_months(opened, life.rng.choice([3, 4, 5, 6, 7, 9]))
    life.let_go(next_working(life.helped(opened, until), 1))


def assessed_again(life: ProtectedLife, today: date) -> None:
    """Referred again within two years, and assessed anew."""
    assessed_and_closed(life, today)
    again(life, assessed_and_closed, today, life.rng.randint(50, 700))


#: A county's closed children, in the numbers of 120,000 known. Each began long enough ago to be
#: over, and none longer ago than the county has kept its records here.
YEARS = 121.0
CLOSED = (
    Lot("advised", 62_000, (0.2, YEARS), advised, is_open=False),
    Lot("advised again", 14_000, (40.0, YEARS), advised_again, is_open=False),
    Lot("assessed and closed", 22_000, (3.0, YEARS), assessed_and_closed, is_open=False),
    Lot("assessed again", 1_000, (30.0, YEARS), assessed_again, is_open=False),
    Lot("enquired and closed", 4_500, (1.8, YEARS), enquired_and_closed, is_open=False),
    Lot("helped and closed", 8_000, (15.0, YEARS), helped_once, is_open=False),
    Lot("protected and closed", 1_500, (18.5, YEARS), protected_and_closed, is_open=False),
)
#: Of a hundred families worked with today, so many were known before, and how they were: of a
#: hundred, what was told, and how many days it takes at the longest.
KNOWN_BEFORE = 50
BEFORE: tuple[tuple[int, Told, int], ...] = (
    (50, advised, 20), (35, assessed_and_closed, 110), (15, helped_once, 560),
)
#: How long the earlier story was over, at the longest, when today's began: in days.
LONGEST = 1900


def earlier(rng: Random) -> tuple[Told, timedelta]:
    """How a family was known before, and how long before today's story that one began."""
    _, told, days = rng.choices(BEFORE, [weight for weight, _, _ in BEFORE])[0]
    return told, timedelta(days=days + APART + rng.randrange(LONGEST))


def telling(before: Told | None, tell: Told, on: date) -> Told:
    """A story, after one that was over before it began on a day."""
    if before is None:
        return tell

    def both(life: ProtectedLife, today: date) -> None:
        before(life, today)
        life.began_on = max(on, next_working(ended_on(life), 1))
        tell(life, today)

    return both
