"""The board's grid and marking in a real browser, by axe and without JavaScript."""

import os

import pytest
from django.conf import settings
from playwright.sync_api import sync_playwright

from sightline.base.tests.browsing import barriers, launch
from sightline.partnership.board.models import Mark

pytestmark = [
    pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.covers("F187"),
]


def test_the_board_is_read_and_marked_by_anybody(
    board, small, manager, client, live_server, monkeypatch
):
    # the browser's driver keeps an event loop in this thread
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    client.force_login(manager)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}
    with sync_playwright() as running:
        chromium = launch(running)
        context = chromium.new_context(
            base_url=live_server.url, viewport={"width": 390, "height": 900}
        )
        context.add_cookies([cookie])
        page = context.new_page()
        for address in (
            "/board/", f"/board/{board.pk}/", f"/board/{small.body.pk}/seats/",
            f"/board/meetings/{small.meeting.pk}/", f"/board/meetings/{small.meeting.pk}/mark/",
            f"/board/meetings/{small.meeting.pk}/correct/", "/board/new/",
        ):
            page.goto(address)
            assert barriers(page) == [], address
            assert page.evaluate("document.documentElement.scrollWidth") <= 390, address
        plain = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
        plain.add_cookies([cookie])
        page = plain.new_page()
        page.goto(f"/board/meetings/{small.meeting.pk}/")
        page.get_by_role("button", name="Mark who came").click()
        page.get_by_role("group", name="Doctor, Health").get_by_label("Attended").check()
        page.get_by_role("button", name="Save the marks").click()
        page.get_by_text("1 of 1 marked").wait_for()
        chromium.close()
    assert Mark.objects.get(meeting=small.meeting).value == "Y"
