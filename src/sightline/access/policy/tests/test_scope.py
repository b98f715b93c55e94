"""The one policy: the same answer for a page and for a list."""

import random
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection

from sightline.access.audit.models import Entry
from sightline.access.policy import may_read, visible_children
from sightline.access.policy.actions import GlassRefused, break_glass, review_glass
from sightline.access.policy.models import BreakGlass
from sightline.base import moments

pytestmark = pytest.mark.django_db
WHY = "The police are at the door and the mother is missing"


@pytest.fixture
def amira(person, merrow):
    return person("amira", "social_worker", authority=merrow)


@pytest.fixture
def child(world, merrow):
    return world.Child.objects.create(authority_id=merrow.pk)


def may(world, kind, user, child):
    return world.Reason.objects.create(kind=kind, user_id=user.pk, child_id=child.pk)


def sees(world, user, **how):
    return set(
        world.Child.objects.filter(pk__in=visible_children(user, **how)).values_list(
            "pk", flat=True
        )
    )


def test_without_grounds_a_record_stays_shut(world, amira, child):
    decision = may_read(amira, child.pk)
    assert (decision.allowed, decision.kind) == (False, "no_ground")
    assert sees(world, amira) == set()


def test_a_ground_opens_the_record_and_is_named(world, amira, child):
    may(world, "allocated", amira, child)
    decision = may_read(amira, child.pk)
    assert (decision.allowed, decision.ground) == (True, "allocated")
    assert decision.why == "You work with this child"
    assert sees(world, amira) == {child.pk}


def test_a_ground_in_another_authority_opens_nothing(world, amira, tillingham):
    elsewhere = world.Child.objects.create(authority_id=tillingham.pk)
    may(world, "allocated", amira, elsewhere)
    assert may_read(amira, elsewhere.pk).kind == "absent"
    assert sees(world, amira) == set()


def test_a_ground_that_asks_for_a_role_counts_only_where_the_role_is_held(
    world, person, merrow, tillingham
):
    chair = person("chair", "conference_chair", authority=merrow)
    from sightline.access.users.actions import give_role

    give_role(user=chair, role="social_worker", authority=tillingham, by=None, on=moments.today())
    here = world.Child.objects.create(authority_id=merrow.pk)
    there = world.Child.objects.create(authority_id=tillingham.pk)
    may(world, "chair", chair, here)
    may(world, "chair", chair, there)
    assert sees(world, chair) == {here.pk}
    assert may_read(chair, there.pk).kind == "no_ground"


def test_a_role_without_the_permission_sees_no_child_whatever_its_grounds(
    world, person, merrow, child
):
    analyst = person("ana", "analyst", authority=merrow)
    may(world, "allocated", analyst, child)
    assert sees(world, analyst) == set()
    assert not may_read(analyst, child.pk).allowed


def test_the_permission_asked_for_narrows_the_children(world, person, merrow, child):
    inspector = person("ines", "inspector", authority=merrow)
    assert sees(world, inspector) == {child.pk}
    assert sees(world, inspector, permission="journey.record") == set()
    assert not may_read(inspector, child.pk, permission="journey.record").allowed


def test_the_front_door_sees_every_child_of_its_authority_alone(
    world, person, merrow, tillingham, child
):
    world.Child.objects.create(authority_id=tillingham.pk)
    door = person("dora", "front_door_worker", authority=merrow)
    assert sees(world, door) == {child.pk}
    assert may_read(door, child.pk).ground == "wide_front_door"


def test_nobody_in_particular_sees_nothing(world, child):
    assert sees(world, AnonymousUser()) == set()
    assert not may_read(AnonymousUser(), child.pk).allowed


def test_a_restricted_record_says_so_and_a_sealed_one_is_absent(world, amira, merrow, child):
    sealed = world.Child.objects.create(authority_id=merrow.pk)
    for each, barrier in ((child, "restricted"), (sealed, "sealed")):
        may(world, "allocated", amira, each)
        may(world, barrier, amira, each)
    assert may_read(amira, child.pk).kind == "restricted"
    assert may_read(amira, sealed.pk).kind == "absent"
    assert sees(world, amira) == set()


def test_a_barrier_with_an_empty_row_hides_nobody_else(world, amira, child):
    may(world, "allocated", amira, child)
    world.Reason.objects.create(kind="sealed", user_id=amira.pk, child_id=None)
    assert sees(world, amira) == {child.pk}


def test_broken_glass_opens_a_restricted_record_for_a_shift(world, amira, child):
    may(world, "restricted", amira, child)
    grant = break_glass(child_id=child.pk, by=amira, reason=WHY)
    assert may_read(amira, child.pk).ground == "glass"
    assert sees(world, amira) == {child.pk}
    with moments.fixed(grant.until_at):
        assert not may_read(amira, child.pk).allowed
        assert sees(world, amira) == set()


def test_broken_glass_never_opens_a_sealed_record(world, amira, child):
    grant = break_glass(child_id=child.pk, by=amira, reason=WHY)
    may(world, "sealed", amira, child)
    assert grant.until_at > moments.now()
    assert may_read(amira, child.pk).kind == "absent"
    assert sees(world, amira) == set()
    with pytest.raises(GlassRefused, match="no such record"):
        break_glass(child_id=child.pk, by=amira, reason=WHY)


def test_glass_is_not_broken_without_a_reason_or_without_the_permission(
    world, amira, child, person, merrow
):
    with pytest.raises(GlassRefused, match="sentence"):
        break_glass(child_id=child.pk, by=amira, reason="urgent")
    clerk = person("carl", "conference_administrator", authority=merrow)
    with pytest.raises(GlassRefused, match="Your role"):
        break_glass(child_id=child.pk, by=clerk, reason=WHY)
    assert not BreakGlass.objects.exists()


def test_somebody_else_reviews_broken_glass_and_only_once(world, amira, child, person, merrow):
    grant = break_glass(child_id=child.pk, by=amira, reason=WHY)
    reviewer = person("hana", "service_manager", authority=merrow)
    with pytest.raises(GlassRefused, match="their own"):
        review_glass(grant=grant, by=amira, outcome="justified")
    with pytest.raises(GlassRefused, match="Choose"):
        review_glass(grant=grant, by=reviewer, outcome="fine")
    review_glass(grant=grant, by=reviewer, outcome="justified", note="Right to look")
    with pytest.raises(GlassRefused, match="already"):
        review_glass(grant=grant, by=reviewer, outcome="avoidable")
    assert BreakGlass.objects.get().reviewed_by == reviewer
    trail = Entry.objects.filter(kind="break_glass").order_by("pk")
    assert list(trail.values_list("action", "child_id")) == [
        ("glass_broken", child.pk),
        ("glass_reviewed", child.pk),
    ]


def test_an_opening_judged_not_justified_shuts_at_once(world, amira, child, person, merrow):
    grant = break_glass(child_id=child.pk, by=amira, reason=WHY)
    reviewer = person("hana", "service_manager", authority=merrow)
    review_glass(grant=grant, by=reviewer, outcome="not_justified", note="She is his aunt")
    assert not may_read(amira, child.pk).allowed
    assert sees(world, amira) == set()
    again = break_glass(child_id=child.pk, by=amira, reason=WHY)
    review_glass(grant=again, by=reviewer, outcome="avoidable")
    assert may_read(amira, child.pk).ground == "glass"


def test_a_list_is_one_query_and_so_is_a_page(world, amira, child, django_assert_num_queries):
    may(world, "allocated", amira, child)
    amira.authority_ids()
    with django_assert_num_queries(1):
        list(world.Child.objects.filter(pk__in=visible_children(amira)))
    with django_assert_num_queries(1):
        assert may_read(amira, child.pk).allowed


def test_the_grounds_are_joined_by_union_all_and_never_by_or(world, amira):
    statement = str(world.Child.objects.filter(pk__in=visible_children(amira)).query)
    assert " UNION ALL " in statement
    assert " OR " not in statement


def test_a_list_asks_each_ground_and_barrier_once_and_not_for_each_child(world, amira, merrow):
    many = [world.Child(authority_id=merrow.pk) for _ in range(3000)]
    world.Child.objects.bulk_create(many)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    plan = world.Child.objects.filter(pk__in=visible_children(amira)).explain()
    # every inner question is asked once and not for each child
    if connection.vendor == "sqlite":
        assert "SCAN" not in plan, plan
        assert "CORRELATED" not in plan, plan
    else:
        assert "(SubPlan" not in plan, plan


ROLES = (
    "social_worker",
    "team_manager",
    "conference_chair",
    "front_door_worker",
    "director",
    "analyst",
    "system_administrator",
    "inspector",
)
KINDS = ("allocated", "cover", "line", "chair", "restricted", "sealed")


@pytest.mark.parametrize("seed", range(6))
def test_the_page_and_the_list_always_agree(world, person, merrow, tillingham, seed):
    chance = random.Random(seed)
    places = (merrow, tillingham)
    children = [
        world.Child.objects.create(authority_id=chance.choice(places).pk) for _ in range(10)
    ]
    users = [person("worker", "social_worker", authority=merrow)]
    for number in range(6):
        held = chance.sample(ROLES, chance.choice((0, 1, 1, 2)))
        users.append(
            person(f"user{number}", *held, authority=chance.choice((merrow, tillingham, None)))
        )
    for user in users:
        for child in children:
            for kind in KINDS:
                if chance.random() < 0.22:
                    may(world, kind, user, child)
            if chance.random() < 0.2:
                BreakGlass.objects.create(
                    user=user,
                    child_id=child.pk,
                    authority_id=child.authority_id,
                    reason=WHY,
                    granted_at=moments.now() - timedelta(hours=13),
                    until_at=moments.now() + timedelta(hours=chance.choice((-1, 1))),
                )
    answers = set()
    for user in users:
        for permission in ("child.read", "journey.record"):
            listed = sees(world, user, permission=permission)
            for child in children:
                decision = may_read(user, child.pk, permission=permission)
                assert decision.allowed == (child.pk in listed), (user.username, decision)
                answers.add(decision.kind)
    assert answers == {"allowed", "no_ground", "restricted", "absent"}
