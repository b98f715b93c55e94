"""Users and the roles they hold."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from sightline.access.audit.actions import Seen, opened
from sightline.access.audit.models import Entry
from sightline.access.authorities.actions import add_authority
from sightline.access.users.actions import (
    RoleRefused,
    create_user,
    end_role,
    give_role,
    stop_sign_in,
)
from sightline.access.users.models import RoleHolding, User
from sightline.base import moments

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 10)


@pytest.fixture
def merrow():
    return add_authority(code="999", name="Merrow", by=None)


@pytest.fixture
def tillingham():
    return add_authority(code="998", name="Tillingham", by=None)


@pytest.fixture
def amira():
    return create_user(username="amira", display_name="Amira Khan", by=None)


@pytest.fixture
def admin():
    return create_user(username="sam", display_name="Sam Price", by=None)


def test_a_role_gives_its_permissions_in_its_authority_alone(amira, merrow, tillingham):
    give_role(user=amira, role="social_worker", authority=merrow, by=None, on=TODAY)
    assert amira.may("journey.record", merrow.pk)
    assert not amira.may("journey.record", tillingham.pk)
    assert not amira.may("journey.authorise")
    assert amira.authorities() == [merrow]


def test_a_role_for_every_authority_reaches_them_all(amira, merrow, tillingham):
    give_role(user=amira, role="inspector", authority=None, by=None, on=TODAY)
    assert amira.authorities() == [merrow, tillingham]
    assert amira.may("audit.view", tillingham.pk)


def test_roles_are_read_once_however_many_lines_of_the_trail_ask(
    amira, merrow, tillingham, django_assert_num_queries
):
    give_role(user=amira, role="inspector", authority=None, by=None, on=TODAY)
    give_role(user=amira, role="social_worker", authority=merrow, by=None, on=TODAY)
    reader = User.objects.get(pk=amira.pk)
    seen = [Seen(number, "team", merrow.pk) for number in range(1, 51)]
    # the roles, the authorities there are, and the lines themselves
    with django_assert_num_queries(3):
        opened(user=reader, rows=seen, page="team_board")
        assert reader.authorities() == [merrow, tillingham]
        assert reader.authority_ids() == {merrow.pk, tillingham.pk}
    assert set(Entry.objects.filter(action="read").values_list("role", flat=True)) == {
        ",".join(reader.role_keys(merrow.pk))
    }
    assert set(reader.role_keys(merrow.pk)) == {"inspector", "social_worker"}
    assert reader.role_keys(tillingham.pk) == ("inspector",)


@pytest.mark.parametrize(
    ("since", "until", "held"),
    [(0, None, True), (1, None, False), (-5, 0, False), (-5, 1, True)],
)
def test_a_role_is_held_from_its_first_day_until_the_day_it_ends(amira, merrow, since, until, held):
    RoleHolding.objects.create(
        user=amira,
        role="analyst",
        authority=merrow,
        since_on=TODAY + timedelta(days=since),
        until_on=None if until is None else TODAY + timedelta(days=until),
    )
    assert amira.may("returns.produce") is held


def test_a_role_ended_today_opens_nothing_today(amira, merrow):
    held = give_role(
        user=amira, role="analyst", authority=merrow, by=None, on=TODAY - timedelta(days=9)
    )
    assert amira.may("returns.produce")
    end_role(holding=held, by=None, on=TODAY)
    amira.forget_holdings()
    assert amira.permissions() == frozenset()


def test_the_roles_are_read_once_for_a_request(amira, merrow, django_assert_num_queries):
    give_role(user=amira, role="social_worker", authority=merrow, by=None, on=TODAY)
    loaded = User.objects.get(pk=amira.pk)
    with django_assert_num_queries(1):
        assert loaded.may("journey.record", merrow.pk)
        assert loaded.has_perm("person.find")
        assert loaded.authority_ids() == {merrow.pk}


def test_nobody_gives_a_role_to_themselves(amira, merrow):
    with pytest.raises(RoleRefused, match="themselves"):
        give_role(user=amira, role="director", authority=merrow, by=amira, on=TODAY)


def test_a_standing_role_is_not_given_twice(amira, merrow, admin):
    give_role(user=amira, role="analyst", authority=merrow, by=admin, on=TODAY)
    with pytest.raises(RoleRefused, match="already performance analyst in Merrow"):
        give_role(user=amira, role="analyst", authority=merrow, by=admin, on=TODAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleHolding.objects.create(user=amira, role="analyst", authority=merrow, since_on=TODAY)


def test_the_database_refuses_a_role_that_is_not_declared(amira):
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleHolding.objects.create(user=amira, role="wizard", since_on=TODAY)


def test_giving_and_ending_a_role_are_in_the_audit_trail(amira, merrow, admin):
    held = give_role(
        user=amira, role="analyst", authority=merrow, by=admin, on=TODAY, reason="New post"
    )
    end_role(holding=held, by=admin, on=TODAY + timedelta(days=30), reason="Left")
    found = Entry.objects.filter(user_id=admin.pk, kind="user", ident=amira.pk)
    assert list(found.order_by("pk").values_list("action", "reason")) == [
        ("role_given", "New post"),
        ("role_ended", "Left"),
    ]


def test_a_role_cannot_end_before_it_began_or_twice(amira, merrow):
    held = give_role(user=amira, role="analyst", authority=merrow, by=None, on=TODAY)
    with pytest.raises(RoleRefused, match="began on"):
        end_role(holding=held, by=None, on=TODAY - timedelta(days=1))
    end_role(holding=held, by=None, on=TODAY)
    with pytest.raises(RoleRefused, match="ended on"):
        end_role(holding=held, by=None, on=TODAY)


def test_who_has_left_may_do_nothing(amira, merrow, admin):
    give_role(user=amira, role="team_manager", authority=merrow, by=admin, on=TODAY)
    stop_sign_in(user=amira, by=admin, reason="Left the council")
    assert amira.permissions() == frozenset()
    assert amira.authority_ids() == frozenset()
    assert not User.objects.permitted("team.view", merrow.pk).exists()


def test_those_who_hold_a_permission_are_found(amira, admin, merrow, tillingham):
    give_role(user=amira, role="team_manager", authority=merrow, by=None, on=TODAY)
    give_role(user=admin, role="system_administrator", authority=None, by=None, on=TODAY)
    assert list(User.objects.permitted("users.manage", tillingham.pk)) == [admin]
    assert list(User.objects.permitted("journey.authorise", merrow.pk)) == [amira]
    assert not User.objects.permitted("journey.authorise", tillingham.pk).exists()


def test_a_user_name_is_taken_whatever_its_case(amira):
    with pytest.raises(ValidationError):
        create_user(username="AMIRA", display_name="Another", by=None)


def test_a_user_made_without_a_password_has_none_that_works(amira):
    assert not amira.has_usable_password()


def test_an_authority_is_known_by_three_digits():
    with pytest.raises(ValidationError):
        add_authority(code="9x", name="Nowhere", by=None)


def test_the_roles_of_tomorrow_are_read_tomorrow(amira, merrow):
    give_role(user=amira, role="analyst", authority=merrow, by=None, on=TODAY + timedelta(days=1))
    assert not amira.may("insight.view")
    with moments.fixed(TODAY + timedelta(days=1)):
        assert amira.may("insight.view")
