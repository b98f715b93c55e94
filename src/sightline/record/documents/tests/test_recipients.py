"""Whom a document can be made for: a mother of sixteen, and whoever is responsible in law."""

from datetime import date

import pytest

from sightline.people.relationships.actions import (
    give_responsibility,
    relate,
)
from sightline.people.restriction.actions import restrict
from sightline.people.testing import a_child, a_user, a_worker, an_adult
from sightline.record.documents.models import ForWhom
from sightline.record.documents.recipients import circle_of

MAY, TODAY = date(2026, 5, 4), date(2026, 6, 10)
pytestmark = pytest.mark.django_db


def offered(child, reader):
    return {to.name: to for to in circle_of(child, reader).options()}


def test_a_mother_of_sixteen_is_written_to_about_her_own_child_and_a_brother_is_not():
    sam = a_user("social_worker")
    baby = a_child("Ana Reed", born_on=date(2026, 1, 2))
    mia = a_child("Mia Reed", born_on=date(2010, 3, 4))
    brother = a_child("Ben Reed", born_on=date(2009, 3, 4))
    relate(person=baby, other=mia, kind="mother", by=sam, on=MAY, responsibility="mother")
    relate(person=baby, other=brother, kind="half_sibling", by=sam, on=MAY)
    found = offered(baby, sam)
    assert (found["Mia Reed"].kind, found["Mia Reed"].role) == (ForWhom.PARENT, "Ana's mother")
    assert "Ben Reed" not in found
    # of her own child she is the parent; in a document about her, the baby is nobody
    assert "Ana Reed" not in offered(mia, sam)


def test_whoever_is_responsible_for_the_child_in_law_is_offered_without_a_relationship():
    sam = a_user("social_worker")
    child, aunt = a_child("Ana Reed"), an_adult("Gwen Moss")
    assert "Gwen Moss" not in offered(child, sam)
    give_responsibility(child=child, holder=aunt, basis="court", by=sam, on=MAY)
    to = offered(child, sam)["Gwen Moss"]
    assert (to.kind, to.role) == (ForWhom.PARENT, "responsible in law for Ana")
    assert circle_of(child, sam).find(f"person:{aunt.pk}") == to
    restrict(person=aunt, level="sealed", custodian=a_worker("Kay Keeper"), by=sam, on=TODAY,
             reason="Witness")
    assert "Gwen Moss" not in offered(child, sam)
    assert circle_of(child, sam).responsible == []
