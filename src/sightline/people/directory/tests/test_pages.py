"""People are found, recorded and put right on pages that work without JavaScript."""

from datetime import date

import pytest
from django.urls import reverse

from sightline.access.audit.models import Entry
from sightline.people.matching.sealed import on_sealed_match
from sightline.people.persons.actions import move_address
from sightline.people.persons.bulk import AddressGiven, IdentifierGiven
from sightline.people.persons.facts import Address, Hazard, Name
from sightline.people.persons.identity import Ethnicity
from sightline.people.persons.person import Person
from sightline.people.relationships.actions import relate
from sightline.people.relationships.models import Relationship
from sightline.people.restriction.actions import restrict
from sightline.people.testing import a_child, a_recorder, a_user, a_worker, an_adult, an_unborn

pytestmark = pytest.mark.django_db
BORN = date(2019, 3, 14)


@pytest.fixture
def front_door(client):
    """A client signed in at the front door."""
    user = a_user("front_door_worker")
    client.force_login(user)
    client.user = user
    return client


@pytest.fixture
def elsewhere(client):
    """A client signed in as a social worker with no grounds at all."""
    client.force_login(a_user("social_worker"))
    return client


def text(response):
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def day(name, value):
    return {f"{name}-day": value.day, f"{name}-month": value.month, f"{name}-year": value.year}


def shut(child, level="restricted"):
    restrict(
        person=child,
        level=level,
        reason="in danger",
        custodian=a_worker("Cass Todian"),
        by=a_recorder(),
        on=date(2026, 6, 1),
    )


NEW = {"kind": "child", "given": "Adelade", "family": "Fetherstone", "sex": "F"}


def test_a_record_is_made_only_after_looking(front_door):
    a_child("Adelaide Featherstone", born_on=BORN)
    told = NEW | day("born_on", BORN)
    page = text(front_door.post("/people/new", told | {"step": "create"}))
    assert "Same date of birth and similar name" in page
    assert Person.objects.count() == 1
    made = front_door.post("/people/new", told | {"step": "create", "looked": "yes"})
    person = Person.objects.order_by("-pk").first()
    assert made.status_code == 302
    assert made["Location"] == reverse("person", kwargs={"child_id": person.pk})
    assert (person.display_name, person.born_on) == ("Adelade Fetherstone", BORN)
    assert person.recorded_by == front_door.user


def test_a_new_record_that_meets_a_sealed_one_goes_on_and_its_keepers_are_told(front_door):
    sealed = a_child("Adelaide Featherstone", born_on=BORN)
    shut(sealed, "sealed")
    heard = []
    on_sealed_match.add("a test", lambda matches, user: heard.extend(matches))
    told = NEW | day("born_on", BORN)
    try:
        page = text(front_door.post("/people/new", told | {"step": "look"}))
        made = front_door.post("/people/new", told | {"step": "create", "looked": "yes"})
    finally:
        del on_sealed_match._items["a test"]
    assert "Nobody like this is recorded yet" in page
    assert made.status_code == 302
    assert {(match.person_id, match.where) for match in heard} == {
        (sealed.pk, "new record"),
        (sealed.pk, "record created"),
    }


def test_the_maker_of_a_record_may_open_it_that_day(elsewhere):
    told = NEW | day("born_on", BORN) | {"step": "create", "looked": "yes"}
    made = elsewhere.post("/people/new", told)
    assert "Adelade Fetherstone" in text(elsewhere.get(made["Location"]))


def test_an_unborn_child_is_recorded_of_a_mother(front_door):
    mother = an_adult("Grace Example")
    told = {"kind": "unborn", "step": "create", "looked": "yes"} | day(
        "expected_on", date(2026, 7, 3)
    )
    front_door.post(f"/people/new?mother={mother.pk}", told)
    row = Relationship.objects.get(kind="mother", other=mother)
    assert row.person.display_name == "Baby of Grace Example"


def test_an_unborn_child_needs_an_expected_date(front_door):
    page = text(front_door.post("/people/new", {"kind": "unborn", "step": "look"}))
    assert "Give the expected date" in page


def test_the_way_back_stays_in_the_house(front_door):
    told = NEW | {"step": "create", "looked": "yes"}
    made = front_door.post("/people/new?next=https://elsewhere.example/", told)
    assert made["Location"].startswith("/people/")
    made = front_door.post("/people/new?next=/contact/new", told)
    assert made["Location"].startswith("/contact/new?person=")


def test_a_childs_page_needs_grounds_and_leaves_a_trace(front_door):
    child = a_child()
    text(front_door.get(f"/people/{child.pk}/"))
    entry = Entry.objects.get(action="read", child_id=child.pk)
    assert entry.user_id == front_door.user.pk
    front_door.force_login(a_user("social_worker"))
    assert front_door.get(f"/people/{child.pk}/").status_code == 403


def test_every_section_says_something_even_where_nothing_was_asked(front_door):
    child = a_child()
    page = text(front_door.get(f"/people/{child.pk}/"))
    assert page.count("Not asked") >= 6
    assert f'href="/people/{child.pk}/ethnicity"' in page
    assert "None recorded" in page


@pytest.mark.parametrize(
    "section",
    [
        "name",
        "address",
        "identifier",
        "sex",
        "gender",
        "ethnicity",
        "religion",
        "language",
        "disability",
        "contact",
        "hazard",
        "expected",
        "birth",
        "pregnancy-ended",
        "death",
    ],
)
def test_every_section_has_its_page(front_door, section):
    child = an_unborn(expected_on=date(2026, 7, 3))
    page = text(front_door.get(f"/people/{child.pk}/{section}"))
    assert "<form" in page
    assert 'method="post"' in page


def test_an_unknown_section_is_not_found(front_door):
    assert front_door.get(f"/people/{a_child().pk}/shoes").status_code == 404


def test_a_new_name_is_told_on_its_page(front_door):
    child = a_child("Ada Example")
    told = {"kind": "legal", "given": "Ada", "family": "Newname"} | day("on", date(2026, 3, 1))
    assert front_door.post(f"/people/{child.pk}/name", told).status_code == 302
    child.refresh_from_db()
    assert child.display_name == "Ada Newname"
    assert "Ada Example" in text(front_door.get(f"/people/{child.pk}/"))


def test_neither_an_answer_nor_a_reason_is_asked_again_with_what_was_typed(front_door):
    child = a_child("Ada Example")
    page = text(front_door.post(f"/people/{child.pk}/religion", {"on-day": "31", "on-month": "2"}))
    assert "There is a problem" in page
    assert 'value="31"' in page
    page = text(front_door.post(f"/people/{child.pk}/ethnicity", {}))
    assert "say below why there is none" in page


def test_a_declined_answer_is_an_answer(front_door):
    child = a_child("Ada Example")
    front_door.post(f"/people/{child.pk}/ethnicity", {"absence": "declined"})
    assert Ethnicity.objects.get(person=child).absence == "declined"
    assert "Declined" in text(front_door.get(f"/people/{child.pk}/"))


def test_a_hazard_is_saved_though_nobody_said_whether_the_person_was_told(front_door):
    child = a_child()
    front_door.post(f"/people/{child.pk}/hazard", {"kind": "animal", "detail": "Dog in the yard."})
    assert Hazard.objects.get(person=child).detail == "Dog in the yard."
    page = text(front_door.get(f"/people/{child.pk}/"))
    assert "Not yet said whether the person was told" in page


def test_a_birth_is_registered_on_its_page(front_door):
    child = an_unborn(expected_on=date(2026, 7, 3))
    told = {"given": "Ada", "family": "Example", "sex": "F"} | day("on", date(2026, 6, 9))
    assert front_door.post(f"/people/{child.pk}/birth", told).status_code == 302
    child.refresh_from_db()
    assert (child.display_name, child.born_on) == ("Ada Example", date(2026, 6, 9))


def test_a_name_recorded_by_mistake_is_withdrawn_with_a_reason(front_door):
    child = a_child("Ada Example")
    row = Name.objects.get(person=child)
    where = f"/people/{child.pk}/put-right/name/{row.pk}"
    assert "Say what was wrong" in text(front_door.post(where, {"how": "withdrawn"}))
    front_door.post(where, {"how": "withdrawn", "reason": "another child's"})
    row.refresh_from_db()
    assert row.superseded_because == "another child's"
    child.refresh_from_db()
    assert child.display_name == "Name not known"


def test_another_childs_row_cannot_be_put_right_from_here(front_door):
    child, other = a_child(), a_child()
    row = Name.objects.get(person=other)
    where = f"/people/{child.pk}/put-right/name/{row.pk}"
    assert front_door.get(where).status_code == 404


@pytest.mark.parametrize("level", ["restricted", "sealed"])
def test_a_tie_to_a_kept_relative_is_neither_found_nor_ended_by_its_number(front_door, level):
    child, brother = a_child("Ada Example"), a_child("Bob Example")
    tie = relate(person=child, other=brother, kind="sibling", by=a_recorder(), on=None)
    shut(brother, level)
    where = f"/people/{child.pk}/put-right/relationship/{tie.pk}"
    assert front_door.get(where).status_code == 404
    assert front_door.post(where, {"how": "withdrawn", "reason": "guess"}).status_code == 404
    assert Relationship.objects.standing().filter(pk=tie.pk).exists()


@pytest.mark.parametrize("odd", ["nowhere", "people", "a b", "?x=1"])
def test_an_odd_way_on_does_not_lose_the_person_just_recorded(front_door, odd):
    told = {"kind": "child", "given": "Zara", "family": "Quux", "looked": "yes", "step": "create"}
    answer = front_door.post("/people/new", told | {"next": odd})
    assert answer["Location"] == f"/people/{Person.objects.get(display_name='Zara Quux').pk}/"


def test_a_relationship_is_told_from_the_childs_page(front_door):
    child, father = a_child("Ada Example"), an_adult("Fred Example", sex="M")
    where = f"/people/{child.pk}/relate"
    assert "Fred Example" in text(front_door.get(where, {"q": "fred example"}))
    told = {"kind": "father", "responsibility": "registered"}
    front_door.post(f"{where}?other={father.pk}", told)
    page = text(front_door.get(f"/people/{child.pk}/"))
    assert "Father:" in page
    assert "Parental responsibility" in page


def family(client):
    child, mother = a_child("Ada Example"), an_adult("Grace Example")
    relate(person=child, other=mother, kind="mother", by=a_recorder(), on=None)
    return child, mother


def test_an_adult_of_the_family_is_read_through_the_child(front_door):
    child, mother = family(front_door)
    told = AddressGiven("9 Secret Mews", "ZZ9 9ZZ", confidential=True)
    move_address(person=mother, by=a_recorder(), on=None, address=told)
    page = text(front_door.get(f"/people/{child.pk}/family/{mother.pk}/"))
    assert "Grace Example" in page
    assert "Secret Mews" not in page
    read = Entry.objects.filter(action="read", child_id=mother.pk, page="person_relative")
    assert read.count() == 1


def test_another_child_is_never_read_through_a_sibling(front_door):
    child, _ = family(front_door)
    brother = a_child("Bob Example")
    relate(person=child, other=brother, kind="sibling", by=a_recorder(), on=None)
    assert front_door.get(f"/people/{child.pk}/family/{brother.pk}/").status_code == 404


def test_a_brother_whose_age_nobody_knows_is_no_adult(front_door):
    child, _ = family(front_door)
    brother = a_child("Bob Example", born_on=None)
    relate(person=child, other=brother, kind="sibling", by=a_recorder(), on=None)
    where = f"/people/{child.pk}/family/{brother.pk}/"
    assert front_door.get(where).status_code == 404
    assert where not in text(front_door.get(f"/people/{child.pk}/"))


def test_a_stranger_is_never_read_through_a_child(front_door):
    child, _ = family(front_door)
    assert front_door.get(f"/people/{child.pk}/family/{an_adult().pk}/").status_code == 404


@pytest.mark.parametrize(("level", "said"), [("restricted", True), ("sealed", False)])
def test_a_kept_relative_is_not_named_on_the_childs_page(front_door, level, said):
    child, mother = family(front_door)
    shut(mother, level)
    page = text(front_door.get(f"/people/{child.pk}/"))
    assert "Grace Example" not in page
    assert ("restricted, ask Cass Todian" in page) is said
    assert front_door.get(f"/people/{child.pk}/family/{mother.pk}/").status_code == 404


def test_a_relatives_address_is_told_from_the_childs_page(front_door):
    child, mother = family(front_door)
    told = {"kind": "home", "lines": "1 Road", "postcode": "zz11zz"}
    where = f"/people/{child.pk}/family/{mother.pk}/address"
    assert front_door.post(where, told).status_code == 302
    assert Address.objects.get(person=mother).postcode == "ZZ1 1ZZ"
    assert front_door.get(f"/people/{child.pk}/family/{mother.pk}/birth").status_code == 404


def test_a_page_that_may_be_of_two_records_says_so(front_door):
    nhs = (IdentifierGiven("nhs", "943 476 5919"),)
    child, twin = a_child("Ada Example", identifiers=nhs), a_child("Ada Exampel", identifiers=nhs)
    page = text(front_door.get(f"/people/{child.pk}/"))
    assert "There may be another record of this person" in page
    assert "Same NHS number" in page
    assert twin.ref in page


def test_a_childs_page_takes_few_queries(front_door, django_assert_max_num_queries):
    child, _ = family(front_door)
    with django_assert_max_num_queries(55):
        front_door.get(f"/people/{child.pk}/")
