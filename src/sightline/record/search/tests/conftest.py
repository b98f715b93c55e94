"""Children with something written about them, and the people who look for it."""

from datetime import date

import pytest

from sightline.people.testing import a_child, a_recorder, a_team, a_user, a_worker
from sightline.record.allocation.actions import allocate
from sightline.record.notes.actions import record_note
from sightline.record.spine.actions import open_step
from sightline.record.testing import invented_work

DAY = date(2026, 6, 1)


@pytest.fixture(autouse=True)
def work():
    """An invented process on which children can be worked with."""
    with invented_work():
        yield


@pytest.fixture
def worker(db):
    """A social worker who reads the records of those allocated to them."""
    user = a_user("social_worker", name="Wyn Worker")
    user.at_work = a_worker("Wyn Worker", user=user, team=a_team("Quayside"))
    return user


@pytest.fixture
def everywhere(db):
    """Somebody at the front door, who may read every child of the authority."""
    return a_user("front_door_worker", name="Fay Door")


def worked_with(worker, name, **told):
    """A child allocated to a worker."""
    child = a_child(name, **told)
    step = open_step("helping.begun", by=a_recorder(), on=DAY, child=child)
    allocate(step=step, worker=worker.at_work, by=a_recorder(), on=DAY)
    return child


def noted(*children, text, on=DAY, **told):
    """A note written once about these children; the event of the first."""
    occasion = record_note(by=a_recorder(), on=on, children=children, text=text, **told)
    return occasion.parts.order_by("pk").first()
