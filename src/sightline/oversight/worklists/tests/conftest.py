"""An invented borough with children open in the North team."""

from datetime import date, timedelta

import pytest

from sightline.journey.contact.tests.conftest import borough, child, open_child
from sightline.record.allocation.actions import allocate, place_in_team
from sightline.record.spine import actions as spine

__all__ = ["borough", "child", "open_child"]

TODAY = date(2026, 6, 10)


@pytest.fixture
def north(borough, child):
    """Makes open children of the North team: with Sam, or with nobody yet."""

    def make(given, *, worker=None, days=20, source=""):
        on = TODAY - timedelta(days=days)
        made = child(given, "Marsh", date(2016, 5, 6))
        step = spine.open_step("referral.received", by=borough.asha, on=on, child=made)
        if worker is not None:
            allocate(step=step, worker=worker, by=borough.tess, on=on)
        else:
            place_in_team(step=step, team=borough.north, by=borough.mo, on=on)
        return step

    return make


@pytest.fixture
def planned(borough, child):
    """Makes children of Sam on a protection plan since a day of May or June."""

    def make(given, family="Marsh", on=date(2026, 5, 6), **told):
        made = child(given, family, **({"born_on": date(2016, 5, 6)} | told))
        step = spine.open_step("protection_plan.started", by=borough.mo, on=on, child=made,
                               outcome="NEG")
        allocate(step=step, worker=borough.sam.worker, by=borough.tess, on=on)
        return step

    return make
