"""A contact taken in a real browser: at any width, and with JavaScript off."""

import os
from contextlib import contextmanager

import pytest
from django.conf import settings
from playwright.sync_api import sync_playwright

from sightline.base.tests.browsing import barriers, launch
from sightline.journey.contact import queries
from sightline.record.drafts.models import Draft
from sightline.record.spine.models import Step

pytestmark = [
    pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.covers("S003"),
]


@pytest.fixture(autouse=True)
def _beside_the_browser(monkeypatch):
    # the browser's driver keeps an event loop in this thread
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")


@pytest.fixture
def page_of(live_server, client):
    @contextmanager
    def opened(user, *, width=1280, script=True):
        client.force_login(user)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        with sync_playwright() as running:
            chromium = launch(running)
            context = chromium.new_context(
                base_url=live_server.url, viewport={"width": width, "height": 900},
                java_script_enabled=script,
            )
            context.add_cookies([
                {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}
            ])
            yield context.new_page()
            chromium.close()

    return opened


def test_two_children_are_taken_at_phone_width_without_javascript(borough, child, page_of):
    child("Annabel", "Whitlock")
    with page_of(borough.asha, width=390, script=False) as page:
        page.goto("/contacts/record/")
        page.get_by_label("Who is it about?").fill("whitlok")
        page.get_by_role("button", name="Search", exact=True).click()
        page.get_by_role("button", name="Record a contact about Annabel Whitlock").click()
        page.get_by_label("What is the worry, in one line?").fill("Left alone overnight")
        page.get_by_role("button", name="Add: child not on the system").click()
        assert page.get_by_label("What is the worry, in one line?").input_value()
        page.get_by_label("First names").fill("Kit")
        page.get_by_label("Where is the child now, and with whom?").last.fill("With Annabel")
        page.get_by_role("button", name="Record this contact").click()
        page.get_by_role("heading", name="Contact recorded").wait_for()
    steps = list(Step.objects.filter(process="contact").order_by("pk"))
    assert [step.child.display_name for step in steps] == ["Annabel Whitlock", "Kit"]
    assert queries.headline(steps[1]) == "Left alone overnight"
    assert queries.child_part(steps[1]).where == "With Annabel"


def test_what_is_typed_is_saved_while_typing_and_is_there_in_another_window(
    borough, child, page_of
):
    ana = child()
    with page_of(borough.asha) as page:
        page.goto("/contacts/record/?q=Ana+Reed")
        page.get_by_role("button", name=f"Record a contact about {ana.display_name}").click()
        with page.expect_response(lambda answer: answer.url.endswith("/draft")):
            page.get_by_label("What were we told?").fill("She said he hit her")
        other = page.context.new_page()
        other.goto(page.url)
        assert other.get_by_label("What were we told?").input_value() == "She said he hit her"
    assert Draft.objects.get().data["contact.Account-detail"] == ["She said he hit her"]


@pytest.mark.parametrize("width", [1280, 390])
def test_every_page_of_taking_a_contact_is_accessible_and_fits(borough, child, page_of, width):
    child("Annabel", "Whitlock")
    with page_of(borough.asha, width=width) as page:

        def looked():
            assert barriers(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width

        page.goto("/contacts/record/?q=whitlok")
        looked()
        page.get_by_role("button", name="Record a contact about Annabel Whitlock").click()
        page.get_by_role("button", name="Add: child not yet identified").click()
        looked()
        page.get_by_role("button", name="Record this contact").click()
        page.get_by_role("heading", name="Contact recorded").wait_for()
        looked()
