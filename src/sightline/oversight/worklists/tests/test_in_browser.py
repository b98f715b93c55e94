"""The children to look at in a real browser: no barrier, on a telephone and without script."""

from datetime import date

import pytest
from django.urls import reverse

from sightline.base.tests.browsing import HOST, Site, barriers, browser
from sightline.record.allocation.actions import place_in_team
from sightline.record.spine import actions as spine

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.fixture
def site(client, borough, child, monkeypatch):
    # the browser's driver keeps an event loop in this thread; no database is asked beside it
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    on = date(2025, 1, 6)
    for kind, name, outcome in (
        ("protection_plan.started", "Pat", "NEG"), ("child_in_need.opened", "Kit", "other"),
    ):
        step = spine.open_step(kind, by=borough.mo, on=on, child=child(name), outcome=outcome)
        place_in_team(step=step, team=borough.north, by=borough.mo, on=on)
    client.force_login(borough.tess)
    made = Site()
    made.pages["/lists"] = client.get(reverse("worklists:exceptions")).content.decode()
    for key in ("long-plans", "in-need", "undecided"):
        address = reverse("worklists:exception", args=[key])
        made.pages[f"/{key}"] = client.get(address).content.decode()
    return made


@pytest.mark.parametrize("width", [1280, 390])
def test_the_lists_shut_nobody_out_and_fit_their_width(site, width):
    with browser(site, width=width, script=width > 400) as page:
        for path in site.pages:
            page.goto(HOST + path)
            if width > 400:
                assert barriers(page) == []
            assert page.get_by_role("heading", level=1).is_visible()
        page.goto(HOST + "/long-plans")
        assert page.get_by_role("link", name="Pat Reed", exact=True).is_visible()
        assert page.told == []
