"""A life is one record, from before birth until death."""

from contextlib import contextmanager
from datetime import date

import pytest

from sightline.people.persons import actions
from sightline.people.persons.facts import Name
from sightline.people.persons.given import FactRefused, NameGiven
from sightline.people.persons.milestones import on_milestone
from sightline.people.persons.person import Life
from sightline.people.persons.summary import line_of
from sightline.people.testing import a_child, a_recorder, an_adult, an_unborn

pytestmark = pytest.mark.django_db
DUE = date(2026, 7, 3)


@contextmanager
def listening():
    heard = []
    on_milestone.add("a test", lambda told, by: heard.extend(told))
    try:
        yield heard
    finally:
        del on_milestone._items["a test"]


def test_an_unborn_child_is_named_after_the_mother_and_has_no_sex_yet():
    child = an_unborn(an_adult("Grace Example"), expected_on=DUE)
    assert child.display_name == "Baby of Grace Example"
    assert child.sex == "U"
    assert child.unborn
    assert line_of(child).age == "Unborn, due 3 July 2026"


def test_a_birth_keeps_the_same_person():
    child = an_unborn(expected_on=DUE)
    actions.register_birth(
        person=child,
        by=a_recorder(),
        on=date(2026, 6, 9),
        name=NameGiven("Ada", "Example"),
        sex="F",
    )
    assert (child.display_name, child.sex) == ("Ada Example", "F")
    assert (child.born_on, child.expected_on) == (date(2026, 6, 9), DUE)
    assert not child.unborn
    unborn_name = Name.objects.standing().in_force(date(2026, 6, 8)).get(person=child)
    assert unborn_name.given.startswith("Baby of")


def test_a_birth_with_no_name_yet_keeps_the_old_one():
    child = an_unborn(expected_on=DUE)
    actions.register_birth(person=child, by=a_recorder(), on=date(2026, 6, 9))
    assert child.display_name.startswith("Baby of")


def test_the_floors_above_hear_of_every_milestone():
    with listening() as heard:
        child = an_unborn(expected_on=DUE)
        actions.expect(person=child, by=a_recorder(), on=date(2026, 6, 1), expected_on=DUE)
        actions.register_birth(person=child, by=a_recorder(), on=date(2026, 6, 9))
        actions.record_death(person=child, by=a_recorder(), on=date(2026, 6, 10))
    told = [(one.kind, one.on, one.for_on) for one in heard if one.person_id == child.pk]
    assert told == [
        ("expected", date(2026, 6, 10), DUE),
        ("expected", date(2026, 6, 1), DUE),
        ("born", date(2026, 6, 9), DUE),
        ("died", date(2026, 6, 10), None),
    ]


def test_the_end_of_a_pregnancy_is_said_as_what_it_is():
    child = an_unborn(expected_on=DUE)
    with listening() as heard:
        actions.end_pregnancy(person=child, by=a_recorder(), on=date(2026, 6, 1))
    assert line_of(child).age == "Pregnancy ended 1 June 2026"
    assert [one.kind for one in heard] == ["pregnancy_ended"]


def test_a_death_recorded_of_the_wrong_person_is_taken_back():
    child = a_child()
    actions.record_death(person=child, by=a_recorder(), on=date(2026, 6, 1))
    with listening() as heard:
        actions.correct_life(
            person=child, by=a_recorder(), reason="wrong child", changes={"died_on": None}
        )
    assert child.died_on is None
    assert [(one.kind, one.what, one.on) for one in heard] == [
        ("withdrawn", "died", date(2026, 6, 1))
    ]
    assert Life.objects.filter(person=child).count() == 3


def test_a_correction_of_a_date_of_birth_needs_a_reason():
    with pytest.raises(FactRefused):
        actions.correct_life(person=a_child(), by=a_recorder(), reason="", changes={})


def test_a_listener_that_fails_undoes_the_record():
    child = a_child()

    def fails(told, by):
        raise RuntimeError("the clocks could not be ended")

    on_milestone.add("failing", fails)
    try:
        with pytest.raises(RuntimeError):
            actions.record_death(person=child, by=a_recorder(), on=date(2026, 6, 1))
    finally:
        del on_milestone._items["failing"]
    child.refresh_from_db()
    assert child.died_on is None
