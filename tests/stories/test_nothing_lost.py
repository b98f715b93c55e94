"""A session that ends while somebody types something wrong, and two people on one page: no word
is lost."""

import pytest
from django.urls import reverse

from sightline.record.drafts.models import Draft
from sightline.record.spine.models import Event, Step
from tests.stories.merrow import a_monday
from tests.stories.telling import Someone

pytestmark = [pytest.mark.browser]
VISIT, SAID = "Record a visit to Ada Plan", "She said that she is cold at night and"


@pytest.fixture
def monday(transactional_db, settings):
    settings.SIGHTLINE_DEMO = True
    with a_monday():
        yield


def typing(visit, **browser) -> Someone:
    """Sam, half way through a visit, with a day that no calendar has."""
    sam = Someone("Sam Whitcombe", visit, **browser)
    sam.signs_in()
    sam.opens(VISIT)
    sam.page.get_by_label("Day", exact=True).first.fill("32")
    sam.answers({"What happened?": SAID, "Was the child seen?": "Seen, and spoken to alone"})
    return sam


def all_there(sam: Someone) -> None:
    assert sam.page.get_by_label("Day", exact=True).first.input_value() == "32"
    assert sam.page.get_by_label("What happened?", exact=True).input_value() == SAID
    assert sam.page.get_by_label("Seen, and spoken to alone", exact=True).is_checked()


def records(sam: Someone) -> None:
    """The day is put right, and the visit recorded with the words typed before."""
    sam.page.get_by_label("Day", exact=True).first.fill("8")
    sam.answers({"What happened?": f"{SAID} hungry"})
    sam.presses("Continue")
    sam.presses("Record it", exact=False)
    assert Event.objects.get(kind="visit.made").outcome == "child_seen_alone"


def test_a_session_that_ends_in_the_middle_of_a_wrong_form_loses_nothing(visit, monday):
    sam = typing(visit)
    line = sam.page.locator("[data-saved]")
    line.filter(has_text="Saved").wait_for()
    sam.page.context.clear_cookies()
    sam.answers({"What happened?": SAID + " "})
    sam.answers({"What happened?": SAID})
    line.filter(has_text="you have been signed out").wait_for()
    with sam.page.context.expect_page() as opened:
        line.get_by_role("link").click()
    with opened.value.expect_navigation():
        opened.value.get_by_role("button", name="Sign in as Sam Whitcombe").click()
    sam.presses("save again")
    line.filter(has_text="Saved").wait_for()
    # the browser complains of each saving that was refused, as it should
    sam.browser.complaints.clear()
    kept = Draft.objects.get()
    assert SAID in str(kept.data)
    all_there(sam)
    records(sam)


def test_nor_without_script_and_what_was_sent_is_gone_on_with_after_signing_in(visit, monday):
    sam = typing(visit, script=False)
    sam.page.context.clear_cookies()
    sam.presses("Continue")
    sam.browser.complaints.clear()
    sam.presses("Sign in as Sam Whitcombe", exact=False)
    all_there(sam)
    records(sam)


def test_what_one_types_is_not_saved_as_the_words_of_whoever_signs_in_there_next(visit, monday):
    sam = typing(visit)
    line = sam.page.locator("[data-saved]")
    line.filter(has_text="Saved").wait_for()
    sam.page.context.clear_cookies()
    beside = sam.page.context.new_page()
    beside.goto("/")
    with beside.expect_navigation():
        beside.get_by_role("button", name="Sign in as Tess Okafor", exact=False).click()
    sam.answers({"What happened?": f"{SAID} hungry"})
    line.filter(has_text="you have been signed out").wait_for()
    sam.browser.complaints.clear()
    assert Draft.objects.get().saved_by.display_name == "Sam Whitcombe"


def test_two_people_on_one_page_each_keep_their_words_and_see_the_others(visit, monday):
    plan = Step.objects.get(child__display_name="Ada Plan")
    page = reverse("pages:page", args=[plan.child_id, plan.pk, "visiting"])
    why, mine, hers = "Why was this decided?", "Twice a week: he is back.", "Weekly is enough."
    sam, tess = Someone("Sam Whitcombe", visit), Someone("Tess Okafor", visit)
    for one in (sam, tess):
        one.signs_in()
        one.goes_to(page)
        one.saved = one.page.locator("[data-saved]").filter(has_text="Saved")
    tess.answers({why: hers})
    tess.saved.wait_for()
    sam.answers({why: mine})
    sam.saved.wait_for()
    tess.goes_to(page)
    sam.goes_to(page)
    held = {draft.saved_by.display_name: draft for draft in Draft.objects.all()}
    assert hers in str(held["Tess Okafor"].data)
    assert mine in str(held["Sam Whitcombe"].data)
    # both go on with one of the two
    for one in (sam, tess):
        one.goes_to(f"{page}?draft={held['Tess Okafor'].pk}")
    tess.answers({why: f"{hers} He left."})
    tess.saved.wait_for()
    sam.answers({why: f"{hers} He is back."})
    sam.page.get_by_text("Tess Okafor saved this page", exact=False).wait_for()
    assert sam.page.locator(".sl-theirs").filter(has_text="He left.").count() == 1
    assert sam.page.get_by_label(why, exact=True).input_value() == f"{hers} He is back."
    sam.presses("Keep mine")
    sam.saved.wait_for()
    sam.browser.complaints.clear()
    kept = " ".join(str(draft.data) for draft in Draft.objects.all())
    assert "He left." in kept
    assert "He is back." in kept
