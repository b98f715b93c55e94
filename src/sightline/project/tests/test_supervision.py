"""Processes kept alive together."""

import os
import signal
import sys
import time
from pathlib import Path

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


def test_what_a_dead_process_left_behind_ends_before_it_is_started_again():
    parent = "import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', "
    parent += "'import time; time.sleep(60)']); print('ready', flush=True); time.sleep(60)"
    supervisor = Supervisor([Child("parent", [sys.executable, "-c", parent])])
    supervisor.look()
    child = supervisor.children[0]
    group = child.process.pid
    assert wait_for(lambda: len(members(group)) == 2)
    os.kill(group, signal.SIGKILL)
    child.process.wait()
    supervisor.look()
    assert wait_for(lambda: members(group) == [])
    supervisor.stop()


def members(group):
    """The living processes of a group, from the system's own table."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) == group and fields[0] != "Z":
            found.append(int(entry.name))
    return found


def test_all_end_as_one(supervisor):
    supervisor.look()
    process = supervisor.children[0].process
    supervisor.stop()
    assert process.returncode is not None
