"""Two records of one child, each with work, facts and family, and who may merge them."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from sightline.base import moments
from sightline.people.persons import actions as facts
from sightline.people.relationships.actions import relate
from sightline.people.testing import a_child, a_recorder, a_user, a_worker, an_adult
from sightline.record.allocation.actions import allocate
from sightline.record.notes.actions import record_note
from sightline.record.spine.actions import open_step, record
from sightline.record.spine.voiding import void
from sightline.record.tasks import actions as tasks
from sightline.record.testing import invented_work

MORNING = datetime(2026, 6, 10, 9, 0, tzinfo=ZoneInfo("Europe/London"))
MAY = date(2026, 5, 6)


@pytest.fixture(autouse=True)
def work():
    """The invented processes."""
    with invented_work():
        yield


@pytest.fixture
def later():
    """So many hours after the records were made."""

    def hours(count):
        return moments.fixed(MORNING + timedelta(hours=count))

    return hours


def filled(name, mother, *, worker, by, number):
    """A record with something of every sort."""
    child = a_child(name, by=by)
    step = open_step("helping.begun", by=by, on=MAY, child=child)
    open_step("section47.started", by=by, on=MAY, child=child)
    allocate(step=step, worker=worker, by=by, on=MAY)
    record_note(by=by, on=MAY, children=[child], text=f"Zebra {number}", step=step)
    mistake = record("helping.outlined", by=by, on=MAY, step=step)
    void(mistake, by=by, reason="of another child")
    task = tasks.give(text="Ring school", owner_worker=worker, due_on=MAY, by=by, step=step,
                      child=child)
    facts.record_identifier(person=child, by=by, on=None, scheme="nhs", value=number)
    facts.record_sex(person=child, by=by, on=MAY, code="F")
    relate(person=child, other=mother, kind="mother", by=by, on=MAY)
    return SimpleNamespace(child=child, step=step, task=task)


@pytest.fixture
def two(db):
    """Ada, and Ada again with her name misspelt; one mother."""
    with moments.fixed(MORNING):
        made = SimpleNamespace(by=a_recorder(), worker=a_worker("Wilma Worker"))
        made.manager = a_user("service_manager", name="Maya Manager")
        a_worker("Maya Manager", user=made.manager)
        made.mother = an_adult("Grace Example")
        for key, name, number in (("ada", "Ada Example", "943 476 5919"),
                                  ("eda", "Eda Example", "987 654 4321")):
            setattr(made, key, filled(name, made.mother, worker=made.worker, by=made.by,
                                      number=number))
    return made
