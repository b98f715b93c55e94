"""start.py: what a fresh machine is asked for, and told when it lacks something."""

import ast
import sys

import pytest

import start
from tests.house.floors import ROOT


@pytest.fixture
def bare(monkeypatch):
    """A machine with neither browser nor PostgreSQL, and nobody allowed to install them."""
    monkeypatch.setattr(
        start.shutil, "which", lambda name: "/usr/bin/apt-get" if name == "apt-get" else None
    )
    monkeypatch.setattr(start.Path, "glob", lambda self, pattern: iter(()))
    monkeypatch.setattr(start.os, "geteuid", lambda: 1000)


def test_what_may_not_be_installed_is_asked_for_with_the_command_to_type(bare):
    with pytest.raises(SystemExit) as told:
        start.bring_system_parts()
    words = str(told.value)
    assert "sudo apt-get update && sudo apt-get install --yes" in words
    assert "chromium" in words
    assert "postgresql" in words


def test_root_needs_no_sudo(bare, monkeypatch):
    monkeypatch.setattr(start.os, "geteuid", lambda: 0)
    ran = []
    monkeypatch.setattr(start.subprocess, "run", lambda command, **more: ran.append(command))
    start.bring_system_parts()
    assert ran[0][:2] == ["apt-get", "update"]
    assert ran[1][:2] == ["apt-get", "install"]


def test_nothing_is_installed_where_nothing_is_missing(monkeypatch):
    monkeypatch.setattr(start.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(start.subprocess, "run", lambda *given, **more: pytest.fail(f"ran {given}"))
    start.bring_system_parts()


@pytest.mark.parametrize("name", ["start.py", "tools/assets.py", "tests/postgres.py"])
def test_what_runs_before_anything_is_installed_needs_nothing_installed(name):
    tree = ast.parse((ROOT / name).read_text(encoding="utf-8"))
    roots = {
        alias.name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    roots |= {
        (node.module or "").split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
    }
    assert roots <= set(sys.stdlib_module_names)


def test_what_is_compiled_is_kept_whatever_this_machine_says(monkeypatch):
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("SIGHTLINE_HOME", "/somewhere")
    assert "PYTHONDONTWRITEBYTECODE" not in start.surroundings()
    assert start.surroundings()["SIGHTLINE_HOME"] == "/somewhere"


def test_an_option_it_does_not_know_is_refused(capsys):
    with pytest.raises(SystemExit) as ended:
        start.main(["demo", "--chekc"])
    assert ended.value.code == 2
    assert "--chekc" in capsys.readouterr().err
