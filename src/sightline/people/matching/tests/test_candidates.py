"""Two records may be one person on more than a name, and the reasons are said in words."""

from datetime import date

import pytest

from sightline.people.matching import actions
from sightline.people.matching.candidates import Told, candidates, duplicates_of
from sightline.people.matching.sealed import on_sealed_match
from sightline.people.persons.bulk import AddressGiven, IdentifierGiven
from sightline.people.persons.given import FactRefused
from sightline.people.restriction.actions import restrict
from sightline.people.testing import (
    a_child,
    a_recorder,
    a_user,
    a_worker,
    an_adult,
    an_authority,
    an_unborn,
)

pytestmark = pytest.mark.django_db
BORN = date(2019, 3, 14)


@pytest.fixture
def searcher():
    """Somebody at the front door."""
    return a_user("front_door_worker")


@pytest.fixture
def ada():
    """A child already recorded."""
    return a_child(
        "Adelaide Featherstone",
        born_on=BORN,
        identifiers=(IdentifierGiven("nhs", "943 476 5919"),),
        addresses=(AddressGiven("14 Riverbank Terrace", "ZZ1 1EU"),),
    )


def reasons(user, **told):
    found = candidates(user=user, told=Told(**told))
    return {one.line.id: one.reasons for one in found.people}


def test_a_name_alone_is_not_a_duplicate(searcher, ada):
    assert reasons(searcher, family="Featherstone", given="Adelaide") == {}


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        (
            {"family": "Fetherstone", "given": "Adelade", "born_on": BORN},
            "same date of birth and similar name",
        ),
        (
            {"family": "Featherstone", "given": "Adelaide", "born_on": BORN},
            "same date of birth and same name",
        ),
        ({"identifiers": (("nhs", "9434765919"),)}, "same NHS number"),
        (
            {
                "family": "Featherstone",
                "given": "Adelaide",
                "lines": "14, Riverbank Tce",
                "postcode": "zz11eu",
            },
            "same address and same name",
        ),
        (
            {"family": "Featherstone", "given": "Adelaide", "born_on": date(2018, 3, 14)},
            "year of birth differs by one, same name",
        ),
    ],
)
def test_the_reasons_are_in_words(searcher, ada, told, reason):
    assert reason in reasons(searcher, **told)[ada.pk]


def test_an_address_that_must_not_be_told_is_confirmed_to_nobody(searcher):
    secret = AddressGiven("9 Secret Mews", "ZZ9 9ZZ", confidential=True)
    child = a_child("Mabel Ortega", addresses=(secret,))
    for guess in ({"lines": "9 Secret Mews", "postcode": "ZZ9 9ZZ"}, {"postcode": "ZZ9 9ZZ"}):
        assert child.pk not in reasons(searcher, family="Ortega", given="Mabel", **guess)


def test_a_date_of_birth_alone_is_not_a_duplicate(searcher, ada):
    assert reasons(searcher, family="Quux", given="Zebedee", born_on=BORN) == {}


def test_day_and_month_the_other_way_round_is_a_reason(searcher):
    child = a_child("Mabel Ortega", born_on=date(2019, 4, 3))
    told = {"family": "Ortega", "given": "Mabel", "born_on": date(2019, 3, 4)}
    [reason] = reasons(searcher, **told)[child.pk]
    assert reason == "day and month of birth the other way round, same name"


def test_a_newborn_is_matched_with_the_unborn_record(searcher):
    baby = an_unborn(an_adult("Grace Example"), expected_on=date(2026, 7, 3))
    told = {"family": "Example", "given": "Baby of Grace", "born_on": date(2026, 6, 28)}
    assert "expected near that date of birth" in reasons(searcher, **told)[baby.pk][0]


def test_the_surest_comes_first(searcher, ada):
    other = a_child("Adelaide Fetherstone", born_on=date(2018, 3, 14))
    told = Told("Featherstone", "Adelaide", BORN, identifiers=(("nhs", "943 476 5919"),))
    found = candidates(user=searcher, told=told).people
    assert [one.line.id for one in found] == [ada.pk, other.pk]
    assert found[0].score == 100


def test_only_ones_own_authority_is_looked_through(searcher):
    a_child("Wanda Faraway", authority=an_authority("998"), born_on=BORN)
    assert reasons(searcher, family="Faraway", given="Wanda", born_on=BORN) == {}


def shut(child, level):
    restrict(
        person=child,
        level=level,
        reason="in danger",
        custodian=a_worker("Cass Todian"),
        by=a_recorder(),
        on=date(2026, 6, 1),
    )


def test_a_restricted_match_says_only_whom_to_ask(searcher, ada):
    shut(ada, "restricted")
    found = candidates(user=searcher, told=Told("Featherstone", "Adelaide", BORN))
    assert found.people == []
    assert [hit.words for hit in found.restricted] == ["Restricted: ask Cass Todian"]
    unsure = candidates(user=searcher, told=Told("Featherstone", "Adelaide", date(2018, 3, 14)))
    assert (unsure.people, unsure.restricted) == ([], [])


def test_a_sealed_match_is_silent_and_its_keepers_are_told(searcher, ada):
    shut(ada, "sealed")
    heard = []
    on_sealed_match.add("a test", lambda matches, user: heard.extend(matches))
    try:
        found = candidates(user=searcher, told=Told("Featherstone", "Adelaide", BORN))
    finally:
        del on_sealed_match._items["a test"]
    assert (found.people, found.restricted) == ([], [])
    assert [(match.person_id, match.level) for match in heard] == [(ada.pk, "sealed")]


@pytest.mark.parametrize("level", ["restricted", "sealed"])
def test_a_misspelt_name_is_no_way_past_a_keeper(searcher, ada, level):
    shut(ada, level)
    heard = []
    on_sealed_match.add("a test", lambda matches, user: heard.extend(matches))
    try:
        found = candidates(user=searcher, told=Told("Fetherstone", "Adelade", BORN))
    finally:
        del on_sealed_match._items["a test"]
    assert (found.people, found.restricted) == ([], [])
    assert [match.person_id for match in heard] == [ada.pk]


def test_reading_a_page_tells_no_keeper(searcher, ada):
    shut(ada, "sealed")
    twin = a_child("Adelaide Fetherstone", born_on=BORN)
    heard = []
    on_sealed_match.add("a test", lambda matches, user: heard.extend(matches))
    try:
        assert duplicates_of(user=searcher, person=twin) == []
    finally:
        del on_sealed_match._items["a test"]
    assert heard == []


def test_two_records_that_look_like_one_are_noticed_until_somebody_decides(searcher, ada):
    twin = a_child("Adelaide Fetherstone", born_on=BORN)
    assert [one.line.id for one in duplicates_of(user=searcher, person=ada)] == [twin.pk]
    actions.compare(
        person=twin, other=ada, verdict="different", reason="seen together", by=a_recorder()
    )
    assert duplicates_of(user=searcher, person=ada) == []
    assert duplicates_of(user=searcher, person=twin) == []


def test_a_decision_on_two_records_has_a_reason_and_may_change(ada):
    twin = a_child("Adelaide Fetherstone", born_on=BORN)
    told = {"person": ada, "other": twin, "by": a_recorder()}
    with pytest.raises(FactRefused):
        actions.compare(**told, verdict="same", reason="")
    with pytest.raises(FactRefused):
        actions.compare(person=ada, other=ada, verdict="same", reason="x", by=a_recorder())
    first = actions.compare(**told, verdict="same", reason="same school")
    second = actions.compare(**told, verdict="different", reason="twins")
    first.refresh_from_db()
    assert first.superseded_by == a_recorder()
    assert second.superseded_at is None
