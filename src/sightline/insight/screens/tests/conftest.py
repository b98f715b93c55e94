"""A borough with a few referrals, conferences and plans, published."""

from copy import deepcopy
from datetime import date, timedelta

import pytest
from django.test import override_settings

from sightline.insight.publishing import refreshing
from sightline.people.testing import a_child, a_team, a_user, a_worker
from sightline.record.allocation.actions import allocate
from sightline.record.spine.actions import open_step, record


@pytest.fixture(autouse=True)
def _home(settings, tmp_path):
    settings.HOME = tmp_path


@pytest.fixture
def borough(published, db, settings):
    """The borough's children, with what was published of them: no test writes there."""
    settings.HOME, children = published
    return deepcopy(children)


@pytest.fixture(scope="module")
def published(kept, tmp_path_factory):
    """Where it was published, and its children: made once, for publishing is what takes long."""
    folder = tmp_path_factory.mktemp("published")
    with override_settings(HOME=folder):
        return folder, a_borough()


def a_borough():
    """Eleven children: six referred again, three late conferences, seven plans; two teams."""
    by = a_user()
    worker = a_worker("Wilma Worker", team=a_team("Riverside"))
    children = [a_child(f"Ada Number{place}") for place in range(11)]
    for place, child in enumerate(children):
        on = date(2026, 1, 5) + timedelta(days=place)
        if place < 6:
            open_step("referral.received", by=by, on=on - timedelta(days=200), child=child)
        step = open_step("referral.received", by=by, on=on, child=child)
        if place < 7:
            allocate(step=step, worker=worker, by=by, on=on)
            plan(child, by, on, late=place < 3)
    refreshing.refresh()
    return children


def plan(child, by, on, *, late):
    enquiry = open_step("section47.started", by=by, on=on, child=child, outcome="strategy")
    asked = open_step("conference.requested", by=by, on=on, child=child, outcome="initial",
                      led_from=enquiry)
    held = on + timedelta(days=40 if late else 14)
    record("conference.decided", by=by, on=held, step=asked, outcome="plan_made")
    open_step("protection_plan.started", by=by, on=held, child=child, led_from=asked,
              outcome="NEG")
