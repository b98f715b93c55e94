"""Search finds people by what is half remembered, and tells nobody more than they may know."""

from contextlib import contextmanager
from datetime import date

import pytest

from sightline.people.matching.asked import understood
from sightline.people.matching.engine import trigrams
from sightline.people.matching.sealed import on_sealed_match
from sightline.people.matching.search import find
from sightline.people.persons import actions
from sightline.people.persons.bulk import AddressGiven, IdentifierGiven
from sightline.people.restriction.actions import restrict
from sightline.people.testing import (
    a_child,
    a_recorder,
    a_user,
    a_worker,
    an_authority,
    an_unborn,
)

pytestmark = pytest.mark.django_db
BORN = date(2019, 3, 14)
NHS = "943 476 5919"


@pytest.fixture
def searcher():
    """Somebody at the front door."""
    return a_user("front_door_worker")


@pytest.fixture
def ada():
    """A child with everything a search may be made by."""
    child = a_child(
        "Adelaide Featherstone",
        born_on=BORN,
        identifiers=(IdentifierGiven("nhs", NHS), IdentifierGiven("la_child_id", "LC-8841")),
        addresses=(AddressGiven("14 Riverbank Terrace\nExampleton", "ZZ1 1EU"),),
    )
    actions.rename(
        person=child, by=a_recorder(), on=None, given="Addie", family="Plumley", kind="alias"
    )
    for n in range(12):
        a_child(f"Bystander{n} Othername", born_on=date(2018, 1, n + 1))
    return child


def found(user, text, **more):
    return [hit.line.id for hit in find(user, text, **more).hits]


@pytest.mark.parametrize(
    "text",
    [
        "Adelaide Featherstone",
        "featherstone adelaide",
        "Adelade Fetherstone",
        "Adeliade Featherston",
        "adelaide",
        "Feathersto",
        "Addie Plumley",
        "plumly",
        "14/03/2019",
        "14 March 2019",
        "2019-03-14",
        "adelaide 14/3/2019",
        "Featherstone 14.03.19",
        "943 476 5919",
        "9434765919",
        "LC-8841",
        "lc8841",
        "ZZ1 1EU",
        "zz11eu",
        "Riverbank Terrace",
        "14 riverbank terace",
        "adelaide riverbank",
    ],
)
def test_a_child_is_found_by_what_is_remembered(searcher, ada, text):
    assert found(searcher, text)[0] == ada.pk


def test_a_child_is_found_by_the_reference(searcher, ada):
    assert found(searcher, ada.ref.lower()) == [ada.pk]


@pytest.mark.parametrize("text", ["", "   ", "Zebedee Quux", "01/01/1999", "0000000000", "%'\"*"])
def test_nothing_is_found_where_there_is_nothing(searcher, ada, text):
    assert found(searcher, text) == []


def test_a_two_letter_name_is_found(searcher):
    child = a_child("Bo Li")
    a_child("Bonnie Lister")
    assert found(searcher, "Bo Li")[0] == child.pk
    assert trigrams("li") == [" li", "li "]


def test_accents_and_apostrophes_do_not_matter(searcher):
    child = a_child("Zoë O’Shaughnessy")
    assert found(searcher, "zoe oshaughnessy") == [child.pk]


def test_day_and_month_the_other_way_round_still_finds(searcher):
    child = a_child("Mabel Ortega", born_on=date(2019, 4, 3))
    assert found(searcher, "Mabel Ortega 4/3/2019") == [child.pk]


def test_a_former_name_finds_and_a_withdrawn_one_does_not(searcher):
    child = a_child("Ottoline Quince")
    row = actions.rename(
        person=child, by=a_recorder(), on=date(2026, 5, 1), given="Ottoline", family="Marchbanks"
    )
    assert found(searcher, "Ottoline Quince") == [child.pk]
    actions.withdraw_fact(row=row, by=a_recorder(), reason="another child")
    assert found(searcher, "Marchbanks") == []


def test_an_unborn_child_is_found_by_the_expected_date(searcher):
    child = an_unborn(expected_on=date(2026, 7, 3))
    assert child.pk in found(searcher, "3 July 2026")


def test_other_names_are_shown_beside_the_one_gone_by(searcher, ada):
    [hit] = find(searcher, "plumley").hits
    assert hit.also == "Addie Plumley"


def test_a_confidential_address_is_not_a_way_to_a_child(searcher):
    child = a_child("Ivy Hidden")
    told = AddressGiven("9 Secret Mews", "ZZ9 9ZZ", confidential=True)
    actions.move_address(person=child, by=a_recorder(), on=None, address=told)
    assert found(searcher, "Secret Mews") == []
    assert found(searcher, "ZZ9 9ZZ") == []


def test_the_scope_comes_before_the_limit(searcher):
    elsewhere = an_authority("998")
    for _ in range(30):
        a_child("Common Name", authority=elsewhere)
    mine = a_child("Common Name")
    result = find(searcher, "Common Name", limit=5)
    assert [hit.line.id for hit in result.hits] == [mine.pk]
    assert not result.more


def test_another_authoritys_people_are_not_found(searcher):
    child = a_child("Wanda Faraway", authority=an_authority("998"), born_on=BORN)
    for text in ("Wanda Faraway", "14/03/2019", child.ref):
        assert found(searcher, text) == []


def test_without_the_permission_nobody_is_found(ada):
    assert found(a_user("analyst"), "Adelaide Featherstone") == []


@contextmanager
def told_of_sealed():
    heard = []
    on_sealed_match.add("a test", lambda matches, user: heard.extend((m, user) for m in matches))
    try:
        yield heard
    finally:
        del on_sealed_match._items["a test"]


def shut(child, level, **more):
    restrict(
        person=child,
        level=level,
        reason="in danger",
        custodian=a_worker("Cass Todian", **more),
        by=a_recorder(),
        on=date(2026, 6, 1),
    )


@pytest.mark.parametrize(
    "text", ["Adelaide Featherstone 14/3/2019", NHS, "LC-8841", "Addie Plumley 14 March 2019"]
)
def test_an_exact_match_on_a_restricted_record_says_only_whom_to_ask(searcher, ada, text):
    shut(ada, "restricted")
    result = find(searcher, text)
    assert ada.pk not in [hit.line.id for hit in result.hits]
    assert [hit.words for hit in result.restricted] == ["Restricted: ask Cass Todian"]


@pytest.mark.parametrize(
    "text",
    [
        "Adelaide Featherstone",
        "Featherstone 14/3/2019",
        "Adelade Fetherstone 14/3/2019",
        "14/03/2019",
        "ZZ1 1EU",
        "14 Riverbank Terrace",
        "9434765918",
        "Adelaide Featherstone 14/3/2019 Riverbank",
        "Adelaide Addie Featherstone 14/3/2019",
        "Adelaide Featherstone 13/3/2019 14/3/2019",
    ],
)
def test_anything_less_than_exact_says_nothing_of_a_restricted_record(searcher, ada, text):
    shut(ada, "restricted")
    result = find(searcher, text)
    assert ada.pk not in [hit.line.id for hit in result.hits]
    assert result.restricted == []


def test_another_authoritys_restricted_record_is_not_hinted_at(searcher):
    child = a_child("Wanda Faraway", authority=an_authority("998"), born_on=BORN)
    shut(child, "restricted")
    result = find(searcher, "Wanda Faraway 14/3/2019")
    assert (result.hits, result.restricted) == ([], [])


def test_a_sealed_record_is_silent_to_the_searcher_and_told_to_its_keepers(searcher, ada):
    shut(ada, "sealed")
    with told_of_sealed() as heard:
        result = find(searcher, "Adelaide Featherstone 14/3/2019")
        nothing = find(searcher, "Adelaide Featherstone 15/3/2017")
    assert (result.hits, result.restricted, result.more) == ([], [], False)
    assert nothing.hits == []
    assert [(match.person_id, match.where, user) for match, user in heard] == [
        (ada.pk, "search", searcher)
    ]


def test_the_custodian_finds_their_own_restricted_record(ada):
    keeper = a_user("social_worker")
    shut(ada, "sealed", user=keeper)
    with told_of_sealed() as heard:
        assert found(keeper, "Adelaide Featherstone 14/3/2019") == [ada.pk]
    assert heard == []


def test_what_is_typed_is_taken_apart():
    asked = understood("Ada Lee 14/3/2019 943 476 5919 KT1 1EU")
    assert asked.dates == (BORN,)
    assert "9434765919" in asked.numbers
    assert asked.words == ("ada", "lee", "kt1", "1eu")
    assert understood("31/02/2019").dates == ()
    assert understood("x " * 500).words == ("x",)
