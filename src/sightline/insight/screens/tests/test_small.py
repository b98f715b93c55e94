"""Small numbers: what a reader without a right to children's records is shown."""

import pytest

from sightline.insight.measures.asking import Count
from sightline.insight.screens.small import course, table, unseen_words


def shown(counts, *, whole=False):
    lines = [(str(place), count) for place, count in enumerate(counts)]
    return [line.numbers for line in table(lines, whole=whole)]


def test_whoever_may_open_records_sees_every_number():
    assert shown([Count(1, 9), Count(8, 40)], whole=True) == [("1", "9"), ("8", "40")]


@pytest.mark.parametrize(
    "little", [Count(4, 40), Count(36, 40), Count(0, 3)],
    ids=["few in the numerator", "few outside it", "few in all"],
)
def test_one_to_four_are_hidden_wherever_they_stand(little):
    rest = [Count(4, 30), Count(20, 40)]
    assert shown([little, *rest])[0] == ("Hidden", "Hidden")


def test_none_at_all_is_no_small_number():
    assert shown([Count(0, 40), Count(20, 40)]) == [("0", "40"), ("20", "40")]


def test_a_single_hidden_line_takes_the_next_smallest_with_it():
    found = shown([Count(3, 30), Count(10, 50), Count(10, 20), Count(0, 0)])
    assert found == [("Hidden", "Hidden"), ("10", "50"), ("Hidden", "Hidden"), ("0", "0")]


def test_a_single_hidden_quarter_is_not_the_difference_of_a_year_and_the_rest():
    quarters = [Count(6, 20), Count(7, 20), Count(3, 20), Count(8, 20)]
    shown = course(zip("abcd", quarters, strict=True), whole=False)
    assert [line.count is None for line in shown] == [True, False, True, False]
    again = course(zip("abcdefgh", quarters * 2, strict=True), whole=False)
    for year in range(5):
        assert sum(line.count is None for line in again[year : year + 4]) > 1
    assert all(line.count for line in course(zip("abcd", quarters, strict=True), whole=True))


@pytest.mark.parametrize(
    ("number", "words"), [(0, ""), (1, "fewer than 5"), (4, "fewer than 5"), (5, "5")]
)
def test_how_many_may_not_be_opened_is_said_without_a_small_number(number, words):
    assert unseen_words(number) == words
