"""The police hold a child for seventy-two hours by the clock, and the page says until when."""

from datetime import date, datetime, time

import pytest
from django.urls import reverse

from sightline.base.moments import LONDON, fixed
from sightline.journey.police_protection import actions
from sightline.journey.police_protection.models import Taken
from sightline.journey.police_protection.panels import PANEL
from sightline.record.child.flags import flags_on
from sightline.record.orders.models import PlaceOfSafety
from sightline.record.orders.queries import in_force
from sightline.record.orders.slots import legal, tonight
from sightline.record.situation.models import Situation
from sightline.record.spine.actions import record
from sightline.record.spine.models import Clock, Step
from sightline.record.testing import said_now

FRIDAY = date(2026, 3, 27)
ENDS = datetime(2026, 3, 30, 23, tzinfo=LONDON)


def moment(day, hour, minute=0):
    return datetime(2026, 3, day, hour, minute, tzinfo=LONDON)


@pytest.fixture
def taken(merrow):
    """Takes children into police protection at ten on a Friday night before the clocks go on."""

    def take(*children, place="The ward, 01999 555 010"):
        facts = {
            child.pk: [Taken(officer="PC 1234 Hale"),
                       PlaceOfSafety(kind="hospital", where=place, kept_from="The stepfather")]
            for child in children
        }
        with fixed(moment(27, 22, 30)):
            return actions.begin(children=children, by=merrow.sam, on=FRIDAY, at=time(22),
                                 facts=facts)

    return take


def step_of(child):
    return Step.objects.get(child=child, process="police_protection")


def test_it_ends_after_seventy_two_hours_by_the_clock_and_heads_the_page(reed, taken, clean):
    child = reed(on=FRIDAY)
    taken(child)
    assert Clock.objects.get(child=child, key="police_protection").due_at == ENDS
    assert step_of(child).led_from == child.referral
    with fixed(moment(28, 9)):
        (order,) = legal(child)
        assert order.line == (
            "Police protection, from 27 March 2026 at 22:00, ends 30 March 2026 at 23:00, "
            "61 hours left"
        )
        (place,) = tonight(child)
        assert "The ward" in place.line
        assert "Must not be told: The stepfather" in place.line
        assert said_now(PANEL.now, step_of(child)) == [
            "Police protection until 30 March 2026 at 23:00"
        ]
    assert clean(child)


def test_hours_that_ran_out_without_an_end_are_said_aloud(reed, taken):
    child = reed(on=FRIDAY)
    taken(child)
    with fixed(moment(31, 9)):
        assert in_force(child=child)[0].ran_out
        assert not legal(child)[0].runs
        assert said_now(PANEL.now, step_of(child)) == [
            "Police protection ran out on 30 March 2026 at 23:00 and no end is recorded"
        ]


@pytest.mark.covers("S351")
def test_it_flags_the_child_with_its_hours_until_somebody_records_its_end(merrow, reed, taken):
    child = reed(on=FRIDAY)
    taken(child)
    with fixed(moment(28, 9)):
        (flag,) = flags_on([child], merrow.sam)[child.pk]
        assert flag.line == (
            "Police protection (since 27 March 2026, ends 30 March 2026 at 23:00, 61 hours left, "
            "from the order)"
        )
    with fixed(moment(31, 9)):
        (flag,) = flags_on([child], merrow.sam)[child.pk]
        assert "ran out 30 March 2026 at 23:00 and no end is recorded" in flag.line
        record("police_protection.ended", by=merrow.sam, on=date(2026, 3, 30), at=time(22),
               step=step_of(child), outcome="released")
        assert flags_on([child], merrow.sam)[child.pk] == []


def test_once_ended_nothing_of_it_heads_the_page(merrow, reed, taken):
    child = reed(on=FRIDAY)
    taken(child)
    record("police_protection.ended", by=merrow.sam, on=date(2026, 3, 28), at=time(12),
           step=step_of(child), outcome="released")
    with fixed(moment(28, 13)):
        assert legal(child) == []
        assert tonight(child) == []


def test_brothers_and_sisters_are_taken_once_and_each_has_their_own_place(reed, taken):
    ana, ben = reed("Ana", on=FRIDAY), reed("Ben", on=FRIDAY)
    occasion = taken(ana, ben)
    assert occasion.parts.count() == 2
    taken(ana)
    assert Step.objects.filter(process="police_protection").count() == 2


def test_the_enquiry_that_the_act_asks_for_is_owed_until_it_begins(merrow, reed, taken):
    child = reed(on=FRIDAY)
    taken(child)
    (owed,) = PANEL.warnings([step_of(child)])
    assert owed.words.startswith("Enquiries must be made")
    record("section47.started", by=merrow.sam, on=FRIDAY, child=child, outcome="emergency")


def test_a_moved_child_is_where_they_were_moved_to(client, merrow, reed, taken, hand_in):
    child = reed(on=FRIDAY, held=True)
    taken(child)
    own = {"rows": {"orders.PlaceOfSafety": [{"kind": "foster", "where": "The Hales"}]}}
    with fixed(moment(28, 15)):
        values = {"event": {"on": date(2026, 3, 28), "time": time(14)}, "rows": {},
                  "children": {child.pk: own}}
        hand_in(merrow.sam, child, "moved", values, step=step_of(child))
        (place,) = tonight(child)
        assert "The Hales" in place.line
        client.force_login(merrow.tess)
        page = client.get(reverse("child", args=[child.pk])).content.decode()
        assert page.index("Police protection, from") < page.index("Sisters and brothers")


def test_the_pages_open(merrow, reed, taken, drawn):
    child = reed(on=FRIDAY, held=True)
    assert drawn(merrow.sam, child=child, process="police_protection") == {"taken"}
    taken(child)
    assert drawn(merrow.sam, step_of(child)) == {"moved", "ended"}


def test_the_card_puts_the_place_before_what_was_written_earlier(client, merrow, reed, taken):
    child = reed(on=FRIDAY, held=True)
    with fixed(moment(27, 18)):
        record("situation.written", by=merrow.sam, on=FRIDAY, child=child,
               facts=[Situation(where_is="home", kept_from="not_asked")])
    taken(child)
    with fixed(moment(28, 9)):
        client.force_login(merrow.tess)
        page = client.get(reverse("child", args=[child.pk])).content.decode()
    assert page.index("The ward") < page.index("Also written")
    assert "Must not be told: The stepfather" in page
