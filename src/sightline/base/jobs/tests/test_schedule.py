from datetime import timedelta

import pytest

from sightline.base.jobs import schedule
from sightline.base.jobs.models import DueTask
from sightline.base.moments import fixed, now
from sightline.kernel.register import Register


@pytest.fixture
def ran(db, monkeypatch):
    """What ran, with a register of this test's own."""
    monkeypatch.setattr(schedule, "recurring_work", Register("recurring job"))
    return []


def declare(ran, key="count", work=None):
    done = work or (lambda: ran.append(key))
    return schedule.recurring(key, every=timedelta(minutes=5), work=done)


def test_work_is_done_when_due_and_not_again_before_it_is(ran, clock):
    declare(ran)
    assert schedule.tick() == ["count"]
    assert schedule.tick() == []
    with fixed(clock + timedelta(minutes=5)):
        assert schedule.tick() == ["count"]
    assert ran == ["count", "count"]


def test_work_that_another_runner_holds_is_left_to_it(ran, clock):
    declare(ran)
    held = DueTask.objects.create(
        key="count", run_at=now(), claimed_at=now(), claimed_by="another:1"
    )
    assert schedule.tick() == []
    with fixed(clock + schedule.LOST_AFTER + timedelta(seconds=1)):
        assert schedule.tick() == ["count"]
    held.refresh_from_db()
    assert held.claimed_at is None


def test_one_jobs_fault_stops_no_other_and_names_nobody(ran, caplog):
    def fails():
        raise ValueError("Ash Example could not be published")

    declare(ran, "a", fails)
    declare(ran, "b")
    assert schedule.tick() == ["a", "b"]
    assert ran == ["b"]
    assert DueTask.objects.get(key="a").fault == "ValueError"
    assert DueTask.objects.get(key="a").run_at > now()
    assert "Ash" not in caplog.text


def test_work_that_recovers_has_no_fault(ran, clock):
    DueTask.objects.create(key="count", run_at=now(), fault="ValueError")
    declare(ran)
    schedule.tick()
    assert DueTask.objects.get(key="count").fault == ""
