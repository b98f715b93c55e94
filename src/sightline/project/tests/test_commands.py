"""The command line: it teaches, and says plainly what is wrong."""

import json
import os
import socket
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from sightline.access.users.models import User
from sightline.people.testing import an_authority
from sightline.project.commands.main import gather

COMMANDS = ["demo", "serve", "migrate", "rooms", "clocks", "docs", "audit", "users"]


@pytest.fixture(scope="module")
def sightline():
    app = gather()
    return lambda *arguments: CliRunner().invoke(app, list(arguments))


@pytest.mark.parametrize("command", COMMANDS)
def test_help_names_every_command(sightline, command):
    assert command in sightline("--help").output


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(sightline, command):
    shown = sightline(command, "--help")
    assert shown.exit_code == 0
    assert len(shown.output.split()) > 20


def test_rooms_are_told_to_a_machine(sightline):
    shown = sightline("rooms", "--format", "json")
    told = json.loads(shown.output)
    assert {"room", "process", "event", "clock", "role"} <= {row["kind"] for row in told}


def test_a_clock_that_does_not_exist_is_refused_with_where_to_look(sightline):
    shown = sightline("clocks", "due", "no_such_clock", "--start", "2026-06-10")
    assert shown.exit_code == 2
    assert "sightline clocks list" in " ".join(shown.output.split())


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_nobody_serves_where_somebody_else_does(sightline, command, db):
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = sightline(command, "--port", str(port))
    assert done.exit_code == 2
    assert "already" in done.output


def test_a_day_that_is_no_day_is_refused(sightline):
    shown = sightline("demo", "--today", "31/02/2026")
    assert shown.exit_code == 2
    assert "is no date" in shown.output


def test_a_demonstration_is_not_made_beside_an_authoritys_records(sightline, db):
    an_authority("998")
    before = set(User.objects.values_list("username", flat=True))
    shown = sightline("demo", "--check")
    assert shown.exit_code == 2
    assert "holds an authority's records" in " ".join(shown.output.replace("│", " ").split())
    assert set(User.objects.values_list("username", flat=True)) == before


def test_a_database_that_was_never_made_is_said_in_words(tmp_path):
    kept = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    shown = subprocess.run(
        [sys.executable, "-m", "sightline", "search", "rebuild", "--check"],
        env={
            **kept, "SIGHTLINE_HOME": str(tmp_path), "PYTHONPATH": os.pathsep.join(sys.path),
            "DJANGO_SETTINGS_MODULE": "sightline.project.settings.base",
        },
        capture_output=True, text=True, timeout=120,
    )
    assert shown.returncode == 1
    assert "Run `sightline migrate`" in shown.stderr
    assert "Traceback" not in shown.stderr
