"""The referral form in a real browser: on a telephone, without JavaScript, and by axe."""

import os
from contextlib import contextmanager

import pytest
from playwright.sync_api import sync_playwright

from sightline.base.tests.browsing import barriers, launch
from sightline.journey.contact import queries

pytestmark = [
    pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.covers("S003"),
]


@pytest.fixture(autouse=True)
def _beside_the_browser(monkeypatch):
    # the browser's driver keeps an event loop in this thread
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")


@pytest.fixture
def opened(live_server):
    @contextmanager
    def page_of(*, width=1280, script=True):
        with sync_playwright() as running:
            chromium = launch(running)
            context = chromium.new_context(
                base_url=live_server.url, viewport={"width": width, "height": 900},
                java_script_enabled=script,
            )
            yield context.new_page()
            chromium.close()

    return page_of


def test_a_form_is_sent_from_a_telephone_without_javascript(merrow, opened):
    with opened(width=390, script=False) as page:
        page.goto("/refer/")
        page.get_by_label("Your worry in one line").fill("Left alone overnight")
        page.get_by_label("First names").fill("Ana")
        page.get_by_role("button", name="Add another child").click()
        assert page.get_by_label("Your worry in one line").input_value()
        page.get_by_label("First names").last.fill("Bo")
        page.get_by_role("button", name="Send this form").last.click()
        # what was left out is asked again, once, with everything typed still there
        page.get_by_role("heading", name="Not sent yet").wait_for()
        page.locator("[name=unknown][value=postcode]").check()
        page.get_by_role("button", name="Send this form").last.click()
        page.get_by_role("heading", name="We have your form").wait_for()
        assert "11 June 2026" in page.content()
        # going back and sending the very same form again makes nothing new
        page.go_back()
        page.get_by_role("button", name="Send this form").last.click()
        page.get_by_role("heading", name="We have your form").wait_for()
    names = [step.child.given_names for step in queries.undecided(merrow.authority)]
    assert names == ["Ana", "Bo"]


def test_nobody_is_shut_out_of_the_form_or_its_receipt(merrow, opened):
    with opened(width=390) as page:
        page.goto("/refer/")
        assert barriers(page) == []
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 390
        page.get_by_label("Your worry in one line").fill("Left alone")
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="Not sent yet").wait_for()
        assert barriers(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.get_by_role("button", name="Send this form").last.click()
        page.get_by_role("heading", name="We have your form").wait_for()
        assert barriers(page) == []
