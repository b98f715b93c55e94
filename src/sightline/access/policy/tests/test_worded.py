"""The policy's question, kept in words: the answers are those of the question composed anew."""

from datetime import timedelta

import pytest
from django.db.models import QuerySet, Value

from sightline.access.policy import may_read, scope, visible_children
from sightline.access.policy.actions import break_glass
from sightline.access.policy.grounds import barriers, grounds
from sightline.base import moments, worded

pytestmark = pytest.mark.django_db
WHY = "The police are at the door and the mother is missing"


@pytest.fixture(autouse=True)
def _nothing_kept():
    worded.forget()
    yield
    worded.forget()


@pytest.fixture
def amira(person, merrow):
    return person("amira", "social_worker", authority=merrow)


def test_the_question_is_composed_once_for_many_children(world, amira, merrow, monkeypatch):
    composed = []
    real = scope._question
    monkeypatch.setattr(scope, "_question", lambda *of: composed.append(of) or real(*of))
    children = [world.Child.objects.create(authority_id=merrow.pk) for _ in range(3)]
    world.Reason.objects.create(kind="allocated", user_id=amira.pk, child_id=children[1].pk)
    assert [may_read(amira, child.pk).allowed for child in children] == [False, True, False]
    assert len(composed) == 2


def test_what_is_recorded_afterwards_counts_at_once(world, amira, merrow):
    child = world.Child.objects.create(authority_id=merrow.pk)
    assert not may_read(amira, child.pk).allowed
    reason = world.Reason.objects.create(kind="allocated", user_id=amira.pk, child_id=child.pk)
    assert may_read(amira, child.pk).allowed
    reason.delete()
    assert not may_read(amira, child.pk).allowed


def test_another_person_is_asked_in_words_of_their_own(world, amira, person, merrow):
    child = world.Child.objects.create(authority_id=merrow.pk)
    world.Reason.objects.create(kind="allocated", user_id=amira.pk, child_id=child.pk)
    assert may_read(amira, child.pk).allowed
    assert not may_read(person("ben", "social_worker", authority=merrow), child.pk).allowed


def test_a_role_that_ended_opens_nothing_the_next_time(world, person, merrow):
    child = world.Child.objects.create(authority_id=merrow.pk)
    fay = person("fay", "front_door_worker", authority=merrow)
    assert may_read(fay, child.pk).allowed
    fay.holdings.update(until_on=moments.today())
    fay.forget_holdings()
    assert may_read(fay, child.pk).kind == "absent"


def test_broken_glass_follows_the_moment(world, person, merrow):
    child = world.Child.objects.create(authority_id=merrow.pk)
    olu = person("olu", "social_worker", authority=merrow)
    now = moments.now()
    assert not may_read(olu, child.pk, now).allowed
    glass = break_glass(child_id=child.pk, by=olu, reason=WHY)
    second = timedelta(seconds=1)
    assert may_read(olu, child.pk, now).allowed
    assert may_read(olu, child.pk, glass.until_at - second).allowed
    assert not may_read(olu, child.pk, glass.until_at).allowed
    assert not may_read(olu, child.pk, now - second).allowed


def test_a_question_that_looks_something_up_is_composed_each_time(world, amira, merrow):
    child = world.Child.objects.create(authority_id=merrow.pk)

    def looking(child_ids, now):
        found = list(world.Reason.objects.values_list("child_id", flat=True))
        rows = world.Child.objects.filter(pk__in=set(child_ids) & set(found) or {0})
        return rows.values_list("pk")

    assert worded.asked("looking", looking, [child.pk], moments.now()) == []
    world.Reason.objects.create(kind="team", user_id=amira.pk, child_id=child.pk)
    assert worded.asked("looking", looking, [child.pk], moments.now()) == [(child.pk,)]


@pytest.mark.parametrize("of", [
    lambda now: now.isoweekday(), lambda now: now.month, lambda now: now.hour,
    lambda now: now.minute,
])
def test_what_follows_the_moment_by_its_weekday_or_hour_is_composed_each_time(world, merrow, of):
    child = world.Child.objects.create(authority_id=merrow.pk)

    def by_part(child_ids, now):
        rows = world.Child.objects.filter(pk__in=child_ids)
        return rows.annotate(part=Value(of(now))).values_list("pk", "part")

    for hours in (0, 25, 24 * 40 + 61):
        now = moments.now() + timedelta(hours=hours, minutes=hours)
        assert worded.asked(("part", of), by_part, [child.pk], now) == [(child.pk, of(now))]


def test_no_ground_or_barrier_reads_the_clock_for_itself(person, merrow):
    """A value that followed the clock, and not the moment asked about, would be kept as it was."""
    somebody = person("sam", "social_worker", authority=merrow)
    at = moments.now()

    def values(declared):
        ids = declared.children(somebody, at)
        return ids.query.sql_with_params() if isinstance(ids, QuerySet) else ids

    for declared in [*grounds, *barriers]:
        as_it_is = values(declared)
        with moments.fixed(at + timedelta(days=500, hours=3)):
            assert values(declared) == as_it_is, declared.key


def test_the_list_agrees_with_the_kept_words(world, amira, merrow):
    children = [world.Child.objects.create(authority_id=merrow.pk) for _ in range(6)]
    for child in children[::2]:
        world.Reason.objects.create(kind="allocated", user_id=amira.pk, child_id=child.pk)
    seen = set(visible_children(amira).values_list("pk", flat=True))
    assert {c.pk for c in children if may_read(amira, c.pk).allowed} == seen


def test_a_list_is_put_into_words_once_and_follows_the_record(world, amira, merrow, monkeypatch):
    composed = []
    real = scope._branches
    monkeypatch.setattr(scope, "_branches", lambda *of: composed.append(of) or real(*of))
    children = [world.Child.objects.create(authority_id=merrow.pk) for _ in range(3)]
    for count, child in enumerate(children, start=1):
        world.Reason.objects.create(kind="allocated", user_id=amira.pk, child_id=child.pk)
        assert visible_children(amira).count() == count
    assert len(composed) == 2
    world.Reason.objects.create(kind="sealed", user_id=amira.pk, child_id=children[0].pk)
    assert set(visible_children(amira).values_list("pk", flat=True)) == {
        child.pk for child in children[1:]
    }


@pytest.mark.parametrize("how_many", [1, 3, 5, 300])
def test_the_ground_of_each_of_many_is_that_of_one(world, amira, merrow, how_many):
    children = [world.Child.objects.create(authority_id=merrow.pk) for _ in range(how_many)]
    for child in children[::2]:
        world.Reason.objects.create(kind="allocated", user_id=amira.pk, child_id=child.pk)
    ids = [child.pk for child in children]
    for _ in range(2):
        held = scope.grounds_of(amira, [*ids, ids[0]])
        assert held == {pk: ("allocated", merrow.pk) for pk in ids[::2]}
    assert scope.grounds_of(amira, ids[1:]) == {pk: ("allocated", merrow.pk) for pk in ids[2::2]}


@pytest.mark.parametrize("role", ["social_worker", "service_manager"])
def test_which_of_some_are_open_is_what_the_list_says(world, person, merrow, role):
    somebody = person("olu", role, authority=merrow)
    children = [world.Child.objects.create(authority_id=merrow.pk) for _ in range(4)]
    for child in children[::2]:
        world.Reason.objects.create(kind="allocated", user_id=somebody.pk, child_id=child.pk)
    world.Reason.objects.create(kind="sealed", user_id=somebody.pk, child_id=children[0].pk)
    ids = [child.pk for child in children]
    for some in (ids, ids[:1], [*ids[1:], ids[1]], []):
        seen = set(visible_children(somebody).filter(pk__in=some).values_list("pk", flat=True))
        assert scope.open_among(somebody, some) == seen
        assert ids[0] not in seen
