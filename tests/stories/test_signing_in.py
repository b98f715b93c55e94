"""Signing in: the first minute of everybody's day."""

import pytest

pytestmark = [pytest.mark.browser]


def test_one_click_signs_an_invented_person_in(visit, asha):
    browser = visit()
    page = browser.page
    page.goto("/")
    browser.is_open_to_everybody()
    page.get_by_role("button", name="Asha Rahman").click()
    page.get_by_role("button", name="Sign out").wait_for()
    assert page.get_by_text("Asha Rahman").first.is_visible()
    browser.is_open_to_everybody()


def test_signing_in_and_out_needs_no_script_and_fits_a_phone(visit, asha):
    asha.set_password("a long and winding password")
    asha.save(update_fields=["password"])
    browser = visit(width=390, script=False)
    page = browser.page
    page.goto("/accounts/login/")
    browser.fits()
    page.get_by_label("User name").fill("asha")
    page.get_by_label("Password", exact=True).fill("a long and winding password")
    page.get_by_role("button", name="Sign in", exact=True).click()
    assert page.get_by_text("Asha Rahman").first.is_visible()
    browser.fits()
    page.get_by_role("button", name="Sign out").click()
    page.goto("/")
    assert page.get_by_role("heading", name="Sign in", level=1).is_visible()


def test_the_keyboard_alone_signs_in(visit, asha):
    browser = visit()
    page = browser.page
    page.goto("/accounts/login/")
    button = page.get_by_role("button", name="Asha Rahman")
    for _ in range(30):
        page.keyboard.press("Tab")
        if button.evaluate("it => it === document.activeElement"):
            break
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Sign out").wait_for()


def test_a_page_that_is_not_there_says_so_kindly(visit, asha):
    browser = visit()
    page = browser.page
    page.goto("/")
    page.get_by_role("button", name="Asha Rahman").click()
    page.get_by_role("button", name="Sign out").wait_for()
    page.goto("/no/such/page")
    assert page.get_by_role("heading", name="There is no such page").is_visible()
    browser.is_open_to_everybody()
    browser.complaints.clear()
