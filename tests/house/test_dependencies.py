"""What we depend on: locked, hashed, explained, and brought from nowhere in particular."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.floors import ROOT

LOCKS = ["constraints.txt", "constraints-test.txt", "constraints-node.txt"]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


def locked(name: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in (ROOT / name).read_text().splitlines():
        if match := re.match(r"^([A-Za-z0-9._-]+)==([^ ]+)", line):
            found.setdefault(canonicalize_name(match[1]), []).append(match[2])
    return found


@pytest.mark.parametrize("name", [*LOCKS, "package-lock.json", ".npmrc", "pyproject.toml"])
def test_no_registry_is_named(name):
    text = (ROOT / name).read_text()
    assert not re.search(r"https?://|index-url|find-links|\"resolved\"", text)


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_carries_its_hashes(name):
    entries = re.split(r"\n(?=[A-Za-z0-9])", (ROOT / name).read_text().strip())
    assert [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize(
    ("extra", "lock"),
    [(None, "constraints.txt"), ("build", "constraints.txt"), ("test", "constraints-test.txt")],
)
def test_the_lock_holds_what_the_project_asks_for(extra, lock):
    asked = PROJECT["optional-dependencies"][extra] if extra else PROJECT["dependencies"]
    versions = locked(lock)
    for line in asked:
        wanted = Requirement(line)
        found = versions.get(canonicalize_name(wanted.name), [])
        assert found, f"{wanted.name} is not in {lock}: run tools/lock"
        assert all(wanted.specifier.contains(version) for version in found), (wanted, found)


def test_what_runs_in_an_authority_is_what_was_tested():
    run, test = locked("constraints.txt"), locked("constraints-test.txt")
    assert {name: versions for name, versions in run.items() if test.get(name) != versions} == {}


def test_every_dependency_says_why():
    lines = (ROOT / "pyproject.toml").read_text().splitlines()
    start = lines.index("dependencies = [")
    silent, explained = [], False
    for line in lines[start + 1 : lines.index("[project.scripts]")]:
        if line.startswith("    #"):
            explained = True
        elif line.startswith('    "') and not explained:
            silent.append(line)
        elif line.startswith("]"):
            explained = False
    assert silent == []


def test_the_pins_of_the_figures_still_have_their_reason():
    """DuckDB, SQLGlot and pandas are held back for Ibis 12.0.0 alone.

    When the lock brings a newer Ibis this fails: lift the three pins, run the engines' tests, and
    take this test out.
    """
    assert locked("constraints.txt")["ibis-framework"] == ["12.0.0"]
    held = {"duckdb": "==1.5.5", "sqlglot": "<30.11,>=28", "pandas": "<3,>=2.2"}
    asked = {Requirement(line).name: Requirement(line) for line in PROJECT["dependencies"]}
    assert {name: str(asked[name].specifier) for name in held} == held
