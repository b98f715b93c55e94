"""Who lives with a child is told, ended and put right on pages, and nobody kept is named there."""

from datetime import date

import pytest

from sightline.access.audit.models import Entry
from sightline.people.households.actions import household_at, join_household
from sightline.people.households.lookups import live_with
from sightline.people.households.models import Household, HouseholdMember
from sightline.people.matching.sealed import on_sealed_match
from sightline.people.persons.facts import Address
from sightline.people.relationships.actions import relate
from sightline.people.restriction.actions import restrict
from sightline.people.testing import a_child, a_recorder, a_user, a_worker, an_adult

pytestmark = pytest.mark.django_db
CAME, WENT = date(2025, 3, 1), date(2026, 2, 1)


@pytest.fixture
def front_door(client):
    """A client signed in at the front door."""
    client.user = a_user("front_door_worker")
    client.force_login(client.user)
    return client


def text(response):
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def day(name, value):
    return {f"{name}-day": value.day, f"{name}-month": value.month, f"{name}-year": value.year}


def shut(person, level):
    told = {"reason": "in danger", "custodian": a_worker("Cass Todian"), "on": date(2026, 6, 1)}
    restrict(person=person, level=level, by=a_recorder(), **told)


def live(*people, lines="4 Quarry Lane", code="ZZ4 4ZZ", on=CAME):
    """People who live together from a day."""
    home = household_at(
        authority=people[0].authority, lines=lines, code=code, by=a_recorder(), on=on
    )
    return [join_household(household=home, person=p, by=a_recorder(), on=on) for p in people]


def page_of(child):
    return f"/people/{child.pk}/households"


@pytest.mark.covers("S350")
def test_a_child_moves_and_leaves_the_old_home_on_the_same_day(front_door):
    child = a_child("Ada Example")
    [old] = live(child)
    told = {"lines": "9 Mill Row", "postcode": "zz9 9zz", "leaves": [old.pk], "home": "on"}
    moved = front_door.post(f"{page_of(child)}/new", told | day("on", WENT))
    assert moved["Location"] == page_of(child)
    page = text(front_door.get(page_of(child)))
    assert "9 Mill Row, ZZ9 9ZZ" in page
    assert "no longer lives here" in page
    left = HouseholdMember.objects.standing().get(household=old.household)
    assert left.until_on == WENT
    assert Address.objects.standing().filter(person=child, postcode="ZZ9 9ZZ").exists()


def test_leaving_a_home_has_a_day(front_door):
    child = a_child("Ada Example")
    [old] = live(child)
    told = {"lines": "9 Mill Row", "leaves": [old.pk]}
    page = text(front_door.post(f"{page_of(child)}/new", told))
    assert "Say on which day they left the other home" in page
    assert Household.objects.count() == 1


def test_one_of_the_family_moves_in(front_door):
    child, mother = a_child("Ada Example"), an_adult("Grace Example")
    relate(person=child, other=mother, kind="mother", by=a_recorder(), on=None)
    [stay] = live(child)
    where = f"{page_of(child)}/{stay.pk}/in"
    assert "Grace Example" in text(front_door.get(where))
    front_door.post(f"{where}?other={mother.pk}", day("on", WENT))
    assert live_with([child.pk]) == {mother.pk}
    page = text(front_door.get(page_of(child)))
    assert "1 February 2026" in page
    assert Entry.objects.filter(action="household.joined", child_id=mother.pk).count() == 1


def test_somebody_moves_out_from_a_day(front_door):
    child, mother = a_child("Ada Example"), an_adult("Grace Example")
    _, place = live(child, mother)
    where = f"{page_of(child)}/{place.pk}/right"
    assert "Say from which day" in text(front_door.post(where, {"how": "left"}))
    front_door.post(where, {"how": "left"} | day("on", WENT))
    assert live_with([child.pk]) == set()
    assert live_with([child.pk], date(2026, 1, 31)) == {mother.pk}


def test_a_correction_voids_the_wrong_row_and_puts_another_in_its_place(front_door):
    child = a_child("Ada Example")
    [place] = live(child)
    where = f"{page_of(child)}/{place.pk}/right"
    told = {"how": "corrected", "role": "", "reason": "wrong year"} | day("since_on", WENT)
    front_door.post(where, told)
    place.refresh_from_db()
    assert (place.superseded_because, place.since_on) == ("wrong year", CAME)
    assert HouseholdMember.objects.standing().get(person=child).since_on == WENT


def test_a_correction_that_ends_before_it_begins_is_refused_in_words(front_door):
    child = a_child("Ada Example")
    [place] = live(child)
    told = {"how": "corrected", "reason": "x"} | day("since_on", WENT) | day("until_on", CAME)
    page = text(front_door.post(f"{page_of(child)}/{place.pk}/right", told))
    assert "cannot have left before they came" in page
    place.refresh_from_db()
    assert place.superseded_at is None


def test_who_never_lived_there_is_withdrawn_with_a_reason(front_door):
    child, mother = a_child("Ada Example"), an_adult("Grace Example")
    _, place = live(child, mother)
    where = f"{page_of(child)}/{place.pk}/right"
    assert "Say what was wrong" in text(front_door.post(where, {"how": "withdrawn"}))
    front_door.post(where, {"how": "withdrawn", "reason": "another Grace"})
    assert "Grace Example" not in text(front_door.get(page_of(child)))


def test_a_wrong_address_is_put_right_for_everybody_shown(front_door):
    child, mother = a_child("Ada Example"), an_adult("Grace Example")
    stay, _ = live(child, mother)
    told = {"lines": "40 Quarry Lane", "postcode": "ZZ4 4ZZ", "reason": "a 0 was lost"}
    front_door.post(f"{page_of(child)}/{stay.pk}/address", told)
    page = text(front_door.get(page_of(child)))
    assert "40 Quarry Lane" in page
    assert "Grace Example" in page
    assert ">4 Quarry Lane" not in page


def test_a_home_nobody_asked_about_says_so(front_door):
    assert "Not asked" in text(front_door.get(page_of(a_child())))


def test_who_came_after_the_child_had_left_is_not_shown(front_door):
    child, stranger = a_child("Ada Example"), an_adult("Zed Later")
    [place] = live(child)
    front_door.post(f"{page_of(child)}/{place.pk}/right", {"how": "left"} | day("on", WENT))
    live(stranger, on=date(2026, 3, 1))
    assert "Zed Later" not in text(front_door.get(page_of(child)))


@pytest.mark.parametrize("level", ["restricted", "sealed"])
def test_a_kept_member_of_a_household_is_neither_shown_nor_moved(front_door, level):
    child, mother = a_child("Ada Example"), an_adult("Grace Markerly")
    stay, place = live(child, mother)
    shut(mother, level)
    assert "Markerly" not in text(front_door.get(page_of(child)))
    where = f"{page_of(child)}/{place.pk}"
    assert front_door.post(f"{where}/right", {"how": "left"}).status_code == 404
    assert front_door.get(f"{where}/in").status_code == 404
    assert front_door.get(f"{page_of(child)}/{stay.pk}/in?other={mother.pk}").status_code == 404
    told = {"lines": "40 Quarry Lane", "reason": "x"}
    front_door.post(f"{page_of(child)}/{stay.pk}/address", told)
    place.refresh_from_db()
    assert place.superseded_at is None


@pytest.mark.parametrize("level", ["restricted", "sealed"])
def test_an_address_where_a_kept_person_lives_tells_nothing_and_its_keeper_hears(front_door, level):
    child, other = a_child("Ada Example"), a_child("Sel Markerly")
    live(other, lines="4 Quarry Lane, Marker Refuge")
    shut(other, level)
    heard = []
    on_sealed_match.add("a test", lambda matches, user: heard.extend(matches))
    try:
        front_door.post(f"{page_of(child)}/new", {"lines": "4 Quarry Lane", "postcode": "ZZ44ZZ"})
    finally:
        del on_sealed_match._items["a test"]
    page = text(front_door.get(page_of(child)))
    assert "Marker" not in page
    assert live_with([child.pk]) == set()
    assert [match.person_id for match in heard] == [other.pk]


def test_the_place_of_a_stranger_is_not_put_right_from_here(front_door):
    child, stranger = a_child("Ada Example"), an_adult("Zed Stranger")
    live(child)
    [place] = live(stranger, lines="1 Far Away", code="ZZ1 1ZZ")
    assert front_door.get(f"{page_of(child)}/{place.pk}/right").status_code == 404


def siblings(client, child):
    return text(client.get(f"/people/{child.pk}/siblings"))


@pytest.mark.covers("S350")
def test_brothers_and_sisters_say_how_the_record_knows_them_and_where_they_live(front_door):
    child, brother = a_child("Ada Example"), a_child("Bob Example")
    mother = an_adult("Grace Example")
    for one in (child, brother):
        relate(person=one, other=mother, kind="mother", by=a_recorder(), on=None)
    live(child, brother)
    page = siblings(front_door, child)
    assert "Brother or sister, one parent shared, the other not known" in page
    assert "Lives with this child" in page


@pytest.mark.parametrize(("level", "said"), [("restricted", True), ("sealed", False)])
def test_a_kept_sibling_is_not_named_in_the_group(front_door, level, said):
    child, brother = a_child("Ada Example"), a_child("Bob Markerly")
    relate(person=child, other=brother, kind="sibling", by=a_recorder(), on=None)
    shut(brother, level)
    page = siblings(front_door, child)
    assert "Markerly" not in page
    assert ("restricted, ask Cass Todian" in page) is said


def test_the_words_for_a_brother_do_not_tell_of_a_sealed_parent(front_door):
    child, brother = a_child("Ada Example"), a_child("Bob Example")
    mother, father = an_adult("Grace Example"), an_adult("Fred Markerly", sex="M")
    for one in (child, brother):
        relate(person=one, other=mother, kind="mother", by=a_recorder(), on=None)
        relate(person=one, other=father, kind="father", by=a_recorder(), on=None)
    assert "both parents shared" in siblings(front_door, child)
    shut(father, "sealed")
    page = siblings(front_door, child)
    assert "both parents shared" not in page
    assert "one parent shared, the other not known" in page


@pytest.mark.parametrize("level", ["restricted", "sealed"])
def test_a_brother_found_only_through_a_parent_who_is_kept_is_not_in_the_group(front_door, level):
    child, half = a_child("Ada Example"), a_child("Bob Markerly")
    whole, kept = a_child("Cy Example"), a_child("Dan Example")
    mother, father = an_adult("Grace Example"), an_adult("Fred Example", sex="M")
    for one in (child, half, whole, kept):
        relate(person=one, other=father, kind="father", by=a_recorder(), on=None)
    for one in (child, whole):
        relate(person=one, other=mother, kind="mother", by=a_recorder(), on=None)
    shut(kept, "restricted")
    page = siblings(front_door, child)
    assert "Markerly" in page
    assert "restricted, ask Cass Todian" in page
    shut(father, level)
    page = siblings(front_door, child)
    assert "Cy Example" in page
    assert "Markerly" not in page
    assert "restricted, ask" not in page


def test_the_household_page_takes_few_queries(front_door, django_assert_max_num_queries):
    child = a_child("Ada Example")
    live(child, an_adult("Grace Example"), a_child("Bob Example"))
    with django_assert_max_num_queries(40):
        front_door.get(page_of(child))
