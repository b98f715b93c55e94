"""The pages of a handover: sent, taken over or sent back by those who were asked."""

from datetime import date

import pytest
from django.urls import reverse

from sightline.access.policy import may_read
from sightline.people.testing import a_child, a_team, a_user, a_worker
from sightline.people.workforce.actions import place
from sightline.people.workforce.lookups import worker_of
from sightline.record.allocation.actions import allocate
from sightline.record.handover.models import Handover
from sightline.record.handover.queries import pending_on
from sightline.record.spine.actions import open_step

MAY = date(2026, 5, 6)
pytestmark = [pytest.mark.django_db, pytest.mark.covers("S086")]


def manager_of(team, name):
    user = a_user("team_manager", name=name)
    a_worker(name, user=user, team=team, manager=True)
    return user


@pytest.fixture
def giving():
    return a_team("Riverside team")


@pytest.fixture
def taking():
    return a_team("Family help team")


@pytest.fixture
def tess(giving):
    return manager_of(giving, "Tess Sender")


@pytest.fixture
def rhys(taking):
    return manager_of(taking, "Rhys Receiver")


@pytest.fixture
def step(tess, giving):
    made = open_step("helping.begun", child=a_child("Ana Example"), by=tess, on=MAY)
    allocate(step=made, worker=a_worker("Wilma Worker", team=giving), by=tess, on=MAY)
    return made


def sending(step):
    return reverse("handover:send", args=[step.child_id])


def answering(step):
    return reverse("handover:answer", args=[step.child_id, step.pk])


def words(taking, **more):
    return {"direction": "step_down", "destination": "early_help", "team": taking.pk,
            "outside": "", "reason": "The plan has worked", "plan_so_far": "School is settled",
            **more}


@pytest.fixture
def sent(client, step, tess, taking):
    client.force_login(tess)
    response = client.post(sending(step), words(taking))
    assert response.status_code == 302
    return step


def test_what_is_sent_waits_with_its_reason_and_the_plan_so_far(sent, taking, giving):
    handover = pending_on(sent)
    assert (handover.to_team, handover.reason) == (taking, "The plan has worked")
    assert handover.plan_so_far == "School is settled"
    sent.refresh_from_db()
    assert sent.owner_team == giving


def test_nothing_is_sent_to_nobody(client, step, tess, taking):
    client.force_login(tess)
    response = client.post(sending(step), words(taking, team=""))
    assert response.status_code == 422
    assert "Say who is to take it" in response.content.decode()
    assert not Handover.objects.exists()


def test_the_receiver_may_read_what_they_are_asked_to_take_and_nobody_else_may(sent, rhys):
    assert may_read(rhys, sent.child_id).ground == "handover"
    stranger = manager_of(a_team("Hillside team"), "Hal Elsewhere")
    assert not may_read(stranger, sent.child_id).allowed


def test_the_receiver_takes_it_over_with_a_named_worker(client, sent, rhys, taking):
    otto = a_worker("Otto Other", team=taking)
    client.force_login(rhys)
    html = client.get(answering(sent)).content.decode()
    assert "School is settled" in html
    assert "Otto Other, 0 children" in html
    response = client.post(answering(sent), {
        "answer": "accept", "worker": otto.pk, "on-day": "10/6/2026", "reason": "",
    })
    assert response["Location"] == reverse("worklists:team", args=[taking.pk])
    sent.refresh_from_db()
    assert (sent.owner_worker, sent.owner_team) == (otto, taking)
    assert may_read(rhys, sent.child_id).ground == "team"


def test_it_goes_back_only_with_a_reason_and_the_ground_goes_with_it(
    client, sent, rhys, giving
):
    client.force_login(rhys)
    back = {"answer": "return", "worker": "", "on-day": "10/6/2026"}
    assert client.post(answering(sent), {**back, "reason": " "}).status_code == 422
    assert pending_on(sent) is not None
    assert client.post(answering(sent), {**back, "reason": "No plan"}).status_code == 302
    sent.refresh_from_db()
    assert sent.owner_team == giving
    assert not may_read(rhys, sent.child_id).allowed


def test_what_waits_for_no_answer_has_no_page(client, step, tess):
    client.force_login(tess)
    assert client.get(answering(step)).status_code == 404


def test_somebody_outside_is_recorded_as_having_accepted(client, step, tess):
    client.force_login(tess)
    outside = {"team": "", "outside": "Barleyshire", "destination": "other_authority",
               "direction": "transfer", "reason": "Moved", "plan_so_far": ""}
    assert client.post(sending(step), outside).status_code == 302
    html = client.get(answering(step)).content.decode()
    assert "Barleyshire" in html
    assert "Who accepted it there?" in html
    assert client.post(answering(step), {
        "answer": "accept", "accepted_by_name": "Bea Field", "on-day": "10/6/2026", "reason": "",
    }).status_code == 302
    assert pending_on(step) is None


def test_sending_again_says_that_it_takes_the_place_of_the_first(client, sent, tess):
    client.force_login(tess)
    assert "takes the place of that" in client.get(sending(sent)).content.decode()


def test_whoever_sent_it_does_not_accept_it_for_the_others(client, sent, tess, rhys, taking):
    otto = a_worker("Otto Other", team=taking)
    typed = {"answer": "accept", "worker": otto.pk, "on-day": "10/6/2026", "reason": ""}
    client.force_login(tess)
    answer = client.post(answering(sent), typed)
    assert answer.status_code == 422
    assert "Family help team" in answer.content.decode()
    assert pending_on(sent) is not None
    client.force_login(rhys)
    assert client.post(answering(sent), typed).status_code == 302


def test_a_manager_of_both_teams_may_send_and_accept(client, sent, tess, taking):
    place(worker=worker_of(tess), team=taking, by=tess, on=MAY, manager=True)
    client.force_login(tess)
    typed = {"answer": "accept", "worker": "", "on-day": "10/6/2026", "reason": ""}
    assert client.post(answering(sent), typed).status_code == 302
