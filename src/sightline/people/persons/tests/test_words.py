"""An age is said as people say it."""

from datetime import date

import pytest

from sightline.people.persons.plain import place_key, plain, postcode, words
from sightline.people.persons.words import age_on, age_words, life_words

ON = date(2026, 6, 10)


@pytest.mark.parametrize(
    ("born", "said"),
    [
        (date(2022, 4, 10), "4 years 2 months"),
        (date(2022, 4, 11), "4 years 1 month"),
        (date(2022, 6, 10), "4 years"),
        (date(2025, 6, 11), "11 months"),
        (date(2026, 5, 20), "3 weeks"),
        (date(2026, 5, 28), "13 days"),
        (date(2026, 6, 9), "1 day"),
        (date(2026, 6, 10), "0 days"),
        (date(2008, 6, 10), "18 years"),
        (date(2008, 6, 11), "17 years 11 months"),
        (date(2026, 6, 11), "Born 11 June 2026"),
    ],
)
def test_an_age_is_in_years_and_months(born, said):
    assert age_words(born, ON) == said


def test_a_child_of_29_february_is_a_year_older_on_1_march():
    assert age_on(date(2020, 2, 29), date(2021, 2, 28)) == (0, 11)
    assert age_on(date(2020, 2, 29), date(2021, 3, 1)) == (1, 0)


def said(**dates):
    held = dict.fromkeys(("born_on", "expected_on", "died_on", "pregnancy_ended_on"))
    return life_words(**(held | dates), on=ON)


def test_a_life_is_said_by_how_far_it_has_come():
    assert said(expected_on=date(2026, 7, 3)) == "Unborn, due 3 July 2026"
    assert said(born_on=date(2024, 6, 1), expected_on=date(2024, 5, 1)) == "2 years"
    assert said(expected_on=ON, pregnancy_ended_on=date(2026, 5, 1)) == "Pregnancy ended 1 May 2026"
    died = said(born_on=date(2022, 4, 10), died_on=date(2026, 6, 1))
    assert died == "Died 1 June 2026, aged 4 years 1 month"
    assert said() == "Age not known"


def test_spellings_are_reduced_to_what_they_share():
    assert plain("O’Neil-Roć") == "oneil roc"
    assert plain("Łukasz  SØREN") == "lukasz soren"
    assert words("Anne-Marie Anne") == ["anne", "marie"]
    assert postcode("kt11eu") == "KT1 1EU"
    assert postcode("not one") == "NOT ONE"


def test_two_spellings_of_an_address_are_one_place():
    assert place_key("14 High Street\nKingston", "KT1 1EU") == place_key("14, High St", "KT1 1EU")
    assert place_key("Flat 2, 14 High Street", "KT1 1EU") != place_key("14 High St", "KT1 1EU")
    assert place_key("Rose Cottage\nLane End", "KT1 1EU") == "rose cottage KT11EU"
    assert place_key("Somewhere", "") == ""
