"""Three in the morning: one page answers what somebody who has never met the child must know."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from sightline.base import moments
from tests.stories.conftest import DESK, PHONE, invented

pytestmark = [pytest.mark.browser]

NIGHT = datetime(2026, 6, 10, 3, 0, tzinfo=ZoneInfo("Europe/London"))
TODAY, BEGAN = date(2026, 6, 10), date(2026, 5, 11)


@pytest.fixture
def night():
    with moments.fixed(NIGHT, everywhere=True):
        yield


@pytest.fixture
def ada(night, borough):
    """A child on a plan whose situation was written; Nia is on duty, and has never met her."""
    from sightline.journey.protection_plan import actions as plans
    from sightline.people.persons.actions import record_hazard
    from sightline.people.persons.given import AddressGiven
    from sightline.people.testing import a_child, a_recorder, a_team, a_worker
    from sightline.people.workforce.models import Team
    from sightline.record.allocation.actions import allocate
    from sightline.record.allocation.actions.duty import put_on_duty
    from sightline.record.plans.written import ContingencyText, PlanText
    from sightline.record.situation.models import Situation
    from sightline.record.spine.actions import record
    from sightline.record.visits.actions import Seen, record_visit

    by = a_recorder()
    nia = invented("nia", "Nia Night", "out_of_hours", borough)
    sam = invented("sam", "Sam Whitcombe", "social_worker", borough)
    north = a_team("North team", kind=Team.Kind.PROTECTION)
    nights = a_team("Night team", kind=Team.Kind.OUT_OF_HOURS)
    worker = a_worker("Sam Whitcombe", user=sam, team=north, phone="01999 555 001")
    a_worker("Tess Okafor", team=north, manager=True, phone="01999 555 002")
    put_on_duty(worker=a_worker("Nia Night", user=nia, team=nights, phone="01999 555 003"),
                team=nights, since=moments.at(TODAY), by=nia,
                until=moments.at(TODAY + timedelta(days=1)))
    child = a_child("Annabel Whitlock", addresses=(AddressGiven("7 Mill Lane", "MW1 1AA"),))
    step = plans.start(child=child, by=sam, on=BEGAN, category="NEG")
    allocate(step=step, worker=worker, team=north, by=sam, on=BEGAN)
    plans.write(step=step, by=sam, on=BEGAN, plan=PlanText(
        kind="protection", contingency=ContingencyText(
            "She is found alone", "Ring the police and go", "Whoever is on duty",
            "Her aunt Joan, 01999 555 047"),
    ))
    record_hazard(person=child, by=by, on=BEGAN, kind="animal", detail="A loose dog")
    record_visit(by=sam, on=date(2026, 5, 20), visitor=worker,
                 children=[Seen(child, seen="seen_alone")])
    record("situation.written", by=sam, on=date(2026, 6, 8), child=child, facts=[Situation(
        worry="Left alone at night.", working="Gran comes each evening.", where_is="relative",
        where_words="Gran's, 01999 555 044", with_whom="named", with_words="Gran and Joe",
        kept_from="named", kept_from_words="Her father: bail",
    )])
    return child


FIVE = {
    "Where is she tonight, with whom, and who must not know?": (
        "With a relative or friend: Gran's, 01999 555 044", "Gran and Joe", "Her father: bail",
    ),
    "Is she on a plan or under an order, and since when?": (
        "On a protection plan: neglect", "Since 11 May 2026, from the plan",
        "Not asked: no order is recorded",
    ),
    "What is the worry, and is it safe to go?": ("Left alone at night.", "A loose dog"),
    "When was she last seen, by whom, and when is she due?": (
        "20 May 2026, by Sam Whitcombe", "working days late (local)",
    ),
    "Whom do I ring, and what if it goes wrong?": (
        "Sam Whitcombe, 01999 555 001", "Tess Okafor, 01999 555 002",
        "Nia Night, Night team, 01999 555 003", "Ring the police and go", "Her aunt Joan",
    ),
}


@pytest.mark.parametrize(("width", "script"), [(DESK, True), (PHONE, False)])
def test_out_of_hours_answers_five_set_questions_from_one_page(visit, ada, width, script):
    browser = visit(width=width, script=script)
    page = browser.page
    page.goto("/")
    page.get_by_role("button", name="Nia Night").click()
    page.get_by_role("searchbox").first.fill("Annabell Whitlok")
    page.get_by_role("searchbox").first.press("Enter")
    page.get_by_role("link", name="Annabel Whitlock").first.click()
    page.get_by_role("heading", name="Tonight").wait_for()
    asked = page.url
    main = page.locator("main")
    for question, answers in FIVE.items():
        for words in answers:
            assert main.get_by_text(words).first.is_visible(), (question, words)
    assert page.url == asked
    browser.fits()
    if script:
        browser.is_open_to_everybody()


def test_what_needs_putting_right_comes_by_itself_and_by_a_link_without_script(visit, ada):
    for script in (True, False):
        page = visit(script=script).page
        page.goto("/")
        page.get_by_role("button", name="Nia Night").click()
        page.goto(f"/child/{ada.pk}/")
        if not script:
            page.get_by_role("link", name="What needs putting right").click()
        page.get_by_role("heading", name="Needs putting right").wait_for()
        assert page.get_by_role("heading", name="To do").is_visible()


def test_the_card_is_written_anew_from_what_was_last_said_and_prints_on_one_side(visit, ada):
    browser = visit()
    page = browser.page
    page.goto("/")
    page.get_by_role("button", name="Sam Whitcombe").click()
    page.goto(f"/child/{ada.pk}/")
    page.get_by_role("link", name="Write it again").click()
    assert page.get_by_label("What are we worried about?").input_value() == "Left alone at night."
    browser.is_open_to_everybody()
    page.get_by_label("What is working?").fill("Joe rings us.")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Record").last.click()
    assert page.locator("main").get_by_text("Joe rings us.").first.is_visible()
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 690, "height": 1000})
    assert not page.get_by_role("button", name="Record something").is_visible()
    assert page.evaluate("document.querySelector('.ch-card').getBoundingClientRect().bottom") < 1001
