"""The pages of figures in a real browser: no barrier, at the width of a telephone too."""

import pytest

from sightline.base.tests.browsing import HOST, Site, barriers, browser
from sightline.people.testing import a_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.fixture
def site(client, borough, monkeypatch):
    # the browser's driver keeps an event loop in this thread; no database is asked beside it
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    client.force_login(a_user("service_manager"))
    made = Site()
    for name, address in {
        "/list": "/measures/", "/share": "/measures/RR12/?show=all", "/spread": "/measures/CPCAT/",
        "/bands": "/measures/CPPLEN/", "/parts": "/measures/S4702/?show=all",
        "/wrong": "/measures/ICPC15/?known-day=1&known-month=7&known-year=2026",
    }.items():
        made.pages[name] = client.get(address).content.decode()
    client.force_login(a_user("analyst"))
    made.pages["/hidden"] = client.get("/measures/ICPC15/?show=rest").content.decode()
    return made


@pytest.mark.parametrize("width", [1280, 390])
def test_the_figures_shut_nobody_out_and_fit_their_width(site, width):
    with browser(site, width=width) as page:
        for path in site.pages:
            page.goto(HOST + path)
            assert barriers(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.told == []


def test_everything_is_there_without_script(site):
    with browser(site, script=False) as page:
        page.goto(HOST + "/share")
        assert page.get_by_role("img", name="Quarter by quarter").is_visible()
        page.get_by_text("Ask for other days").click()
        assert page.get_by_label("Which days?").is_visible()
        assert page.get_by_role("button", name="Show").is_visible()
