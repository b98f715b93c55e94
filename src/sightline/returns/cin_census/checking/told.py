"""The findings told to a person: the most harmful first, by child, with what to do and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from sightline.returns.cin_census.checking.register import rule as rule_of
from sightline.returns.cin_census.checking.validating import ALL, Checked
from sightline.returns.cin_census.layout import year_words
from sightline.returns.kit.rules import Breach, NotEvaluated

WHOLE = "The return as a whole"
FILE_GUIDE = "The department's layout of the children in need census; no rule of the census itself."
#: How much harm a wrong answer does: a child's protection before the child's particulars.
WEIGHTS = {"3c": 3, "4 ": 3, "3a": 2, "3b": 2, "5 ": 2, "3 ": 2, "1 ": 1, "2 ": 1, "0 ": 1}
SEVERITIES = {"error": "Error", "query": "Query"}


@dataclass(frozen=True, slots=True)
class Item:
    """One finding with all that explains it."""

    finding: Breach
    mend: str
    guide: str
    module: str
    harm: int

    @property
    def values(self) -> list[tuple[str, str]]:
        """The elements that broke the rule, and what each says."""
        return [
            (f"{table} {row + 1}, {name}" if row >= 0 else f"{table}, {name}", value or "(nothing)")
            for (table, name, row), value in zip(
                self.finding.locations, self.finding.values or ("",) * 99, strict=False)
            if name != "LAchildID" or value
        ]


@dataclass(slots=True)
class Section:
    """One child's findings, the most harmful first."""

    child: str
    found: list[Item] = field(default_factory=list)

    @property
    def harm(self) -> int:
        return sum(item.harm for item in self.found)


def explained(finding: Breach, mends: dict[str, str]) -> Item:
    """A finding with what to do, the guide, and how much harm it does."""
    rule = rule_of(finding.rule)
    module = rule.module if rule is not None else "The file itself"
    return Item(
        finding, mends.get(finding.rule, rule.mend if rule else ""),
        rule.guide if rule else FILE_GUIDE, module, weight(module, finding.severity),
    )


def weight(module: str, severity: str) -> int:
    """How much harm a finding in that part of the return does; an error does more than a query."""
    return WEIGHTS.get(module[:2], 5) * (10 if severity == "error" else 1)


def sections(done: Checked) -> list[Section]:
    """The whole return first, then children: whose findings do most harm come first."""
    held: dict[str, Section] = {}
    for finding in done.findings:
        name = finding.child or WHOLE
        held.setdefault(name, Section(name)).found.append(explained(finding, done.mends))
    for section in held.values():
        section.found.sort(key=lambda item: (-item.harm, item.finding.rule, item.finding.line))
    return sorted(held.values(), key=lambda s: (s.child != WHOLE, -s.harm, s.child))


def heading(done: Checked) -> str:
    """One sentence on the whole."""
    counts = done.summary()
    told = (f"{counts['children']} children, checked by {counts['rules']} rules of the census "
            f"{year_words(done.year)}: {counts['errors']} errors and {counts['queries']} queries "
            f"on {counts['children_with_findings']} children.")
    if not done.findings and not done.not_evaluated:
        return f"{told} Nothing was found."
    return told


def unevaluated(done: Checked) -> list[tuple[str, str, str, int]]:
    """What could not be checked: rule, why, the first child, and how often."""
    held: dict[tuple[str, str], list[NotEvaluated]] = {}
    for each in done.not_evaluated:
        held.setdefault((each.rule, each.reason), []).append(each)
    return [
        ("Every rule" if rule == ALL else f"Rule {rule}", why, some[0].child or WHOLE, len(some))
        for (rule, why), some in sorted(held.items())
    ]


def lines(done: Checked) -> Iterator[str]:
    """The findings as text."""
    yield heading(done)
    if done.not_evaluated:
        yield ""
        yield f"Not checked ({len(done.not_evaluated)}): these are not passes."
        for rule, why, child, count in unevaluated(done):
            more = f", and {count - 1} more times" if count > 1 else ""
            yield f"  {rule}: {why} ({child}{more})"
    for section in sections(done):
        yield ""
        yield section.child if section.child == WHOLE else f"Child {section.child}"
        for item in section.found:
            finding = item.finding
            yield f"  {SEVERITIES[finding.severity]} {finding.rule}: {finding.message}"
            for name, value in item.values:
                yield f"      {name}: {value}"
            yield f"      What to do: {item.mend}"
            yield f"      Guide: {item.guide}"
