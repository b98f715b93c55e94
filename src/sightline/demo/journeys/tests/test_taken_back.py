"""A whole story taken back event by event: each is refused with a reason, or all stays in step."""

from datetime import datetime

import pytest

from sightline.base.moments import LONDON
from sightline.demo.borough.planning import Planning
from sightline.demo.journeys.lots import LOTS
from sightline.demo.journeys.playing import play
from sightline.demo.journeys.tests.test_both_ways import put_on_record
from sightline.record.spine import deriving
from sightline.record.spine.errors import VoidRefused
from sightline.record.spine.models import Clock, Event
from sightline.record.spine.voiding import void

UNTIL = datetime(2026, 6, 10, 17, 0, tzinfo=LONDON)
FINISHED = next(lot for lot in LOTS if lot.key == "protected and closed")


@pytest.fixture
def finished(borough):
    """A child taken by the actions from the contact to the end of their plan, and closed."""
    planned = Planning(borough, today=UNTIL.date(), seed=11).plan(FINISHED, 1)
    put_on_record(planned, borough, listeners=True)
    play(planned.script, until=UNTIL)
    (child,) = planned.family.people
    return child


@pytest.mark.parametrize(
    "first", ["the newest first", pytest.param("the oldest first", marks=pytest.mark.sqlite)]
)
def test_a_finished_story_is_taken_back_event_by_event(finished, borough, first):
    newest = first == "the newest first"
    kinds = {"contact.received", "referral.decided", "section47.concluded", "conference.decided",
             "protection_plan.ended", "referral.closed"}
    told = Event.objects.standing().filter(child=finished).order_by("-pk" if newest else "pk")
    assert kinds <= {event.kind for event in told}
    refused: list[str] = []
    for event in list(told):
        event.refresh_from_db()
        if not event.stands:
            continue
        try:
            void(event, by=borough.opener, reason="Another child's")
        except VoidRefused as why:
            refused.append(str(why))
        assert not deriving.difference([finished.pk]), event.kind
    assert all(why.endswith("correct this record instead.") for why in refused)
    assert bool(refused) is not newest
    left = Event.objects.standing().filter(child=finished)
    assert not newest or not left.filter(step__isnull=False).exists()
    assert newest or left.exists()
    assert not Clock.objects.filter(child=finished).exclude(step__events__in=left).exists()
