"""A script lived by the actions and the same script written down give the same rows."""

from datetime import datetime

import pytest
from django.db import connection

from sightline.base.moments import LONDON, at, fixed
from sightline.demo.borough.planning import Planning
from sightline.demo.journeys.lots import LOTS
from sightline.demo.journeys.playing import play
from sightline.demo.journeys.tests.comparing import Recorded, differences
from sightline.demo.journeys.writing import write
from sightline.demo.people.families import record
from sightline.record.spine import deriving

UNTIL = datetime(2026, 6, 10, 17, 0, tzinfo=LONDON)
#: Children of each kind of story, so that the thirteen kinds make more than fifty.
SIZES = (1, 3)


def twins(borough, lot, size, seed):
    """Two families alike, with the same script: the first to be lived, the second written."""
    return [
        Planning(borough, today=UNTIL.date(), seed=seed).plan(lot, size) for _ in range(2)
    ]


def put_on_record(planned, borough, *, listeners):
    with fixed(at(planned.family.known_on)):
        record([planned.family], authority=borough.authority, by=borough.opener,
               on=planned.family.known_on, listeners=listeners)


#: The longest stories are told on both; another engine differs in what it takes, not how often.
ON_BOTH = {"protected and closed", "helped and closed", "looked after"}
EACH = [
    pytest.param(lot, id=lot.key, marks=[] if lot.key in ON_BOTH else [pytest.mark.sqlite])
    for lot in LOTS
]


@pytest.mark.covers("S081")
@pytest.mark.parametrize("lot", EACH)
def test_children_are_the_same_lived_and_written(borough, lot):
    # one child of each kind is enough to see that PostgreSQL takes the rows that SQLite does
    sizes = SIZES if connection.vendor == "sqlite" else SIZES[:1]
    pairs = [twins(borough, lot, size, seed=7 + size) for size in sizes]
    for lived, written in pairs:
        put_on_record(lived, borough, listeners=True)
        put_on_record(written, borough, listeners=False)
        play(lived.script, until=UNTIL)
    write([written.script for _, written in pairs], until=UNTIL, by=borough.opener)
    for lived, written in pairs:
        one, other = Recorded(lived.family.people), Recorded(written.family.people)
        assert not differences(one, other), "\n".join(differences(one, other)[:12])
        assert one.events
    children = [p.pk for pair in pairs for planned in pair for p in planned.family.people]
    assert not deriving.difference(children)


def test_fifty_children_are_compared():
    assert len(LOTS) * sum(SIZES) >= 50
