"""The rows that each rule carries, read as returns: those that pass, and those that fail and where.

A line is a row: its table, then Element=value; `Element!=value`, or `Element!` where nothing is
given, is an element that a finding must name. A row lies in the latest episode or plan above it.
`--` begins another child, an empty line another return, `year 2022-23` says which census it is.
"""

from __future__ import annotations

import importlib
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sightline.returns.cin_census.layout import year_of
from sightline.returns.cin_census.tables import (
    TABLES,
    Census,
    Characteristics,
    Child,
    Disability,
    Episode,
    Header,
    Identifiers,
    ProtectionPlan,
    Review,
    fields_of,
)
from sightline.returns.kit.rules import Checker, Row, Rule

NAMES = {"CINPlanDates": "CINplanDates"}
USUAL = 2026
Place = tuple[str, str, int]


@dataclass
class Example:
    """One small return, and the places where a rule must find it broken."""

    census: Census
    children: list[Child] = field(default_factory=list)
    broken_at: set[Place] = field(default_factory=set)

    def found(self, rule: Rule) -> tuple[bool, set[Place]]:
        """Whether the rule is broken here, and every place it names."""
        checker = Checker([rule], self.census)
        for child in self.children:
            checker.check(child)
            checker.see(child)
        checker.end()
        if checker.not_evaluated:
            raise AssertionError(checker.not_evaluated[0].reason)
        return bool(checker.found), {place for each in checker.found for place in each.locations}


def examples_of(rule: Rule) -> tuple[list[Example], list[Example]]:
    """The returns in the rule's own file that pass, and those that fail."""
    module = importlib.import_module(
        f"sightline.returns.cin_census.rules.r{rule.code.lower()}")
    year = max(rule.since, min(USUAL, rule.until))
    return read(module.PASSING, year), read(module.FAILING, year)


def read(text: str, year: int) -> list[Example]:
    """The returns that a text describes."""
    return [_example(block.splitlines(), year) for block in text.strip().split("\n\n")]


def _example(lines: list[str], year: int) -> Example:
    if lines[0].startswith("year "):
        year = year_of(lines.pop(0).removeprefix("year "))
    made = Example(Census(year))
    numbers: Counter[str] = Counter()
    child = Child("child 1")
    made.children.append(child)
    within: dict[str, Any] = {}
    for line in lines:
        if line == "--":
            child, within = Child(f"child {len(made.children) + 1}"), {}
            made.children.append(child)
            continue
        table, *told = line.split()
        kind = TABLES[NAMES.get(table, table)]
        row = kind(**{"number": numbers[kind.table]} | _values(kind, told, made, numbers))
        numbers[kind.table] += 1
        if isinstance(row, Header):
            made.census.header = row
            continue
        own = kind in (Identifiers, Characteristics, Disability, Episode)
        child.take(row, None if own else within.get("plan" if kind is Review else "episode"))
        if isinstance(row, Episode):
            within["episode"] = row
        if isinstance(row, ProtectionPlan):
            within["plan"] = row
    return made


def _values(
    kind: type[Row], told: list[str], made: Example, numbers: Counter[str]
) -> dict[str, Any]:
    values: dict[str, Any] = {}
    kinds = fields_of(kind)
    for each in told:
        name, _, text = each.partition("=")
        if name.endswith("!"):
            name = name[:-1]
            made.broken_at.add((kind.table, name, numbers[kind.table]))
        if text:
            values[name] = _value(kinds[name], text)
    return values


def _value(kind: str, text: str) -> Any:
    if kind == "Day":
        return date.fromisoformat(text)
    return tuple(text.split(",")) if kind.startswith("tuple") else text
