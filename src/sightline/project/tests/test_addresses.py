"""An address put together from its form is the one that Django gives."""

import pytest
from django.urls import NoReverseMatch, reverse

from sightline.base.components.addresses import address


@pytest.mark.parametrize(("name", "numbers"), [
    ("pages:step", {"child_id": 7, "step_id": 7}),
    ("pages:step", {"child_id": 970_313_000_000, "step_id": 12}),
    ("child", {"child_id": 0}),
])
def test_an_address_is_the_one_that_django_gives(name, numbers):
    for _ in range(2):
        assert address(name, **numbers) == reverse(name, kwargs=numbers)
        assert address(name, *numbers.values()) == reverse(name, args=list(numbers.values()))


def test_words_in_an_address_are_left_to_django():
    told = {"child_id": 3, "process": "visit", "page": "visit"}
    assert address("pages:start_page", **told) == reverse("pages:start_page", kwargs=told)


def test_a_page_that_is_not_there_has_no_address():
    with pytest.raises(NoReverseMatch):
        address("no_such_page", 1)
