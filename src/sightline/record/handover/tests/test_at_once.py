"""Two people at once: what one of them accepts, finishes or takes over is done once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from threading import Barrier
from zoneinfo import ZoneInfo

import pytest
from django.db import connection

from sightline.base.moments import fixed
from sightline.people.testing import a_child, a_team, a_user, a_worker
from sightline.record.allocation.actions import allocate
from sightline.record.allocation.models import Involvement
from sightline.record.handover.actions import accept, send
from sightline.record.spine.actions import open_step
from sightline.record.spine.errors import RecordError
from sightline.record.spine.models import Event, Step
from sightline.record.tasks import actions as tasks
from sightline.record.tasks.models import Task

MAY, TODAY = date(2026, 5, 6), date(2026, 6, 10)
NOW = datetime(2026, 6, 10, 10, 0, tzinfo=ZoneInfo("Europe/London"))
pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*deeds):
    """Do each deed in its own thread and connection, all starting together; True is success."""
    start = Barrier(len(deeds))

    def do(deed):
        try:
            with fixed(NOW):
                start.wait(timeout=10)
                deed()
        except RecordError:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(len(deeds)) as pool:
        return sorted(pool.map(do, deeds))


@pytest.fixture
def step():
    return open_step("helping.begun", child=a_child(), by=None, on=MAY)


def test_a_handover_accepted_by_two_at_once_is_accepted_once(step):
    taking = a_team("Taking team")
    send(step=step, direction="transfer", destination="team", by=None, on=MAY, to_team=taking)
    one, two = a_worker("One", team=taking), a_worker("Two", team=taking)
    done = at_once(*(
        lambda worker=worker: accept(
            step=Step.objects.get(pk=step.pk), worker=worker, by=None, on=TODAY
        )
        for worker in (one, two)
    ))
    assert done == [False, True]
    assert Event.objects.filter(kind="handover.accepted").count() == 1
    assert Involvement.objects.current().count() == 1


def test_a_child_allocated_by_two_managers_at_once_has_one_lead(step):
    team = a_team()
    workers = [a_worker("One", team=team), a_worker("Two", team=team)]
    done = at_once(*(
        lambda worker=worker: allocate(
            step=Step.objects.get(pk=step.pk), worker=worker, by=None, on=TODAY
        )
        for worker in workers
    ))
    assert done == [True, True]
    lead = Involvement.objects.current().get()
    step.refresh_from_db()
    last = Event.objects.filter(kind="allocation.allocated").order_by("order", "id").last()
    assert (lead.worker, lead.event) == (step.owner_worker, last)


def test_a_task_finished_by_two_at_once_is_finished_once(step):
    task = tasks.give(
        text="Ring school", owner_worker=a_worker(), due_on=TODAY, by=None, on=MAY, step=step
    )
    users = [a_user(), a_user()]
    done = at_once(*(
        lambda user=user: tasks.finish(task=Task.objects.get(pk=task.pk), by=user, on=TODAY)
        for user in users
    ))
    assert done == [False, True]
    assert Event.objects.filter(kind="task.done").count() == 1


def test_a_task_finished_while_its_child_is_taken_over_stops_neither(step):
    giving, taking = a_team("Giving team"), a_team("Taking team")
    lead = a_worker("One", team=giving)
    allocate(step=step, worker=lead, by=None, on=MAY)
    send(step=step, direction="transfer", destination="team", by=None, on=MAY, to_team=taking)
    given = {"owner_worker": lead, "due_on": TODAY, "by": None, "on": MAY, "step": step}
    task, other = (tasks.give(text=words, **given) for words in ("Ring school", "Ring father"))
    done = at_once(
        lambda: accept(step=Step.objects.get(pk=step.pk), by=None, on=TODAY),
        lambda: tasks.finish(task=Task.objects.get(pk=task.pk), by=None, on=TODAY),
    )
    assert done == [True, True]
    task.refresh_from_db()
    other.refresh_from_db()
    assert (task.state, other.owner_team) == ("done", taking)
