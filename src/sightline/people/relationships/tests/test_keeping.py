"""What is kept from a named person, and who must keep away, stand as dated facts."""

from datetime import date

import pytest

from sightline.people.persons.actions import move_address, record_contact_point
from sightline.people.persons.given import AddressGiven, FactRefused
from sightline.people.relationships.actions import end_keeping, limit_contact, withhold
from sightline.people.relationships.keeping import concerns, kept_words, limits_on, withheld
from sightline.people.testing import a_child, a_recorder, an_adult

DAY = date(2026, 6, 1)


@pytest.fixture
def family(db):
    child, mother, father = a_child("Ana Reed"), an_adult("Dana Reed"), an_adult("Rob Reed")
    for person in (child, mother):
        move_address(
            person=person, by=a_recorder(), on=DAY,
            address=AddressGiven("12 Hill Road, Seaborough", "ZZ1 2AB"),
        )
    record_contact_point(
        person=mother, by=a_recorder(), on=DAY, kind="mobile", value="07700 900 123"
    )
    return child, mother, father


def kept_from(person, *people):
    rows = [row for row in withheld(p.pk for p in people) if concerns(row, person.pk, "")]
    return kept_words([p.pk for p in people], rows, confidential=False)


def test_an_address_kept_from_one_person_is_known_in_any_text_that_gives_it_away(family):
    child, mother, father = family
    withhold(person=child, what="address", by=a_recorder(), on=DAY, from_person=father)
    kept = kept_from(father, child, mother)
    for text in ("Visits at 12, Hill Road.", "He knows ZZ12AB", "the house (zz1 2ab)"):
        assert kept.names_place(text), text
    assert not kept.names_place("Visits at 112 Hill Road.")
    assert not kept_from(mother, child, mother).names_place("Visits at 12, Hill Road.")


def test_the_next_address_is_kept_too(family):
    child, mother, father = family
    withhold(person=child, what="address", by=a_recorder(), on=DAY, from_person=father)
    move_address(
        person=child, by=a_recorder(), on=DAY, address=AddressGiven("The Refuge", "ZZ9 9ZZ")
    )
    assert kept_from(father, child, mother).names_place("now at ZZ9 9ZZ")


def test_a_telephone_number_kept_is_known_however_it_is_spaced(family):
    child, mother, father = family
    withhold(person=mother, what="phone", by=a_recorder(), on=DAY, from_person=father)
    assert kept_from(father, child, mother).names_number("ring 0770 0900123 first")


def test_a_limit_holds_until_the_day_it_ends_and_is_about_one_person(family):
    child, mother, father = family
    row = limit_contact(
        person=child, kind="no_contact", by=a_recorder(), on=DAY, other_name="Rob Reed"
    )
    assert concerns(limits_on([child.pk])[0], None, "rob reed")
    assert not concerns(limits_on([child.pk])[0], None, "Bob Reed")
    end_keeping(row=row, by=a_recorder(), on=date(2026, 6, 9))
    assert limits_on([child.pk], date(2026, 6, 8))
    assert not limits_on([child.pk], date(2026, 6, 9))


def test_it_is_kept_from_one_person_or_one_name(family):
    with pytest.raises(FactRefused, match="one person of the record, or one name"):
        withhold(person=family[0], what="address", by=a_recorder(), on=DAY)
