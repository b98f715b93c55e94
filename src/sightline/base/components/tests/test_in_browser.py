import json
import re
from urllib.parse import parse_qs

import pytest

from sightline.base.tests.browsing import HOST, STATIC, Site, barriers, browser, showing
from sightline.base.tests.drawn import form, patterns

pytestmark = pytest.mark.browser
WRONG = (
    "event-on-day=31&event-on-month=2&event-on-year=2026&base.Held-how=other"
    "&base.Attended-count=2&base.Attended-0-agency=Police"
)


@pytest.fixture(scope="module")
def shown():
    """One browser for all of these: each test opens pages of its own, and keeps nothing in it."""
    assert (STATIC / "vendor/govuk-frontend.min.css").is_file(), "run tools/assets.py first"
    # the browser's driver keeps an event loop in this thread; no database is asked here
    with pytest.MonkeyPatch.context() as patch, showing() as one:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield one


@pytest.fixture
def site(shown):
    made = Site(shown)
    made.pages["/"] = patterns()
    return made


def answer(status=200, **told):
    return {"status": status, "body": json.dumps(told), "content_type": "application/json"}


def typed(site, place=-1):
    """The fields of a post, whichever way the browser encoded them."""
    body = site.posted[place][1]
    parts = re.findall(r'name="([^"]+)"\r\n\r\n(.*?)\r\n--', body, re.DOTALL)
    return dict(parts) or {name: texts[-1] for name, texts in parse_qs(body).items()}


@pytest.mark.parametrize("width", [1280, 390])
def test_every_pattern_is_accessible_and_fits_its_width(site, width):
    site.pages["/wrong"] = patterns(form(WRONG))
    with browser(site, width=width) as page:
        for path in ("/", "/wrong"):
            page.goto(HOST + path)
            assert barriers(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.told == []


def test_a_revealed_question_shows_for_its_answer_alone_and_always_without_script(site):
    with browser(site) as page:
        page.goto(HOST + "/")
        assert not page.get_by_label("Which way?").is_visible()
        page.get_by_label("Another way").check()
        assert page.get_by_label("Which way?").is_visible()
    with browser(site, script=False) as page:
        page.goto(HOST + "/")
        assert page.get_by_label("Which way?").is_visible()
        assert page.get_by_role("button", name="Add another").is_visible()


def test_typing_is_saved_and_says_when(site):
    site.answers = [answer(saved_at="10:42", version=4), answer(saved_at="10:43", version=5)]
    with browser(site) as page:
        page.goto(HOST + "/")
        page.get_by_label("Why was this decided?").fill("Bruising to the arm")
        page.get_by_text("Saved 10:42").wait_for()
        page.get_by_label("Why was this decided?").fill("Bruising to both arms")
        page.get_by_text("Saved 10:43").wait_for()
        assert page.evaluate("localStorage.length") == 0
    assert site.posted[0][0] == "/draft"
    assert typed(site, 0)["base.Held-why"] == "Bruising to the arm"
    assert [typed(site, n)["_version"] for n in (0, 1)] == ["3", "4"]


def test_text_that_could_not_be_sent_is_kept_in_the_browser_and_brought_back(site):
    with browser(site) as page:
        page.goto(HOST + "/")
        page.route("**/draft", lambda route: route.abort())
        page.get_by_label("Why was this decided?").fill("Kept words")
        page.get_by_text("Not saved: no connection; kept in this browser").wait_for()
        page.reload()
        assert page.get_by_label("Why was this decided?").input_value() == ""
        page.unroute("**/draft")
        site.answers = [answer(saved_at="11:00", version=4)]
        page.get_by_role("button", name="Bring it back").click()
        assert page.get_by_label("Why was this decided?").input_value() == "Kept words"
        page.get_by_text("Saved 11:00").wait_for()
    assert typed(site)["base.Held-why"] == "Kept words"


def test_somebody_elses_text_is_shown_beside_mine_and_neither_is_lost(site):
    theirs = {"base.Held-why": ["Their words"], "base.Held-how": ["call"]}
    site.answers = [
        answer(409, theirs=theirs, by="Sam Okafor", saved_at="10:40", version=7),
        answer(saved_at="10:44", version=8),
    ]
    with browser(site) as page:
        page.goto(HOST + "/")
        page.get_by_label("Why was this decided?").fill("My words")
        page.get_by_text("Sam Okafor saved this page at 10:40").wait_for()
        assert page.locator(".sl-theirs").all_inner_texts() == [
            "Sam Okafor wrote:\n\nA telephone or video call",
            "Sam Okafor wrote:\n\nTheir words",
        ]
        assert page.get_by_label("Why was this decided?").input_value() == "My words"
        page.get_by_role("button", name="Keep mine").click()
        page.get_by_text("Saved 10:44").wait_for()
    assert typed(site)["_version"] == "7"


def test_a_session_that_ended_keeps_the_text_and_offers_a_way_in(site):
    site.answers = [answer(401)]
    with browser(site) as page:
        page.goto(HOST + "/")
        page.get_by_label("Why was this decided?").fill("Not lost")
        link = page.get_by_role("link", name="Sign in again in a new tab")
        link.wait_for()
        assert link.get_attribute("target") == "_blank"
        assert "Not lost" in page.evaluate("localStorage.getItem(localStorage.key(0))")


def kept_in(page):
    return page.evaluate("Object.keys(localStorage).filter(k => k.startsWith('sightline-draft:'))")


def test_what_was_submitted_leaves_the_browser_once_a_signed_in_page_answers(site):
    site.pages["/done"] = patterns().replace("data-draft-url", "data-was")
    with browser(site) as page:
        page.goto(HOST + "/")
        page.get_by_label("Why was this decided?").fill("Sent")
        assert len(kept_in(page)) == 1
        page.goto(HOST + "/done")
        assert len(kept_in(page)) == 1, "text that was never sent stays"
        page.goto(HOST + "/")
        page.get_by_label("Why was this decided?").fill("Sent")
        page.evaluate(
            "document.querySelector('form[data-draft-url]')"
            ".addEventListener('submit', e => e.preventDefault())"
        )
        page.get_by_role("button", name="Continue").last.click()
        page.goto(HOST + "/done")
        assert kept_in(page) == []


def test_another_row_is_drawn_in_place_with_everything_typed(site):
    added = "_add=base.Attended&base.Attended-count=1&base.Attended-0-agency=Police"
    drawn = {"status": 200, "body": patterns(form(added)), "content_type": "text/html"}
    site.answers = [drawn, answer(saved_at="10:42", version=4)]
    with browser(site) as page:
        page.goto(HOST + "/")
        page.get_by_label("Why was this decided?").fill("Stays")
        page.get_by_label("Agency").fill("Police")
        page.get_by_role("button", name="Add another").click()
        page.get_by_text("2 of 2").wait_for()
        assert page.get_by_label("Agency").first.input_value() == "Police"
        assert page.get_by_label("Agency").nth(1).evaluate("f => f === document.activeElement")
        assert page.get_by_label("Why was this decided?").input_value() == "Stays"
    assert typed(site, 0)["_add"] == "base.Attended"


def test_the_enter_key_continues_and_never_removes(site):
    site.pages["/wrong"] = patterns(form(WRONG))
    with browser(site, script=False) as page:
        page.goto(HOST + "/wrong")
        page.get_by_label("Agency").first.press("Enter")
        page.wait_for_timeout(300)
    assert typed(site)["_submit"] == "1"
    assert "_remove" not in typed(site)


def test_a_whole_date_can_be_pasted_into_one_box(site):
    with browser(site) as page:
        page.goto(HOST + "/")
        page.evaluate(
            """() => {
              const box = document.getElementById("event-on-day");
              const data = new DataTransfer();
              data.setData("text", "21/11/2026");
              box.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
            }"""  # noqa: E501
        )
        boxes = [
            page.locator(f"#event-on-{part}").input_value() for part in ("day", "month", "year")
        ]
    assert boxes == ["21", "11", "2026"]


def test_a_printed_page_leaves_the_furniture_out(site):
    with browser(site) as page:
        page.goto(HOST + "/")
        page.emulate_media(media="print")
        assert not page.locator(".sl-header").is_visible()
        assert not page.get_by_role("button", name="Continue").first.is_visible()
        assert page.get_by_text("Printed 10 June 2026").is_visible()
        assert page.get_by_text("Done in time").is_visible()
