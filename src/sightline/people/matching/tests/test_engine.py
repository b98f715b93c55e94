"""Every way of finding words finds the same person, and only within the scope."""

import pytest
from django.db import connection

from sightline.people.matching import engine
from sightline.people.matching.scope import scope_of
from sightline.people.persons import index
from sightline.people.testing import a_child, a_user, an_authority

pytestmark = pytest.mark.django_db


def test_without_trigrams_the_beginnings_and_ends_of_words_find():
    child = a_child("Adelaide Featherstone")
    a_child("Bystander Othername")
    scope = scope_of(a_user("front_door_worker"))
    assert engine._by_beginnings(["adelade"], scope, 10) == [child.pk]
    assert engine._by_beginnings(["xx", "peatherstone"], scope, 10) == [child.pk]
    assert engine._by_beginnings(["zzz"], scope, 10) == []


@pytest.mark.parametrize("way", [engine.alike, engine.likely, engine._by_beginnings])
def test_every_way_keeps_to_the_scope_and_the_limit(way):
    for _ in range(5):
        a_child("Common Name", authority=an_authority("998"))
    mine = [a_child("Common Name").pk for _ in range(3)]
    scope = scope_of(a_user("front_door_worker"))
    assert set(way(["common"], scope, 10)) == set(mine)
    assert len(way(["common"], scope, 2)) == 2


def test_nobody_is_found_without_an_authority():
    a_child("Common Name")
    assert engine.alike(["common"], scope_of(a_user()), 10) == []
    assert engine.likely(["common"], scope_of(a_user()), 10) == []


def test_a_word_is_taken_for_what_it_is_and_never_for_a_command():
    scope = scope_of(a_user("front_door_worker"))
    assert engine.alike(['"); drop', "or", "near"], scope, 10) == []
    assert engine.likely(['"); drop', "or", "near", "100%", "names:"], scope, 10) == []
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM persons_search")
        assert cursor.fetchone() == (0,)


@pytest.mark.parametrize("typed", [
    ["common", "name"], ["comon", "name"], ["nme", "common"], ["common", "elsewise", "name"],
    ["common", "quite"], ["commo"], ["comnon"],
])
def test_a_person_is_found_however_the_words_resemble_theirs(typed):
    child = a_child("Common Name")
    a_child("Bystander Othername")
    scope = scope_of(a_user("front_door_worker"))
    assert child.pk in engine.likely(typed, scope, 10)


def test_a_name_comes_before_those_who_live_in_a_street_called_so():
    from sightline.people.persons.bulk import AddressGiven

    named = a_child("Ada Mill")
    for n in range(30):
        a_child(f"Lark{n} Ness", addresses=(AddressGiven(f"{n} Mill Lane", "ZZ1 1ZZ"),))
    scope = scope_of(a_user("front_door_worker"))
    assert engine.likely(["mill"], scope, 25)[0] == named.pk


def test_a_word_that_somebody_no_longer_bears_does_not_find_them():
    child = a_child("Common Name")
    scope = scope_of(a_user("front_door_worker"))
    child.names.update(given="Rarely", family="Other")
    index.refresh([child.pk])
    assert engine.likely(["common", "name"], scope, 10) == []
    assert engine.likely(["rarely"], scope, 10) == [child.pk]


@pytest.mark.parametrize("typed", [["col"], ["mar"], ["marrowby"], ["marowbay"]])
def test_the_beginning_of_a_name_is_enough(typed):
    children = [a_child(f"Colm Marrow{end}") for end in ("bay", "by", "field", "gate", "ton")]
    scope = scope_of(a_user("front_door_worker"))
    found = engine.likely(typed, scope, 10)
    assert set(found) & {child.pk for child in children}
    if len(typed[0]) == 3:
        assert set(found) == {child.pk for child in children}
