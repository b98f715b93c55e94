"""A real browser before the running product, for stories that climb the house."""

import re
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from playwright.sync_api import sync_playwright

from sightline.base.tests.browsing import barriers, launch

DESK, PHONE = 1280, 390
SCRIPT = re.compile(r"<script\b.*?</script>", re.DOTALL)


@dataclass
class Visit:
    """One person's browser: its page, and what it complained of."""

    page: object
    complaints: list[str]
    script: bool = True
    beside: object = None

    def is_open_to_everybody(self) -> None:
        """Nothing serious or critical stands in anybody's way on this page."""
        with self._as_read() as page:
            serious = [one for one in barriers(page) if one[1] in {"serious", "critical"}]
        assert serious == []

    @contextmanager
    def _as_read(self):
        """This page for the reader of barriers, which is a script and never ends without any:
        where there is none it reads the same page again, its own scripts left out, beside it."""
        if self.script:
            yield self.page
            return
        made, url = SCRIPT.sub("", self.page.content()), self.page.url
        if self.beside is None:
            chromium = self.page.context.browser
            self.beside = chromium.new_context(viewport=self.page.viewport_size).new_page()
        self.beside.route(url, lambda route: route.fulfill(body=made, content_type="text/html"))
        self.beside.goto(url)
        yield self.beside
        self.beside.unroute(url)

    def fits(self) -> None:
        """The page needs no scrolling sideways."""
        wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert not self.page.evaluate(wide)


@pytest.fixture(scope="module")
def chromium():
    """The browser of the system; missing, it fails and says what to type.

    For a module and no longer: two drivers cannot stand in one thread, and rooms have their own.
    """
    # the driver keeps an event loop in the thread in which tests ask the database
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as running:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        browser = launch(running)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium, live_server):
    """Opens the product as somebody's browser would; what the browser complains of fails."""
    opened = []

    def begin(width: int = DESK, script: bool = True) -> Visit:
        context = chromium.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 900},
            java_script_enabled=script,
            locale="en-GB",
            timezone_id="Europe/London",
        )
        page = context.new_page()
        one = Visit(page, [], script)
        page.on("pageerror", lambda wrong: one.complaints.append(str(wrong)))
        page.on("console", lambda m: m.type == "error" and one.complaints.append(m.text))
        opened.append((context, one))
        return one

    yield begin
    for context, one in opened:
        context.close()
        if one.beside is not None:
            one.beside.context.close()
        assert one.complaints == []


@pytest.fixture
def borough(transactional_db, settings):
    """An authority with one invented person in each of the roles that a story needs."""
    from sightline.people.testing import an_authority

    settings.SIGHTLINE_DEMO = True
    return an_authority("999", "Borough of Merrow")


@pytest.fixture
def asha(borough):
    """Asha, who is a social worker."""
    return invented("asha", "Asha Rahman", "social_worker", borough)


def invented(username, name, role, authority):
    from sightline.access.users.actions import create_user, give_role
    from sightline.base.moments import today

    user = create_user(username=username, display_name=name, by=None, demonstration=True)
    give_role(user=user, role=role, authority=authority, by=None, on=today())
    return user
