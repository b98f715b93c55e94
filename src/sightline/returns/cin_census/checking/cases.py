"""Cases made by others, run against the rules: what they expected and what was found.

A case gives tables of rows, says which columns are dates, and names the places where a rule must be
broken. Only the tables that its own test looked at are compared; where it does not say, all are.
"""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from sightline.returns.cin_census.checking.register import rule as rule_of
from sightline.returns.cin_census.tables import (
    TABLES,
    Census,
    Child,
    Episode,
    Header,
    ProtectionPlan,
    fields_of,
)
from sightline.returns.kit.rules import Checker, Row, Rule, Unread

Place = tuple[str, str, int]
WRITTEN = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y")


@dataclass(frozen=True, slots=True)
class Difference:
    """A known difference between an answer expected by others and ours, and who is right."""

    where: str
    rule: str
    table: str
    element: str
    kind: str
    right: str
    reason: str


@cache
def differences() -> tuple[Difference, ...]:
    """Every difference that is explained."""
    path = Path(__file__).with_name("differences.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(Difference(**row) for row in csv.DictReader(file))


@dataclass
class Case:
    """One case file's answer."""

    file: str
    rule: str
    missing: list[Place] = field(default_factory=list)
    extra: list[Place] = field(default_factory=list)
    disputed: str = ""
    reason: str = ""

    @property
    def passed(self) -> bool:
        """Whether what was expected is what was found."""
        return not (self.missing or self.extra or self.reason)

    def as_data(self) -> dict[str, Any]:
        """The answer for a machine."""
        told: dict[str, Any] = {
            "file": self.file, "rule": self.rule, "result": "pass" if self.passed else "fail",
            "missing": [list(place) for place in sorted(self.missing)],
            "extra": [list(place) for place in sorted(self.extra)],
        }
        if self.disputed:
            told["disputed"] = self.disputed
        if self.reason:
            told["reason"] = self.reason
        return told


def run_folder(folder: Path) -> list[Case]:
    """Every case in the files of a folder, in order of their names."""
    found: list[Case] = []
    for path in sorted(folder.glob("*.json")):
        try:
            held = json.loads(path.read_text(encoding="utf-8"))
        except (ValueError, OSError) as error:
            found.append(Case(path.name, "", reason=f"The file cannot be read: {error}"))
            continue
        if isinstance(held, dict) and isinstance(held.get("cases"), list):
            found.extend(run_case(path.name, held, case) for case in held["cases"])
    return found


def run_case(file: str, held: dict[str, Any], case: dict[str, Any]) -> Case:
    """One case of a file."""
    code, expected = str(held.get("rule", "")), case.get("expected", {})
    disputed = held.get("disputed") or {}
    answer = Case(file, code, disputed=str(disputed.get("note", "")) if disputed else "")
    rule = rule_of(code)
    if rule is None:
        answer.reason = f"There is no rule {code!r} here."
        return answer
    year = year_of_ruleset(str(held.get("ruleset", "")))
    try:
        children, census = assembled(case.get("inputs", {}), year)
    except (KeyError, TypeError, ValueError) as error:
        answer.reason = f"The case's tables cannot be read: {error!r}"
        return answer
    compare(answer, expected, rule, children, census)
    return answer


def compare(
    answer: Case, expected: dict[str, Any], rule: Rule, children: list[Child], census: Census
) -> None:
    """Put what was found beside what was expected."""
    checker = Checker([rule], census)
    for child in children:
        checker.check(child)
        checker.see(child)
    checker.end()
    if checker.not_evaluated:
        answer.reason = checker.not_evaluated[0].reason
    found = {place for each in checker.found for place in each.locations}
    wanted = {(table, name, int(row)) for table, name, row in expected.get("locations") or ()}
    asserted = expected.get("asserted_tables")
    looked_at = {table for table, whether in (asserted or {}).items() if whether}
    if looked_at:
        found = {place for place in found if place[0] in looked_at}
        wanted = {place for place in wanted if place[0] in looked_at}
    if expected.get("return_level"):
        if not checker.found:
            answer.reason = answer.reason or "The rule is not broken by the return as a whole."
        return
    answer.missing, answer.extra = list(wanted - found), list(found - wanted)


def year_of_ruleset(name: str) -> int:
    """The census year of "cin2022_23" or "2022-23"."""
    digits = "".join(each for each in name if each.isdigit())
    if len(digits) != 6:
        raise ValueError(f"{name!r} is no ruleset; one is written cin2022_23")
    return int(digits[:4]) + 1


def assembled(inputs: dict[str, Any], year: int) -> tuple[list[Child], Census]:
    """The tables of a case as children with their rows; loose rows lie in an episode of none."""
    rows = {name: _rows(name, held) for name, held in inputs.items() if name in TABLES}
    header = next((row for row, _ in rows.pop("Header", [])), None)
    last = header.ReferenceDate if isinstance(header, Header) else None
    census = Census(year, last if isinstance(last, date) else None,
                    header if isinstance(header, Header) else None)
    children: dict[Any, Child] = {}
    within: dict[Any, Any] = {}
    order = sorted(rows, key=list(TABLES).index)
    for name in order:
        for row, keys in rows[name]:
            child = children.setdefault(keys["child"], Child(str(keys["child"])))
            episode = (keys["child"], keys["episode"])
            if isinstance(row, Episode):
                within[episode] = row
                child.take(row)
            elif name in ("ChildIdentifiers", "ChildCharacteristics", "Disabilities"):
                child.take(row)
            elif name == "Reviews":
                key = (*episode, keys["plan"])
                child.take(row, within.setdefault(key, ProtectionPlan()))
            else:
                if isinstance(row, ProtectionPlan):
                    within[(*episode, keys["plan"])] = row
                if episode not in within:
                    within[episode] = Episode()
                    child.loose.append(within[episode])
                child.take(row, within[episode])
    return list(children.values()), census


def _rows(name: str, held: dict[str, Any]) -> list[tuple[Row, dict[str, Any]]]:
    kind, columns = TABLES[name], held["columns"]
    kinds, found = fields_of(kind), []
    for number, values in enumerate(held["rows"]):
        told = dict(zip(columns, values, strict=True))
        if name == "ChildProtectionPlans" and told.get("CPPID", "") is None:
            # a row without a plan: the table has a line for every episode
            continue
        keys = {
            "child": _key(told, ("LAchildID", "CINdetailsID"), number),
            "episode": told.get("CINdetailsID"), "plan": told.get("CPPID"),
        }
        row = kind(number=number)
        for field_name, kind_of in kinds.items():
            if told.get(field_name) is not None:
                row.__dict__[field_name] = _value(kind_of, told[field_name], field_name)
        found.append((row, keys))
    return found


def _key(told: dict[str, Any], names: tuple[str, ...], number: int) -> Any:
    for name in names:
        if name in told:
            return told[name] if told[name] is not None else f"nameless {number}"
    return f"row {number}"


def _value(kind: str, value: Any, name: str) -> Any:
    if kind.startswith("tuple"):
        return tuple(map(str, value)) if isinstance(value, list) else (str(value),)
    if kind != "Day":
        return str(value)
    for written in WRITTEN:
        try:
            return datetime.strptime(str(value), written).date()  # noqa: DTZ007  a day, no moment
        except ValueError:
            continue
    return Unread(str(value), name)
