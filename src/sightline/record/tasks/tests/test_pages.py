"""The page of a task: done, checked by another, given another day, called off."""

from datetime import date

import pytest
from django.urls import reverse

from sightline.people.testing import a_child, a_user, a_worker
from sightline.record.allocation.actions import allocate
from sightline.record.spine.actions import open_step
from sightline.record.spine.models import Event
from sightline.record.tasks import actions
from sightline.record.tasks.models import Task

TODAY = date(2026, 6, 10)
pytestmark = pytest.mark.django_db


@pytest.fixture
def wilma():
    user = a_user("social_worker", name="Wilma Worker")
    user.row = a_worker("Wilma Worker", user=user)
    return user


@pytest.fixture
def tess():
    user = a_user("service_manager", name="Tess Manager")
    user.row = a_worker("Tess Manager", user=user)
    return user


@pytest.fixture
def step(wilma):
    opened = open_step("helping.begun", child=a_child(), by=wilma, on=date(2026, 6, 1))
    allocate(step=opened, worker=wilma.row, team=None, role="lead", reason="", by=wilma,
             on=date(2026, 6, 1))
    return opened


@pytest.fixture
def task(step, wilma, tess):
    return actions.give(
        text="See the father", owner_worker=wilma.row, due_on=date(2026, 6, 12), by=tess,
        step=step, needs_check=True,
    )


def address(task):
    return reverse("tasks:task", args=[task.child_id, task.pk])


def press(client, user, task, way, **typed):
    client.force_login(user)
    answers = {f"{way}-{name}": value for name, value in typed.items()}
    return client.post(address(task), {"way": way, **answers})


TODAYS = {"on-day": "10", "on-month": "6", "on-year": "2026"}


def test_a_task_is_done_with_what_shows_it_and_checked_by_another(client, task, wilma, tess):
    done = press(client, wilma, task, "done", words="Seen at his flat", **TODAYS)
    assert done["Location"] == reverse("pages:step", args=[task.child_id, task.step_id])
    task.refresh_from_db()
    assert (task.state, task.evidence, task.done_on) == ("done", "Seen at his flat", TODAY)
    assert Event.objects.filter(kind="task.done", child=task.child_id).exists()
    assert "Check it" not in client.get(address(task)).content.decode()
    client.force_login(tess)
    assert "Check it" in client.get(address(task)).content.decode()
    press(client, tess, task, "check", satisfied="no", words="Which day?")
    task.refresh_from_db()
    assert task.state == "open"


def test_its_own_worker_neither_moves_its_date_nor_calls_it_off(client, task, wilma):
    client.force_login(wilma)
    page = client.get(address(task)).content.decode()
    assert "It has been done" in page
    assert "It needs another day" not in page
    press(client, wilma, task, "cancel", words="Too busy")
    task.refresh_from_db()
    assert task.state == "open"


def test_a_manager_gives_it_another_day_or_calls_it_off_for_a_reason(client, task, tess):
    assert press(client, tess, task, "cancel", words="").status_code == 422
    day = {"due_on-day": "19", "due_on-month": "6", "due_on-year": "2026"}
    press(client, tess, task, "redate", words="He is away", **day)
    task.refresh_from_db()
    assert task.due_on == date(2026, 6, 19)
    press(client, tess, task, "cancel", words="The mother left him")
    task.refresh_from_db()
    assert task.state == "cancelled"


def test_what_cannot_be_read_is_shown_again_with_what_was_typed(client, task, wilma):
    answer = press(client, wilma, task, "done", words="Seen", **(TODAYS | {"on-month": "14"}))
    assert answer.status_code == 422
    assert "Seen" in answer.content.decode()
    assert Task.objects.get().state == "open"


def test_a_task_that_was_dealt_with_meanwhile_says_so(client, task, wilma, tess):
    actions.cancel(task=task, by=tess, on=TODAY, words="Moved away")
    client.force_login(wilma)
    answer = client.post(address(task), {"way": "done"}, follow=True).content.decode()
    assert "Somebody has dealt with this task already." in answer
    assert "Moved away" in answer
