"""The way from a contact to an enquiry without JavaScript, on a phone, and without a mouse."""

import pytest

from tests.stories.journey import ShortJourney
from tests.stories.keyboard import SomeoneAtTheKeyboard

pytestmark = [pytest.mark.browser]


@pytest.fixture(autouse=True)
def _demonstration(transactional_db, settings):
    settings.SIGHTLINE_DEMO = True


@pytest.mark.on_both
def test_a_child_is_taken_to_an_enquiry_without_javascript(visit):
    ShortJourney(visit, script=False).tells_itself()


def test_a_child_is_taken_to_an_enquiry_on_a_phone(visit):
    ShortJourney(visit, width=390).tells_itself()


def test_a_child_is_taken_to_an_enquiry_by_the_keyboard_alone(visit):
    ShortJourney(visit, someone=SomeoneAtTheKeyboard).tells_itself()
