"""The pages of allocation: a worker is named, a part ends, a risk is written down."""

import re
from datetime import date

import pytest
from django.urls import reverse

from sightline.people.testing import a_child, a_team, a_user, a_worker
from sightline.record.allocation import queries
from sightline.record.allocation.actions import allocate, place_in_team
from sightline.record.allocation.models import Allocation
from sightline.record.spine.actions import open_step, record
from sightline.record.spine.models import Step

TODAY = date(2026, 6, 10)
MAY = date(2026, 5, 6)
pytestmark = [pytest.mark.django_db, pytest.mark.covers("S085")]


@pytest.fixture
def team():
    return a_team("Riverside team")


@pytest.fixture
def manager(team, client):
    user = a_user("team_manager", name="Tess Manager")
    a_worker("Tess Manager", user=user, team=team, manager=True)
    client.force_login(user)
    return user


@pytest.fixture
def wilma(team):
    return a_worker("Wilma Worker", team=team)


@pytest.fixture
def step(manager, team):
    made = open_step("helping.begun", child=a_child("Ana Example"), by=manager, on=MAY)
    place_in_team(step=made, team=team, by=manager, on=MAY)
    return made


def address(step, name="allocate", **more):
    return reverse(f"allocation:{name}", kwargs={"child_id": step.child_id, **more})


def given(worker, **more):
    return {"worker": worker.pk, "role": "lead", "on-day": "10/6/2026", "reason": "", **more}


def test_the_page_offers_the_teams_workers_with_how_many_children_each_has(
    client, step, wilma, manager
):
    busy = open_step("helping.begun", child=a_child("Ben Example"), by=manager, on=MAY)
    allocate(step=busy, worker=wilma, by=manager, on=MAY)
    html = client.get(address(step)).content.decode()
    assert "Wilma Worker, 1 child" in html
    assert "Tess Manager, 0 children" in html


def test_naming_a_worker_allocates_the_child_and_goes_back_to_the_team_list(
    client, step, wilma, team
):
    response = client.post(address(step), given(wilma, reason="Knows the family"))
    assert response.status_code == 302
    assert response["Location"] == reverse("worklists:team", args=[team.pk])
    assert queries.lead_worker(step.child_id) == wilma
    assert Allocation.objects.latest("pk").reason == "Knows the family"
    assert "is allocated to Wilma Worker" in client.get(response["Location"]).content.decode()


def test_every_open_journey_of_the_child_goes_to_the_worker(client, step, wilma, manager):
    other = open_step("calling.begun", child=step.child, by=manager, on=MAY)
    client.post(address(step), given(wilma))
    for each in (step, other):
        each.refresh_from_db()
        assert each.owner_worker == wilma


def test_a_day_to_come_is_refused_in_words_and_nothing_is_lost(client, step, wilma):
    later = given(wilma, reason="Knows them") | {"on-day": "12/6/2026"}
    response = client.post(address(step), later)
    html = response.content.decode()
    assert response.status_code == 422
    assert "in the future" in html
    assert "Knows them" in html
    assert queries.lead_worker(step.child_id) is None


def test_who_has_left_is_not_offered(client, step, wilma, manager):
    from sightline.people.workforce.actions import leave

    leave(worker=wilma, by=manager, on=date(2026, 6, 1))
    assert "Wilma Worker" not in client.get(address(step)).content.decode()


def parts(step):
    found = queries.current_allocations([step.child_id])[step.child_id]
    return {(part.worker and part.worker.name, str(part.role)) for part in found}


@pytest.mark.covers("S086")
def test_a_worker_of_another_team_works_with_the_child_and_the_holder_answers_until_it_accepts(
    client, step, team, wilma
):
    other = a_team("Hillside team")
    rhys = a_user("team_manager", name="Rhys Receiver")
    a_worker("Rhys Receiver", user=rhys, team=other, manager=True)
    otto = a_worker("Otto Other", team=other)
    client.post(address(step), given(wilma))
    html = client.get(address(step), {"team": other.pk}).content.decode()
    assert "Otto Other" in html
    assert "Riverside team goes on answering until Hillside team accepts" in html
    response = client.post(f"{address(step)}?team={other.pk}", given(otto))
    step.refresh_from_db()
    assert (step.owner_worker, step.owner_team) == (wilma, team)
    assert parts(step) == {("Wilma Worker", "lead"), ("Otto Other", "co_worker")}
    handing = reverse("handover:send", args=[step.child_id])
    assert response["Location"] == f"{handing}?team={other.pk}"
    html = client.get(response["Location"]).content.decode()
    assert f'<option value="{other.pk}" selected' in html
    client.post(response["Location"], {
        "direction": "transfer", "destination": "team", "team": other.pk, "reason": "Moved",
    })
    client.force_login(rhys)
    answering = reverse("handover:answer", args=[step.child_id, step.pk])
    # until it has accepted, the receiver cannot take the lead by allocating either
    client.post(f"{address(step)}?team={other.pk}", given(otto))
    step.refresh_from_db()
    assert (step.owner_worker, step.owner_team) == (wilma, team)
    assert f'<option value="{otto.pk}" selected' in client.get(answering).content.decode()
    client.post(answering, {"answer": "accept", "worker": otto.pk, "on-day": "10/6/2026"})
    step.refresh_from_db()
    assert (step.owner_worker, step.owner_team) == (otto, other)
    assert parts(step) == {("Otto Other", "lead")}


def test_work_that_came_in_a_file_and_nobody_held_is_placed_with_any_team(client, step):
    Step.objects.filter(pk=step.pk).update(source="cin-census")
    other = a_team("Hillside team")
    otto = a_worker("Otto Other", team=other)
    client.post(f"{address(step)}?team={other.pk}", given(otto))
    step.refresh_from_db()
    assert (step.owner_worker, step.owner_team) == (otto, other)


def test_a_worker_not_on_offer_cannot_be_posted(client, step):
    stranger = a_worker("Stan Stranger", team=a_team("Hillside team"))
    assert client.post(address(step), given(stranger)).status_code == 422
    assert queries.lead_worker(step.child_id) is None


def test_a_leads_part_ends_with_a_reason_and_the_team_keeps_the_child(
    client, step, wilma, manager, team
):
    allocate(step=step, worker=wilma, by=manager, on=MAY)
    [part] = queries.current_allocations([step.child_id])[step.child_id]
    ending = address(step, "end", involvement_id=part.pk)
    assert ending in client.get(address(step)).content.decode()
    assert client.post(ending, {"on-day": "10/6/2026", "reason": ""}).status_code == 422
    assert client.post(ending, {"on-day": "10/6/2026", "reason": "Moved on"}).status_code == 302
    step.refresh_from_db()
    assert (step.owner_worker, step.owner_team) == (None, team)


def test_a_risk_written_down_stands_on_the_team_list(client, step, team):
    response = client.post(address(step, "wait"), {"risk": "Duty rings school daily"})
    assert response["Location"] == reverse("worklists:team", args=[team.pk])
    assert "Duty rings school daily" in client.get(response["Location"]).content.decode()


def test_the_page_says_when_nothing_is_open(client, step, wilma, manager):
    busy = open_step("helping.begun", child=step.child, by=manager, on=MAY)
    allocate(step=busy, worker=wilma, by=manager, on=MAY)
    record("helping.ended", step=step, by=manager, on=TODAY)
    record("helping.ended", step=busy, by=manager, on=TODAY)
    front = a_user("front_door_manager")
    client.force_login(front)
    assert "Nothing is open for this child" in client.get(address(step)).content.decode()


def test_a_social_worker_does_not_allocate(client, step, wilma, team):
    user = a_user("social_worker")
    a_worker("Sam Social", user=user, team=team)
    client.force_login(user)
    assert client.get(address(step)).status_code == 403


def test_a_child_is_allocated_from_the_team_list_in_three_clicks(client, step, wilma, team):
    listed = client.get(reverse("worklists:team", args=[team.pk])).content.decode()
    link = re.search(r'href="([^"]+/allocate/)"', listed)  # one: the button beside the child
    assert link is not None
    page = client.get(link[1]).content.decode()
    radio = re.search(rf'name="worker"[^>]*value="{wilma.pk}"', page)  # two: the worker
    assert radio is not None
    assert client.post(link[1], given(wilma)).status_code == 302  # three: allocate
