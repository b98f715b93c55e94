"""Return health, a rule, and advice while typing, in a real browser: no barrier, at 390 px too."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from sightline.base.moments import LONDON, fixed
from sightline.base.tests.browsing import HOST, Site, barriers, browser
from sightline.returns.health.actions import refresh
from sightline.returns.health.tests.conftest import assessed_before
from sightline.returns.health.tests.test_advice import BEFORE, on, start

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.fixture
def site(client, here, monkeypatch):
    # the browser's driver keeps an event loop in this thread; no database is asked beside it
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    with fixed(datetime(2026, 5, 20, 10, tzinfo=LONDON)):
        refresh()
    assessed_before(here, here.ada)
    refresh()
    made, page = Site(), start(here.ben.child)
    for name, user, address in (
        ("/team", here.manager, "/returns/health/"), ("/mine", here.wilma, "/returns/health/"),
        ("/counts", here.analyst, "/returns/health/"),
        ("/rule", here.wilma, "/returns/rules/1103/"), ("/rules", here.wilma, "/returns/rules/"),
        (page, here.manager, page),
    ):
        client.force_login(user)
        made.pages[name] = client.get(address).content.decode()
    client.force_login(here.manager)
    asked = client.post(page, on(date(2026, 5, 4)) | {"_submit": "1"})
    made.pages["/checked"] = client.get(asked["Location"]).content.decode()
    made.typing = page
    made.advice = client.post(f"{page}advice", on(date(2026, 5, 4))).content.decode()
    return made


@pytest.mark.parametrize("width", [1280, 390])
def test_the_pages_shut_nobody_out_and_fit_their_width(site, width):
    with browser(site, width=width) as page:
        for path in site.pages:
            page.goto(HOST + path)
            assert barriers(page) == [], path
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert page.told == []


def test_advice_comes_while_somebody_types_and_not_at_every_key(site):
    site.answers = [{"status": 200, "body": site.advice, "content_type": "text/html"}]
    with browser(site) as page:
        page.goto(HOST + site.typing)
        page.locator("[name=event-on-year]").fill("")
        page.locator("[name=event-on-year]").press_sequentially("2026")
        page.get_by_text(BEFORE).wait_for()
        assert barriers(page) == []
        asked = [path for path, _ in site.posted if path.endswith("/advice")]
        assert asked == [f"{site.typing}advice"]


def test_the_course_over_the_year_is_drawn_with_its_table(site):
    with browser(site, script=False) as page:
        page.goto(HOST + "/mine")
        assert page.get_by_role("img", name="Things to mend, at the end of each month").is_visible()
        page.get_by_text("Things to mend, at the end of each month as a table").click()
        assert page.get_by_role("row", name="May 2026").is_visible()
