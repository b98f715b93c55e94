"""What a question kept in words gives is what its queryset gives."""

from datetime import date, timedelta

import pytest
from django.db.models import F

from sightline.access.users.models import RoleHolding, User
from sightline.base import worded
from sightline.base.moments import at, now, today

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_kept():
    worded.forget()
    yield
    worded.forget()


@pytest.fixture
def users():
    made = [User.objects.create(username=f"user{n}", display_name=f"User {n}") for n in range(6)]
    for user in made:
        RoleHolding.objects.create(user=user, role="social_worker", since_on=today())
    return made


def held(ids):
    rows = RoleHolding.objects.on(today()).filter(user_id__in=ids)
    rows = rows.annotate(joined=F("user__joined_at"))
    return rows.select_related("user", "authority").order_by("user_id")


def days(ids):
    rows = RoleHolding.objects.filter(user_id__in=ids).order_by("pk")
    return rows.values_list("since_on", "user_id")


@pytest.mark.parametrize("how_many", [0, 1, 3, 6])
def test_rows_of_models_come_with_what_is_selected_beside_them(users, how_many):
    ids = [user.pk for user in users[:how_many]]
    for _ in range(2):
        found = worded.found("held", [ids], held, now())
        assert found == list(held(ids))
        assert [row.user for row in found] == users[:how_many]
        assert [row.joined for row in found] == [user.joined_at for user in users[:how_many]]
        assert [(row.since_on, row.authority) for row in found] == [(today(), None)] * how_many


def test_the_second_time_nothing_but_the_question_is_asked(users, django_assert_num_queries):
    worded.found("held", [[users[0].pk]], held, now())
    with django_assert_num_queries(1):
        [row] = worded.found("held", [[users[1].pk]], held, now())
        assert row.user == users[1]
        assert row.authority is None


def test_tuples_and_single_values_have_their_own_types(users):
    ids = [user.pk for user in users]
    assert worded.found("days", [ids], days, now()) == [(today(), pk) for pk in ids]
    flat = worded.found(
        "since", [ids], lambda some: days(some).values_list("since_on", flat=True), now()
    )
    assert flat == [today()] * 6
    assert all(type(day) is date for day in flat)


def test_it_is_asked_at_the_moment_it_is_asked_about(users):
    yesterday = at(today() - timedelta(days=1))
    assert len(worded.found("held", [[users[0].pk]], held, now())) == 1
    assert worded.found("held", [[users[0].pk]], held, yesterday) == []


def test_several_lists_are_told_apart(users):
    def neither(some, others):
        return User.objects.filter(pk__in=some).exclude(pk__in=others).order_by("pk")

    ids = [user.pk for user in users]
    assert worded.found("neither", [ids[:3], ids[2:]], neither, now()) == users[:2]
    assert worded.found("neither", [ids[2:], ids[:3]], neither, now()) == users[3:]
    assert worded.found("neither", [ids, []], neither, now()) == users
