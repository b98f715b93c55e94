"""Whose record opens to whom because of who holds the child."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from sightline.access.policy.grounds import whom_to_ask
from sightline.access.policy.scope import may_read, visible_children
from sightline.people.testing import a_child, a_team, a_user, a_worker, an_authority
from sightline.people.workforce.actions import cover, place, report_to
from sightline.record.allocation.actions import (
    allocate,
    call_off_duty,
    end_allocation,
    place_in_team,
    put_on_duty,
)
from sightline.record.spine.actions import open_step, record

TODAY = date(2026, 6, 10)
LONDON = ZoneInfo("Europe/London")
pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return a_team("Riverside team")


@pytest.fixture
def child():
    return a_child()


@pytest.fixture
def step(child):
    return open_step("helping.begun", child=child, by=a_user(), on=TODAY)


@pytest.fixture
def lead(step, team):
    """Lena leads the child; she is the worker without a sign-in of her own in these tests."""
    worker = a_worker("Lena Lead")
    allocate(step=step, worker=worker, team=team, by=None, on=TODAY)
    return worker


def a_signed_in_worker(name="Sid Signedin", **told):
    user = a_user("social_worker")
    return user, a_worker(name, user=user, **told)


def ground(user, child):
    """The ground on which the record opens, after checking that the list says the same."""
    decision = may_read(user, child.pk)
    assert decision.allowed == visible_children(user).filter(pk=child.pk).exists()
    return decision.ground


def test_nobody_reads_a_child_for_no_reason(step, child):
    user, _ = a_signed_in_worker()
    assert ground(user, child) == ""


def test_the_allocated_worker_reads_and_no_longer_when_it_ends(step, child):
    user, worker = a_signed_in_worker()
    allocate(step=step, worker=worker, by=None, on=TODAY, role="co_worker")
    assert ground(user, child) == "allocated"
    end_allocation(step=step, worker=worker, by=None, on=TODAY, role="co_worker")
    assert ground(user, child) == ""


def test_grounds_end_with_the_work(step, child):
    user, worker = a_signed_in_worker()
    allocate(step=step, worker=worker, by=None, on=TODAY)
    record("helping.ended", step=step, by=None, on=TODAY)
    assert ground(user, child) == ""


def test_whoever_covers_for_the_worker_reads_while_they_do(lead, child):
    user, worker = a_signed_in_worker()
    arranged = cover(worker=lead, covered_by=worker, by=a_user(), on=TODAY)
    assert ground(user, child) == "allocated_cover"
    type(arranged).objects.filter(pk=arranged.pk).update(until_on=TODAY)
    assert ground(user, child) == ""


def test_the_team_that_holds_the_child_reads(lead, child, team):
    user, _ = a_signed_in_worker(team=team)
    assert ground(user, child) == "team"


def test_a_worker_reads_no_longer_through_a_team_they_left(lead, child, team):
    user, worker = a_signed_in_worker()
    membership = place(worker=worker, team=team, by=a_user(), on=date(2026, 1, 1))
    assert ground(user, child) == "team"
    type(membership).objects.filter(pk=membership.pk).update(until_on=TODAY)
    assert ground(user, child) == ""


def test_the_line_of_management_reads_three_levels_up_and_no_further(lead, child):
    below, users = lead, []
    for level in range(4):
        user, manager = a_signed_in_worker(f"Manager {level}")
        report_to(worker=below, manager=manager, by=a_user(), on=TODAY)
        below = manager
        users.append(user)
    assert [ground(user, child) for user in users] == ["supervision"] * 3 + [""]


def test_the_chair_reads(step, lead, child):
    user, worker = a_signed_in_worker()
    allocate(step=step, worker=worker, by=None, on=TODAY, role="chair")
    assert ground(user, child) == "chair"


def test_duty_opens_a_teams_children_for_the_turn(lead, child, team):
    user, worker = a_signed_in_worker()

    def turn(begins, ends):
        at = datetime(2026, 6, 10, begins, tzinfo=LONDON)
        return put_on_duty(
            worker=worker, team=team, since=at, until=at.replace(hour=ends), by=a_user()
        )

    turn(13, 17)
    assert ground(user, child) == ""
    running = turn(9, 13)
    assert ground(user, child) == "duty"
    call_off_duty(turn=running, by=a_user())
    assert ground(user, child) == ""


def test_those_without_grounds_are_told_whom_to_ask(step, lead, child, team):
    assert whom_to_ask(child.pk) == ["Lena Lead, allocated worker"]
    place_in_team(step=step, team=team, by=None, on=TODAY)
    assert whom_to_ask(child.pk) == ["Riverside team, to be allocated"]


@pytest.mark.parametrize("role", ["social_worker", "front_door_worker", "director", "analyst"])
def test_a_condition_on_rows_lets_through_the_children_that_the_list_does(role):
    from sightline.access.policy import opened_to
    from sightline.people.restriction.actions import restrict
    from sightline.record.spine.models import Step

    somebody = a_user(role, name="Sam")
    worker = a_worker("Sam", user=somebody)
    children = [a_child(f"Ada Lark{n}") for n in range(4)]
    elsewhere = a_child("Ben Other", authority=an_authority("998"))
    for one in [*children[1:], elsewhere]:
        begun = open_step("helping.begun", child=one, by=None, on=TODAY)
        allocate(step=begun, worker=worker, by=None, on=TODAY)
    open_step("helping.begun", child=children[0], by=None, on=TODAY)
    for one, level in zip(children[2:], ("restricted", "sealed"), strict=True):
        restrict(person=one, level=level, reason="in danger", custodian=a_worker("Keeper"),
                 by=a_user(), on=TODAY)
    listed = Step.objects.filter(child_id__in=visible_children(somebody))
    asked = Step.objects.filter(opened_to(somebody))
    assert set(asked) == set(listed)
    seen = {"social_worker": {1}, "analyst": set()}.get(role, {0, 1})
    assert {step.child_id for step in asked} == {children[n].pk for n in seen}
    assert set(asked) | set(Step.objects.exclude(opened_to(somebody))) == set(Step.objects.all())
