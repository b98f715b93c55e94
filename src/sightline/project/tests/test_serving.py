"""The product as it is run: a wheel that carries everything, and workers that come back."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import sysconfig
import time
import zipfile
from pathlib import Path

import pytest

from sightline.project.checking import fetch, free_port, patiently
from sightline.project.settings.home import CHECKOUT


@pytest.fixture
def surroundings(tmp_path):
    """An installation of its own: its own folder, no settings of this test run."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("SIGHTLINE_", "DJANGO_", "DATABASE_", "PYTEST_"))
    }
    return {**kept, "SIGHTLINE_HOME": str(tmp_path / "home"), "PYTHONUNBUFFERED": "1"}


def run(command, surroundings, cwd):
    done = subprocess.run(
        command, env=surroundings, cwd=cwd, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def installed(tmp_path, surroundings):
    """The Python of a fresh environment with the built wheel in it, and our dependencies beside."""
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    run(build, surroundings, CHECKOUT)
    run([sys.executable, "-m", "venv", "--without-pip", "fresh"], surroundings, tmp_path)
    fresh = tmp_path / "fresh"
    packages = next((fresh / "lib").glob("python3*")) / "site-packages"
    with zipfile.ZipFile(next(tmp_path.glob("sightline-*.whl"))) as wheel:
        wheel.extractall(packages)
    # a path line brings the dependencies and not the checkout that is installed among them
    (packages / "beside.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return fresh / "bin" / "python"


@pytest.mark.long
def test_a_built_wheel_carries_its_assets_and_loads_a_page(installed, surroundings, tmp_path):
    where = run(
        [installed, "-c", "import sightline; print(sightline.__file__)"], surroundings, tmp_path
    )
    assert Path(where.strip()).is_relative_to(tmp_path)
    run([installed, "-m", "sightline", "migrate"], surroundings, tmp_path)
    look = "from sightline.project.checking import *; raise SystemExit(check_served(free_port()))"
    said = run([installed, "-c", look], surroundings, tmp_path)
    assert "answered 200" in said
    assert ".css answered 200" in said
    assert list(Path(where.strip()).parent.rglob("test_*.py")) == []


@pytest.mark.long
def test_a_killed_web_worker_comes_back(surroundings, tmp_path):
    python = [sys.executable, "-m", "sightline"]
    run([*python, "migrate"], surroundings, tmp_path)
    port = free_port()
    server = subprocess.Popen(
        [*python, "serve", "--port", str(port), "--workers", "1"], env=surroundings, cwd=tmp_path
    )
    try:
        address = f"http://127.0.0.1:{port}/accounts/login/"
        assert patiently(address, server)[0] == 200
        before = descendants(server.pid)
        # one queue for all who serve: a process that dies takes no waiting reader with it
        assert listening(port) == 1
        assert answers_beside_half_sent_requests(port, address)
        os.kill(youngest_web(before), signal.SIGKILL)
        assert eventually(lambda: fetch(address)[0] == 200)
    finally:
        server.terminate()
        server.wait(timeout=30)
    assert not [pid for pid in before if Path(f"/proc/{pid}").exists()]


def answers_beside_half_sent_requests(port, address, seconds=15):
    """Whether somebody is answered while others hold every place and send nothing more."""
    with contextlib.ExitStack() as open_until_the_end:
        for _ in range(8):
            held = open_until_the_end.enter_context(socket.create_connection(("127.0.0.1", port)))
            held.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n")
        begun = time.monotonic()
        return fetch(address)[0] == 200 and time.monotonic() - begun < seconds


def listening(port):
    """How many sockets of this machine take connections at a port."""
    lines = Path("/proc/net/tcp").read_text().splitlines()[1:]
    told = [line.split() for line in lines]
    return sum(one[1].endswith(f":{port:04X}") and one[3] == "0A" for one in told)


def descendants(pid):
    """Every process below this one, from the system's own table."""
    children = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        children.setdefault(int(fields[1]), []).append(int(entry.name))
    found, waiting = [], [pid]
    while waiting:
        for child in children.get(waiting.pop(), []):
            found.append(child)
            waiting.append(child)
    return found


def youngest_web(pids):
    """The last started of the processes that serve pages."""
    serving = [
        pid for pid in pids
        if "project.web" in Path(f"/proc/{pid}/cmdline").read_text(errors="ignore")
    ]
    workers = [pid for pid in pids if set(descendants(pid)) == set()]
    return max(set(workers) & (set(serving) | below(serving)))


def below(pids):
    return {child for pid in pids for child in descendants(pid)}


def eventually(what, seconds=30.0):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            if what():
                return True
        except OSError:
            pass
        time.sleep(0.1)
    return False
