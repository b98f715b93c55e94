"""Processes kept alive together."""

import os
import signal
import sys
import time

import pytest

from sightline.project.supervision import Child, Supervisor

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
FALL = [sys.executable, "-c", "raise SystemExit(3)"]


@pytest.fixture
def supervisor():
    made = Supervisor([Child("sleeper", SLEEP)])
    yield made
    made.stop()


def wait_for(what, seconds=5.0):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if what():
            return True
        time.sleep(0.02)
    return False


def test_a_killed_process_is_started_again(supervisor):
    supervisor.look()
    child = supervisor.children[0]
    first = child.process.pid
    os.kill(first, signal.SIGKILL)
    assert wait_for(lambda: supervisor.look() or (child.process and child.process.pid != first))
    assert child.process.poll() is None


def test_a_process_that_keeps_falling_waits_longer_each_time():
    supervisor = Supervisor([Child("faller", FALL)])
    child = supervisor.children[0]
    supervisor.look()
    child.process.wait()
    supervisor.look()
    first = child.resume - time.monotonic()
    child.resume = 0
    supervisor.look()
    child.process.wait()
    supervisor.look()
    assert child.falls == 2
    assert child.resume - time.monotonic() > first


def test_all_end_as_one(supervisor):
    supervisor.look()
    process = supervisor.children[0].process
    supervisor.stop()
    assert process.returncode is not None
