"""A missing fact always says why."""

import itertools

import pytest

from sightline.people.persons.absence import WEIGHT, Absence, merged, merged_value, shown


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("not_known", "Not known"),
        ("not_asked", "Not asked"),
        ("declined", "Declined"),
        ("not_applicable", "Not applicable"),
        ("source_cannot_say", "The source cannot say"),
    ],
)
def test_each_absence_has_its_words(code, words):
    assert shown("", code) == words
    assert shown(None, code) == words


def test_a_value_is_shown_as_it_is():
    assert shown("Hindu", "") == "Hindu"
    assert shown(0) == "0"


def test_nothing_is_ever_shown_blank():
    assert shown("", "") == "Not known"
    assert shown("   ", "") == "Not known"


def test_an_unheard_of_absence_is_an_error():
    with pytest.raises(ValueError, match="nonsense"):
        shown("", "nonsense")


def test_a_persons_own_answer_outweighs_a_source_that_cannot_say():
    assert merged(["source_cannot_say", "declined", "not_asked"]) == "declined"
    assert merged(["source_cannot_say", "not_asked"]) == "not_asked"


def test_merging_does_not_depend_on_the_order_of_sources():
    for codes in itertools.combinations(Absence.values, 3):
        results = {merged(order) for order in itertools.permutations(codes)}
        assert len(results) == 1


def test_every_absence_has_its_weight():
    assert set(WEIGHT) == set(Absence)


def test_a_value_from_any_source_beats_every_reason():
    assert merged_value([("", "declined"), ("WBRI", ""), ("", "not_known")]) == ("WBRI", "")
    assert merged_value([("", "not_asked"), ("", "declined")]) == ("", "declined")
    assert merged_value([]) == ("", "not_known")
