"""A restricted record is kept from staff, and a sealed one does not exist for them."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from sightline.access.policy.scope import may_read, visible_children
from sightline.people.persons.given import FactRefused
from sightline.people.restriction import actions
from sightline.people.restriction.barrier import split
from sightline.people.restriction.models import Restriction
from sightline.people.testing import a_child, a_recorder, a_user, a_worker

pytestmark = pytest.mark.django_db
ON = date(2026, 6, 1)


@pytest.fixture
def keeper():
    """The user behind the custodian."""
    return a_user("social_worker")


def kept(child, keeper, level="restricted", readers=()):
    custodian = a_worker("Cass Todian", user=keeper)
    return actions.restrict(
        person=child,
        level=level,
        reason="adopted from abroad",
        custodian=custodian,
        by=a_recorder(),
        on=ON,
        readers=readers,
    )


def test_a_restriction_shows_on_the_person(keeper):
    child = a_child()
    row = kept(child, keeper)
    assert child.restriction == "restricted"
    actions.lift_restriction(restriction=row, by=a_recorder(), on=ON, reason="no longer needed")
    child.refresh_from_db()
    assert child.restriction == ""


def test_even_the_front_door_is_kept_out(keeper):
    child, front_door = a_child(), a_user("front_door_manager")
    assert may_read(front_door, child.pk).allowed
    kept(child, keeper)
    assert may_read(front_door, child.pk).kind == "restricted"
    assert child.pk not in visible_children(front_door).values_list("pk", flat=True)


def test_a_sealed_record_is_absent(keeper):
    child, front_door = a_child(), a_user("front_door_manager")
    kept(child, keeper, level="sealed")
    assert may_read(front_door, child.pk).kind == "absent"


@pytest.mark.parametrize("level", ["restricted", "sealed"])
def test_a_named_reader_with_grounds_is_let_in(keeper, level):
    child, reader = a_child(), a_user("front_door_worker")
    row = kept(child, keeper, level=level, readers=[reader])
    assert may_read(reader, child.pk).allowed
    [named] = row.readers.all()
    actions.end_reader(reader=named, by=a_recorder(), on=date(2026, 6, 10))
    assert not may_read(reader, child.pk).allowed


def test_being_named_is_not_grounds(keeper):
    child, reader = a_child(), a_user("social_worker")
    kept(child, keeper, readers=[reader])
    assert may_read(reader, child.pk).kind == "no_ground"


def test_a_person_has_one_restriction_at_a_time(keeper):
    child = a_child()
    first = kept(child, keeper)
    other = a_worker("Otto Other")
    second = actions.change_custodian(
        restriction=first, custodian=other, by=a_recorder(), on=date(2026, 6, 5)
    )
    first.refresh_from_db()
    assert first.until_on == date(2026, 6, 5)
    assert second.custodian == other
    with pytest.raises(IntegrityError), transaction.atomic():
        Restriction.objects.create(
            person=child,
            level="sealed",
            reason="x",
            custodian=other,
            since_on=ON,
            recorded_by=a_recorder(),
        )


def test_a_restriction_is_lifted_with_a_reason(keeper):
    row = kept(a_child(), keeper)
    with pytest.raises(FactRefused):
        actions.lift_restriction(restriction=row, by=a_recorder(), on=ON, reason=" ")
    with pytest.raises(FactRefused, match="sealed"):
        kept(a_child(), a_user("social_worker"), level="secret")


def test_a_family_is_split_into_seen_restricted_and_never_mentioned(keeper):
    seen, restricted, sealed = a_child(), a_child(), a_child()
    kept(restricted, keeper)
    kept(sealed, a_user("social_worker"), level="sealed")
    stranger = a_user("social_worker")
    ids = [seen.pk, restricted.pk, sealed.pk]
    assert split(stranger, ids) == ({seen.pk}, {restricted.pk: "Cass Todian"})
    assert split(keeper, ids) == ({seen.pk, restricted.pk}, {})
