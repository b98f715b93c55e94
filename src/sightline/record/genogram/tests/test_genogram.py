"""The genogram draws whom the reader may see and nobody else, and its table says the same."""

from datetime import date

import pytest

from sightline.people.households.actions import join_household, open_household
from sightline.people.persons import actions as facts
from sightline.people.relationships.actions import relate
from sightline.people.restriction.actions import restrict
from sightline.people.testing import a_child, a_recorder, a_user, a_worker, an_adult
from sightline.record.genogram.drawing import drawn
from sightline.record.genogram.family import family

pytestmark = pytest.mark.django_db
MAY = date(2026, 5, 6)


@pytest.fixture
def here():
    """Ada with a mother, a father, a half-brother by another father, a grandmother and a friend."""
    by = a_recorder()
    people = {"ada": a_child("Ada Example", sex="F"), "ben": a_child("Ben Half", sex="M")}
    for name in ("Grace Mother", "Frank Father", "Oscar Otherfather", "Nan Gran", "Frida Friend"):
        people[name.partition(" ")[0].lower()] = an_adult(name)
    for one, other, kind in (
        ("ada", "grace", "mother"), ("ada", "frank", "father"), ("ben", "grace", "mother"),
        ("ben", "oscar", "father"), ("grace", "nan", "mother"), ("ada", "frida", "other"),
        ("grace", "frank", "partner"),
    ):
        relate(person=people[one], other=people[other], kind=kind, by=by, on=MAY,
               note="NOTE-MARKER")
    return people


def names(child, reader):
    found = family(child, reader)
    return {relative.line.display_name: relative for relative in found.people.values()}


@pytest.fixture
def night():
    return a_user("out_of_hours", name="Nia Night")


@pytest.mark.covers("S350")
def test_everybody_stands_in_their_generation(here, night):
    found = names(here["ada"], night)
    assert {name: one.generation for name, one in found.items()} == {
        "Ada Example": 0, "Ben Half": 0, "Grace Mother": -1, "Frank Father": -1,
        "Oscar Otherfather": -1, "Nan Gran": -2, "Frida Friend": None,
    }
    assert found["Ben Half"].words == "Half-brother"
    drawing = drawn(family(here["ada"], night))
    places = {(figure.x, figure.y) for figure in drawing.figures}
    assert len(places) == 7
    tops = {figure.relative.line.display_name: figure.y for figure in drawing.figures}
    assert tops["Nan Gran"] < tops["Grace Mother"] < tops["Ada Example"] < tops["Frida Friend"]
    across = sorted(figure.x for figure in drawing.figures if figure.relative.generation == -1)
    assert all(after - before >= 130 for before, after in zip(across, across[1:], strict=False))


def test_the_other_parent_of_a_half_brother_is_drawn_for_those_who_may_open_him(here):
    worker = a_user("social_worker")
    restrict(person=here["ada"], level="restricted", reason="x", custodian=a_worker(user=worker),
             by=a_recorder(), on=MAY)
    found = names(here["ada"], worker)
    assert "Ben Half" in found
    assert "Oscar Otherfather" not in found


@pytest.mark.parametrize(("level", "asked"), [("sealed", False), ("restricted", True)])
def test_nobody_kept_from_the_reader_is_on_the_page_in_any_way(here, night, client, level, asked):
    relate(person=here["frank"], other=an_adult("Zita Hidden"), kind="mother", by=a_recorder(),
           on=MAY)
    hidden = a_child("Yan Hidden")
    relate(person=hidden, other=here["frank"], kind="father", by=a_recorder(), on=MAY)
    for who in ("frank", "oscar"):
        restrict(person=here[who], level=level, reason="x", custodian=a_worker("Kay Keeper"),
                 by=a_recorder(), on=MAY)
    client.force_login(night)
    page = client.get(f"/child/{here['ada'].pk}/genogram/").content.decode()
    for word in ("Frank", "Oscar", here["frank"].ref, "NOTE-MARKER", "Hidden"):
        assert word not in page
    assert ("restricted, ask Kay Keeper" in page) is asked
    # without the father who is kept, the half-brother is a brother: his words tell nothing
    assert "Half-brother" not in page


def test_who_lives_with_the_child_is_shaded_and_no_address_is_told(
    here, night, client, django_assert_max_num_queries
):
    by = a_recorder()
    home = open_household(authority=here["ada"].authority, lines="1 Secret Row",
                          code="EX1 1AA", by=by, on=MAY)
    for who in ("ada", "grace"):
        join_household(household=home, person=here[who], by=by, on=MAY)
    facts.record_contact_point(person=here["grace"], by=by, on=MAY, kind="mobile",
                               value="07700 900123")
    assert names(here["ada"], night)["Grace Mother"].home
    client.force_login(night)
    client.get(f"/child/{here['ada'].pk}/genogram/")
    with django_assert_max_num_queries(15):
        page = client.get(f"/child/{here['ada'].pk}/genogram/").content.decode()
    assert page.count("gg-person--home") == 1
    assert "Secret Row" not in page
    assert "900123" not in page
    # the drawing and the table name the same people
    assert page.count("Nan Gran") == 2
