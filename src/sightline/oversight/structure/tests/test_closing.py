"""A team closes with nothing left behind; rights, routing and lists follow the tree of today."""

from datetime import date

import pytest

from sightline.access.policy import may_read
from sightline.base.moments import now, today
from sightline.journey.contact.actions.receiving import front_door
from sightline.oversight.structure.actions import close_team
from sightline.oversight.structure.open_work import open_work, said
from sightline.people.testing import a_child, a_recorder, a_team, a_user, a_worker, an_authority
from sightline.people.workforce.lookups import managers_of_team, members_of, teams_of
from sightline.people.workforce.models import Team
from sightline.record.allocation.actions import allocate, place_in_team, put_on_duty
from sightline.record.allocation.models import DutyTurn
from sightline.record.handover import actions as handover
from sightline.record.handover.queries import pending_on, unaccepted
from sightline.record.spine.actions import open_step
from sightline.record.spine.errors import RecordError
from sightline.record.spine.models import Event, Step
from sightline.record.tasks import actions as tasks

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 1)


@pytest.fixture
def by():
    return a_recorder()


@pytest.fixture
def teams():
    """The team that closes and the one that takes over, each with a manager who signs in."""
    found = []
    for name in ("Riverside", "Hillside"):
        team = a_team(name, kind=Team.Kind.PROTECTION)
        user = a_user("team_manager", name=f"{name} manager")
        team.user = user
        team.manager = a_worker(f"{name} manager", user=user, team=team, manager=True)
        found.append(team)
    return found


def held(child, by, *, worker=None, team=None):
    step = open_step("referral.received", by=by, on=DAY, child=child)
    if worker is not None:
        allocate(step=step, worker=worker, by=by, on=DAY)
    else:
        place_in_team(step=step, team=team, by=by, on=DAY)
    return step


@pytest.mark.covers("S233")
def test_a_team_with_open_work_is_closed_only_when_another_takes_it(teams, by):
    river, hill = teams
    wilma = a_worker("Wilma Worker", team=river)
    step = held(a_child("Ana Reed"), by, worker=wilma)
    before = Event.objects.count()
    with pytest.raises(RecordError, match="still holds open work"):
        close_team(team=river, by=by, on=today())
    # the gate is on closing alone: what happens is recorded as before
    assert held(a_child("Ben Reed"), by, team=river).owner_team == river
    assert Event.objects.count() > before
    close_team(team=river, by=by, on=today(), to=hill)
    assert not open_work(river)
    step.refresh_from_db()
    assert (step.owner_team, step.owner_worker) == (hill, wilma)
    waiting = Step.objects.get(child__display_name="Ben Reed")
    assert (waiting.owner_team, waiting.owner_worker) == (hill, None)
    river.refresh_from_db()
    assert river.until_on == today()


@pytest.mark.covers("S233")
def test_tasks_sendings_and_duty_go_with_the_work(teams, by):
    river, hill = teams
    sender = a_team("Front door", kind=Team.Kind.FRONT_DOOR)
    own, sent = held(a_child("Ana Reed"), by, team=river), held(a_child("Bo Ash"), by, team=sender)
    task = tasks.give(text="Ring the school", owner_team=river, by=by, on=DAY, due_on=DAY,
                      child=own.child)
    done = tasks.give(
        text="Write to the GP", owner_team=river, by=by, on=DAY, due_on=DAY, needs_check=True,
        child=own.child,
    )
    tasks.finish(task=done, by=a_user("social_worker"), on=DAY, evidence="A copy is there")
    handover.send(step=sent, direction="transfer", destination="team", to_team=river, by=by,
                  on=DAY, reason="For help", plan_so_far="Weekly visits")
    put_on_duty(worker=river.manager, team=river, since=now(), until=now().replace(hour=23), by=by)
    assert {what for what, _ in open_work(river).lines(whole=True)} == {
        "Children", "Referral", "Tasks that the team answers for",
        "Sent to the team and not yet answered", "Turns on duty to come",
    }
    close_team(team=river, by=by, on=today(), to=hill)
    for each in (task, done):
        each.refresh_from_db()
        assert each.owner_team == hill
    again = pending_on(sent)
    assert (again.to_team, again.plan_so_far) == (hill, "Weekly visits")
    assert "First sent on 1 June 2026; Riverside closed. For help" in again.reason
    assert [each.handover.event.step_id for each in unaccepted(team=hill)] == [sent.pk]
    assert DutyTurn.objects.get(team=river).called_off_at is not None


@pytest.mark.covers("S233")
def test_rights_follow_the_tree_of_today(teams, by):
    river, hill = teams
    child = a_child("Ana Reed")
    held(child, by, team=river)
    assert may_read(river.user, child.pk).allowed
    assert not may_read(hill.user, child.pk).allowed
    close_team(team=river, by=by, on=today(), to=hill)
    assert not may_read(river.user, child.pk).allowed
    assert may_read(hill.user, child.pk).allowed
    assert not teams_of(river.manager.pk)


@pytest.mark.covers("S233")
def test_workers_join_the_team_that_takes_over_when_that_is_said(teams, by):
    river, hill = teams
    wilma = a_worker("Wilma Worker", team=river)
    close_team(team=river, by=by, on=today(), to=hill, with_workers=True)
    assert set(members_of(hill.pk)) == {wilma, river.manager, hill.manager}
    assert list(managers_of_team(hill.pk)) == [hill.manager]


@pytest.mark.covers("S233")
def test_routing_and_lists_follow_the_tree_of_today(client, by):
    doors = [a_team(name, kind=Team.Kind.FRONT_DOOR) for name in ("Old door", "New door")]
    assert front_door(an_authority(), by, today()) == doors[0]
    held(a_child("Ana Reed"), by, team=doors[0])
    close_team(team=doors[0], by=by, on=today(), to=doors[1])
    assert front_door(an_authority(), by, today()) == doors[1]
    client.force_login(a_user("service_manager"))
    listed = client.get("/service/").content.decode()
    assert "New door" in listed
    assert "Old door" not in listed


def test_a_team_is_not_closed_for_a_day_to_come_nor_taken_over_by_a_closed_one(teams, by):
    river, hill = teams
    with pytest.raises(RecordError, match="on the day itself"):
        close_team(team=river, by=by, on=date(2099, 1, 1))
    with pytest.raises(RecordError, match="from itself"):
        close_team(team=river, by=by, on=today(), to=river)
    close_team(team=hill, by=by, on=today())
    with pytest.raises(RecordError, match="Hillside has closed"):
        close_team(team=river, by=by, on=today(), to=hill)


def test_a_small_number_is_for_who_may_open_the_children():
    assert said(4, whole=False) == "fewer than 5"
    assert said(5, whole=False) == "5"
    assert said(4, whole=True) == "4"
