"""A census file checked by the rules of a year, and what was found, told once and in order."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from sightline.returns.cin_census.checking.parsing import Parser, name_of
from sightline.returns.cin_census.checking.register import rules_of
from sightline.returns.cin_census.layout import year_words
from sightline.returns.cin_census.tables import Census, Child, Header
from sightline.returns.kit.rules import Breach, Checker, NotEvaluated, Row, Rule
from sightline.returns.kit.streaming import Stream

KIND = "children in need census file"
ALL = "*"
#: What stands around the children, and in what.
PLACES = {"Message": ("Header", "Children"), "Children": ("Child",)}
#: Faults of the file that stand at one child.
WITHIN_A_CHILD = frozenset({"malformed", "encoding", "entity"})
#: What to do about a fault of the file itself.
MENDS = {
    "missing-block": "Add the block, or take the child out of the return.",
    "repeated": "Leave one of them.",
    "bad-date": "Write the day as year, month and day: 2026-03-31.",
    "too-long": "Ask whoever made the file.",
    "unknown-element": "Take it out, or give it the name it has in the department's layout.",
    "not-of-the-year": "Take it out, or check which census year the file is of.",
    "other-year": "Check the file by the rules of its own year, or choose the file of this year.",
    "no-header": "Export the file again with its header.",
    "no-children": "Export the file again; a census has its children in <Children>.",
    "other-root": "Choose the XML file of the children in need census.",
}


@dataclass
class Checked:
    """What a check of a file found."""

    year: int
    rules: tuple[Rule, ...]
    children: int = 0
    rows: dict[str, int] = field(default_factory=dict)
    findings: list[Breach] = field(default_factory=list)
    not_evaluated: list[NotEvaluated] = field(default_factory=list)
    mends: dict[str, str] = field(default_factory=dict)
    header: Header | None = None

    def as_data(self) -> dict[str, Any]:
        """The answer for a machine."""
        return {
            "ruleset": year_words(self.year),
            "findings": [each.as_data() for each in self.findings],
            "not_evaluated": [each.as_data() for each in self.not_evaluated],
            "summary": self.summary(),
        }

    def summary(self) -> dict[str, Any]:
        """Counts: children, rows, and findings by severity and by rule."""
        by_rule = Counter(each.rule for each in self.findings)
        by_severity = Counter(each.severity for each in self.findings)
        return {
            "children": self.children, "rows": self.rows, "rules": len(self.rules),
            "errors": by_severity["error"], "queries": by_severity["query"],
            "children_with_findings": len({f.child for f in self.findings if f.child}),
            "not_evaluated": len(self.not_evaluated),
            "by_rule": dict(sorted(by_rule.items())),
        }


class Check:
    """One run over one file."""

    def __init__(self, year: int, told: Callable[[int], None] | None = None) -> None:
        self.done = Checked(year, rules_of(year))
        self.census = Census(year)
        self.checker = Checker(self.done.rules, self.census)
        self.faults: list[Breach] = []
        self.parser = Parser(self.census, self.tell)
        self.told = told or (lambda count: None)
        self.seen: set[str] = set()
        self.twice: set[str] = set()
        self.begins: list[int] = []
        self.names: list[str] = []

    def tell(
        self, sort: str, what: str, *, line: int | None = 0, row: Row | None = None,
        element: str = "", value: str = "", mend: str = "",
    ) -> None:
        """Keep a fault of the file itself, with its line and the child it is about."""
        rule = f"file.{sort}"
        self.done.mends.setdefault(rule, mend or MENDS.get(sort, "Ask whoever made the file."))
        child = self.parser.child
        places = ((row.table, element, row.number),) if row is not None else ()
        self.faults.append(Breach(
            rule, "error", child.name if child is not None else None, places,
            f"Line {line}: {what}" if line else what, line or 0, (value[:80],) if value else ()))

    def run(self, path: Path) -> Checked:
        """Read the file through and apply every rule."""
        stream = Stream(path, ("Header", "Child"), KIND, PLACES)
        for element in stream.elements():
            if name_of(element) == "Header":
                self._header(element)
            else:
                self.begins.append(element.sourceline or 0)
                child = self._parsed(element)
                self.names.append(child.name)
                self._child(child)
        self.parser.child = None
        self._end(stream)
        if self.twice:
            self._together(path)
        self._gather()
        return self.done

    def _header(self, element: Any) -> None:
        if self.done.header is not None:
            self.tell("repeated", "The file has more than one <Header>.", line=element.sourceline)
            return
        header = self.done.header = self.census.header = self.parser.header(element)
        day = header.ReferenceDate
        if isinstance(day, date) and (day.month, day.day) == (3, 31):
            self.census.of_year_ending(day)
        if header.Year not in (None, str(self.census.year)):
            self.tell("other-year", f"The file is of the census year {header.Year[:20]}, and was "
                      f"checked by the rules of {year_words(self.census.year)}.",
                      line=header.line, row=header, element="Year", value=header.Year)

    def _parsed(self, element: Any) -> Child:
        before = len(self.faults)
        child = self.parser.read(element)
        for place in range(before, len(self.faults)):
            # a fault may have been met before the child's own name was
            self.faults[place] = replace(self.faults[place], child=child.name)
        return child

    def _child(self, child: Child) -> None:
        self.done.children += 1
        if child.name in self.seen:
            self.twice.add(child.name)
        self.seen.add(child.name)
        self.checker.check(child)
        self.checker.see(child)
        if not self.done.children % 1000:
            self.told(1000)

    def _end(self, stream: Stream) -> None:
        for fault in stream.faults:
            self.tell(fault.sort, f"{fault.what}.", line=fault.line, mend=fault.mend)
            if fault.sort in WITHIN_A_CHILD and (child := self._around(fault.line)):
                self.faults[-1] = replace(self.faults[-1], child=child)
        for stray in stream.strays.values():
            named = f"<{stray.name[:60]}> has" if stray.name else "Other elements have"
            more = f"; there are {stray.times:,} of them" if stray.times > 1 else ""
            self.tell("unknown-element", f"{named} no place in <{stray.where}>{more}.",
                      line=stray.line)
        if stream.cut_off is not None and name_of(stream.cut_off) == "Child":
            child = self._parsed(stream.cut_off)
            self.tell("truncated", "The file stops within this child.",
                      line=stream.cut_off.sourceline)
            self.checker.not_evaluated.append(NotEvaluated(
                ALL, "the file stops within this child, so no rule was applied", child.name))
            self.parser.child = None
        if not stream.unfinished or self.done.children:
            self._whole(stream)
        else:
            self.checker.not_evaluated.append(NotEvaluated(
                ALL, f"no child could be read: {stream.unfinished}"))
        self.checker.end(stream.unfinished and f"not all was read: {stream.unfinished}")

    def _around(self, line: int) -> str | None:
        """The child who stands at a line, where only one does."""
        place = bisect_right(self.begins, line) - 1
        if not line or place < 0:
            return None
        return None if self.begins[place - 1:place] == [self.begins[place]] else self.names[place]

    def _whole(self, stream: Stream) -> None:
        if stream.root and stream.root != "Message":
            self.tell("other-root", f"The file begins with <{stream.root[:60]}>, and a census "
                      "begins with <Message>.", line=1)
        if self.done.header is None:
            self.tell("no-header", "The file has no <Header>.")
            self.checker.not_evaluated.append(NotEvaluated("100", "the file has no <Header>"))
        if not self.done.children:
            self.tell("no-children", "The file holds no child.")

    def _together(self, path: Path) -> None:
        """Judge a child who stands in the file more than once as the one child it is."""
        held: dict[str, Child] = {}
        parser = Parser(self.census, lambda *_, **__: None)
        for element in Stream(path, ("Child",), KIND).elements():
            child = parser.read(element)
            if child.name in self.twice:
                if child.name in held:
                    held[child.name].joined(child)
                else:
                    held[child.name] = child
        checker = self.checker
        whole = {code for code, rule in ((r.code, r) for r in self.done.rules)
                 if rule.scope == "return"}
        checker.found = [f for f in checker.found
                         if f.child not in self.twice or f.rule in whole]
        checker.not_evaluated = [n for n in checker.not_evaluated
                                 if n.child not in self.twice or n.rule in whole | {ALL}]
        for child in held.values():
            checker.check(child)

    def _gather(self) -> None:
        done = self.done
        done.rows = dict(self.parser.counts)
        done.findings = in_order([*self.faults, *self.checker.found])
        done.not_evaluated = self.checker.not_evaluated
        for rule in done.rules:
            done.mends[rule.code] = rule.mend


def in_order(found: Iterable[Breach]) -> list[Breach]:
    """Findings in an order that is the same for the same file."""
    return sorted(found, key=lambda f: (f.rule, f.line, f.child or "", f.locations))


def validate(path: Path, year: int, told: Callable[[int], None] | None = None) -> Checked:
    """Check a census file by the rules of a year; whatever is wrong with the file is a finding."""
    return Check(year, told).run(path)


def year_in(path: Path) -> int | None:
    """The census year that the head of a file names, or none."""
    for element in Stream(path, ("Header", "Child"), KIND).elements():
        if name_of(element) != "Header":
            return None
        told = next((each.text for each in element.iter("{*}Year")), None) or ""
        return int(told) if told.strip().isdigit() and len(told.strip()) == 4 else None
    return None
