"""A court's order lasts as long as it says, heads the page, and ends police protection."""

from datetime import date, datetime, time

from sightline.base.moments import LONDON, fixed
from sightline.journey.emergency_protection import actions
from sightline.journey.emergency_protection.panels import PANEL
from sightline.record.orders.actions import begin
from sightline.record.orders.models import OrderTerms
from sightline.record.orders.slots import legal
from sightline.record.spine.actions import record
from sightline.record.spine.models import Clock, Step
from sightline.record.testing import said_now

SUNDAY, TUESDAY = date(2025, 11, 30), date(2025, 12, 2)


def step_of(child, process="emergency_protection"):
    return Step.objects.get(child=child, process=process)


def ends(child, key="epo"):
    return Clock.objects.get(child=child, key=key).due_on


def at(day, hour):
    return fixed(datetime(2025, 12, day, hour, tzinfo=LONDON))


def test_it_ends_on_the_day_and_hour_that_the_order_states(merrow, reed, clean):
    child = reed(on=SUNDAY)
    with at(2, 18):
        actions.begin(
            children=[child], by=merrow.sam, on=TUESDAY, at=time(17), applied="authority",
            until=date(2025, 12, 9),
            facts={child.pk: [OrderTerms(court="Merrow", until_time=time(12))]},
        )
        assert ends(child) == date(2025, 12, 9)
        assert "ends 9 December 2025 at 12:00" in legal(child)[0].line
        assert said_now(PANEL.now, step_of(child)) == [
            "Emergency protection order until 9 December 2025"
        ]
    with at(10, 9):
        assert said_now(PANEL.now, step_of(child)) == [
            "Emergency protection order ran out on 9 December 2025 and no end is recorded"
        ]
    assert clean(child)


def test_the_officers_order_counts_from_police_protection_and_ends_it(merrow, reed):
    child = reed(on=SUNDAY)
    with at(2, 18):
        begin("police_protection.taken", children=[child], by=merrow.sam, on=SUNDAY, at=time(23))
        actions.begin(children=[child], by=merrow.sam, on=TUESDAY, applied="police")
        assert ends(child) == date(2025, 12, 7)
        held = step_of(child, "police_protection")
        assert held.events.get(kind="police_protection.ended").outcome == "order_made"
        assert len(legal(child)) == 1


def test_extended_it_runs_to_the_new_day(merrow, reed):
    child = reed(on=SUNDAY)
    with at(7, 18):
        actions.begin(children=[child], by=merrow.sam, on=TUESDAY, until=date(2025, 12, 7))
        record("emergency_protection.extended", by=merrow.sam, on=date(2025, 12, 7),
               step=step_of(child), for_on=date(2025, 12, 14))
        assert ends(child, "epo_extension") == date(2025, 12, 14)
        (order,) = legal(child)
        assert "ends 14 December 2025" in order.line


def test_the_pages_open(merrow, reed, drawn):
    child = reed(on=SUNDAY, held=True)
    with at(2, 19):
        assert drawn(merrow.sam, child=child, process="emergency_protection") == {"made"}
        actions.begin(children=[child], by=merrow.sam, on=TUESDAY, until=date(2025, 12, 7))
        assert drawn(merrow.sam, step_of(child)) == {"extended", "moved", "ended"}
