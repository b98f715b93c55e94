"""What the test runs left behind: how long each test took, and which rows of the product it proves.

Read from the JUnit files that pytest writes into `var/test-results`.
"""

import csv
import xml.etree.ElementTree as ElementTree
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "var" / "test-results"
COVERAGE = ROOT / "docs" / "coverage.csv"


@dataclass(frozen=True)
class Result:
    """One test in one run."""

    nodeid: str
    run: str
    seconds: float
    passed: bool
    covers: frozenset[str]


def clear() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for path in FOLDER.glob("*.xml"):
        path.unlink()


def into(run: str) -> str:
    """The pytest option that keeps a run's results."""
    return f"--junit-xml={FOLDER / run}.xml"


def read() -> list[Result]:
    """Every result of every run there is."""
    found = []
    for path in sorted(FOLDER.glob("*.xml")):
        for case in ElementTree.parse(path).iter("testcase"):
            found.append(result(case, path.stem))
    return found


def result(case: ElementTree.Element, run: str) -> Result:
    properties = [(p.get("name"), p.get("value") or "") for p in case.iter("property")]
    nodeid = next((value for name, value in properties if name == "nodeid"), case.get("name") or "")
    rows = {row for name, value in properties if name == "covers" for row in value.split()}
    failed = any(case.find(kind) is not None for kind in ("failure", "error", "skipped"))
    seconds = float(case.get("time") or 0)
    return Result(nodeid, run, seconds, not failed, frozenset(rows))


def slowest(count: int) -> list[tuple[float, str, str]]:
    ranked = sorted(read(), key=lambda one: one.seconds, reverse=True)
    return [(one.seconds, one.nodeid, one.run) for one in ranked[:count]]


def rows() -> list[dict[str, str]]:
    with COVERAGE.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def uncovered() -> list[str]:
    """What docs/coverage.csv promises and this run did not prove, one sentence each."""
    proved: dict[str, set[str]] = {}
    for one in read():
        if one.passed:
            for row in one.covers:
                proved.setdefault(row, set()).add(one.nodeid.split("[")[0])
    wrong = []
    for row in rows():
        named = row["test"].split()
        if row["state"] == "works" and not named:
            wrong.append(f"{row['id']} is said to work, and names no test")
        for test in named:
            if test not in proved.get(row["id"], set()):
                wrong.append(f"{row['id']}: {test} did not run and pass with covers({row['id']!r})")
    return wrong


def count() -> str:
    """How much of the product is there, in one line for each kind of row."""
    told = []
    for letter in "SDF":
        states = Counter(row["state"] for row in rows() if row["id"].startswith(letter))
        words = ", ".join(f"{number} {state}" for state, number in sorted(states.items()))
        told.append(f"{letter} rows: {words}")
    return "\n".join(told)
