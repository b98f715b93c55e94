"""A relationship told from one side is seen from both."""

from datetime import date

import pytest

from sightline.people.households.actions import household_at, join_household, leave_household
from sightline.people.households.lookups import households_of, live_with, members_of
from sightline.people.persons.given import FactRefused
from sightline.people.relationships import actions
from sightline.people.relationships.kinds import INVERSES, KINDS
from sightline.people.relationships.lookups import (
    related_ids,
    relations,
    responsibilities,
    sibling_group,
    sibling_groups,
)
from sightline.people.relationships.models import Relationship
from sightline.people.restriction.actions import restrict
from sightline.people.testing import (
    a_child,
    a_recorder,
    a_worker,
    an_adult,
    an_authority,
    an_unborn,
)

pytestmark = pytest.mark.django_db
ON = date(2020, 1, 1)


def relate(person, other, kind, **told):
    told.setdefault("on", ON)
    return actions.relate(person=person, other=other, kind=kind, by=a_recorder(), **told)


def seen(person, **when):
    return [(one.other.id, one.words) for one in relations(person.pk, **when)]


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_is_seen_from_both_sides(kind):
    one, other = a_child("One Example", sex="M"), an_adult("Other Example")
    relate(one, other, kind)
    assert seen(one) == [(other.pk, KINDS[kind].label)]
    assert seen(other) == [(one.pk, KINDS[kind].label_back("M"))]


@pytest.mark.parametrize("kind", sorted(INVERSES))
def test_every_kind_can_be_told_from_the_other_side(kind):
    elder, younger = an_adult(), a_child()
    relate(elder, younger, kind)
    row = Relationship.objects.get()
    assert (row.person_id, row.other_id) == (younger.pk, elder.pk)
    assert KINDS[row.kind].label_back("F") in dict(seen(elder)).values()


@pytest.mark.parametrize(("sex", "kind"), [("F", "mother"), ("M", "father"), ("U", "parent")])
def test_a_child_told_of_a_parent_makes_mother_father_or_parent(sex, kind):
    relate(an_adult(sex=sex), a_child(), "child")
    assert Relationship.objects.get().kind == kind


def test_telling_it_again_from_the_other_side_adds_nothing():
    mother, child = an_adult(), a_child()
    relate(child, mother, "mother")
    relate(mother, child, "child")
    brother = a_child("Bob Example", sex="M")
    relate(child, brother, "sibling")
    relate(brother, child, "sibling")
    assert Relationship.objects.count() == 2


def test_an_ended_relationship_is_kept_with_its_dates():
    child, carer = a_child(), an_adult()
    row = relate(child, carer, "foster_carer")
    actions.end_relationship(row=row, by=a_recorder(), on=date(2022, 1, 1))
    assert seen(child, on=date(2021, 1, 1)) == [(carer.pk, "Foster carer")]
    assert seen(child, on=date(2022, 1, 1)) == []
    assert [one.until_on for one in relations(child.pk)] == [date(2022, 1, 1)]


def test_a_relationship_written_wrongly_is_replaced_for_both():
    child, aunt = a_child(), an_adult()
    row = relate(child, aunt, "mother")
    actions.correct_relationship(
        row=row, by=a_recorder(), reason="she is the aunt", changes={"kind": "aunt_uncle"}
    )
    assert seen(child) == [(aunt.pk, "Aunt or uncle")]
    assert seen(aunt) == [(child.pk, "Niece")]
    assert Relationship.objects.count() == 2


def test_a_relationship_that_never_was_is_withdrawn_with_a_reason():
    child, other = a_child(), an_adult()
    row = relate(child, other, "mother")
    with pytest.raises(FactRefused):
        actions.withdraw_relationship(row=row, by=a_recorder(), reason="")
    actions.withdraw_relationship(row=row, by=a_recorder(), reason="another family")
    assert seen(child) == []
    assert related_ids([child.pk]) == set()


def test_an_unheard_of_relationship_says_which_there_are():
    with pytest.raises(FactRefused, match="foster_carer"):
        relate(a_child(), an_adult(), "cousin-in-law")


def test_parental_responsibility_has_a_basis_and_dates():
    child, father = a_child(), an_adult(sex="M")
    relate(child, father, "father", responsibility="registered")
    [row] = responsibilities(child.pk)
    assert (row.holder_id, row.basis) == (father.pk, "registered")
    [relation] = relations(child.pk)
    assert relation.responsibility.startswith("Registered as father")
    actions.end_responsibility(row=row, by=a_recorder(), on=date(2025, 1, 1))
    assert responsibilities(child.pk) == []
    assert len(responsibilities(child.pk, date(2024, 1, 1))) == 1


def test_an_authority_may_hold_parental_responsibility():
    child = a_child()
    actions.give_responsibility(
        child=child, holder_authority=an_authority(), basis="care_order", by=a_recorder(), on=ON
    )
    [row] = responsibilities(child.pk)
    assert row.holder_authority == an_authority()


def family():
    mother, father, other_father = (
        an_adult("Mum Example"),
        an_adult("Dad Example"),
        an_adult("Da O"),
    )
    ada, bob, cy = a_child("Ada Example"), a_child("Bob Example"), a_child("Cy Other")
    for child in (ada, bob, cy):
        relate(child, mother, "mother")
    for child in (ada, bob):
        relate(child, father, "father")
    relate(cy, other_father, "father")
    return ada, bob, cy


def test_a_sibling_group_comes_from_shared_parents():
    ada, bob, cy = family()
    group = {one.person_id: one.kind for one in sibling_group(ada.pk)}
    assert group == {bob.pk: "sibling", cy.pk: "half_sibling"}


def test_a_half_brothers_other_half_brother_is_no_sibling():
    ada, _, cy = family()
    [cys_father] = [one.other.id for one in relations(cy.pk) if one.kind == "father"]
    dan = a_child("Dan Other")
    relate(dan, type(dan).objects.get(pk=cys_father), "father")
    assert dan.pk in {one.person_id for one in sibling_group(cy.pk)}
    assert dan.pk not in {one.person_id for one in sibling_group(ada.pk)}


def test_a_declared_sibling_belongs_to_the_group_without_a_known_parent():
    ada, eve = a_child("Ada Example"), a_child("Eve Example")
    relate(eve, ada, "half_sibling")
    assert [(one.person_id, one.kind) for one in sibling_group(ada.pk)] == [
        (eve.pk, "half_sibling")
    ]


def test_an_unborn_child_is_a_sibling_already():
    mother, ada = an_adult(), a_child()
    relate(ada, mother, "mother")
    baby = an_unborn(mother, expected_on=date(2026, 7, 3))
    [found] = sibling_group(ada.pk)
    assert found.person_id == baby.pk
    assert "not known" in found.words


def test_many_sibling_groups_take_as_many_queries_as_one(django_assert_num_queries):
    ada, bob, cy = family()
    with django_assert_num_queries(3):
        groups = sibling_groups([ada.pk, bob.pk, cy.pk])
    assert {child: len(group) for child, group in groups.items()} == dict.fromkeys(groups, 2)


def test_a_household_is_who_lives_together_on_a_day():
    ada, mum = a_child(), an_adult()
    told = {"authority": an_authority(), "by": a_recorder(), "on": ON}
    home = household_at(lines="14 High Street", code="KT1 1EU", **told)
    assert household_at(lines="14, High St", code="kt11eu", **told) == home
    for person in (ada, mum):
        place = join_household(household=home, person=person, by=a_recorder(), on=ON)
    assert live_with([ada.pk], ON) == {mum.pk}
    leave_household(place=place, by=a_recorder(), on=date(2021, 1, 1))
    assert live_with([ada.pk], date(2021, 1, 1)) == set()
    assert [one.person for one in members_of(home.pk, ON)] == [mum, ada]


def test_a_child_of_two_homes_is_part_of_both():
    ada = a_child()
    told = {"authority": an_authority(), "by": a_recorder(), "on": ON}
    for lines in ("1 Road", "2 Road"):
        home = household_at(lines=lines, code="KT1 1EU", **told)
        join_household(household=home, person=ada, by=a_recorder(), on=ON)
    assert [home.lines for home in households_of(ada.pk)] == ["1 Road", "2 Road"]


@pytest.mark.parametrize("level", ["restricted", "sealed"])
def test_an_unborn_childs_name_does_not_say_whose_it_is_when_hers_is_kept(level):
    authority = an_authority("999")
    mother = an_adult("Grace Example", authority=authority)
    by = a_recorder()
    restrict(
        person=mother, level=level, reason="danger", custodian=a_worker("Kit Keeper"), by=by,
        on=date(2026, 6, 1),
    )
    mother.refresh_from_db()
    child = an_unborn(mother, expected_on=date(2026, 7, 3))
    assert child.display_name == "Unborn baby"
    assert "Example" not in child.family_name
