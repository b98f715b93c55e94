"""Every difference between an imported census file and one written from the record, and why."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sightline.returns.cin_census.reading import read_file
from sightline.returns.cin_census.reading.document import KIND, local_id_of
from sightline.returns.cin_census.report import element_of
from sightline.returns.kit.findings import Finding, Kind
from sightline.returns.kit.reading import Node, read

#: The element by which a repeated group is told from another.
KEYS = {
    "CINdetails": "CINreferralDate", "Assessments": "AssessmentActualStartDate",
    "CINPlanDates": "CINPlanStartDate", "Section47": "S47ActualStartDate",
    "ChildProtectionPlans": "CPPstartDate",
}
#: Differences that lie in what a return is, whatever the file said.
ALWAYS = {
    "SoftwareCode": "It says which software wrote the file.",
    "Release": "It says which software wrote the file.",
    "SerialNo": "It counts the submissions of the one who writes.",
    "DateTime": "It says when the file was written.",
    "InitialCPCtarget": "It is worked out: 15 working days after the strategy discussion.",
}
#: What a return gives where nothing is held.
FILLED = {
    "Ethnicity": ("NOBT", "No ethnicity is held, so the return says that it is not yet obtained."),
    "GenderCurrent": ("0", "No gender is held, so the return says that it is not recorded."),
    "Sex": ("U", "No legal sex is held, so the return says that it is not known."),
}


@dataclass(frozen=True, slots=True)
class Leaf:
    """One element with a text: whose, which one, and the path by which a finding names it."""

    child: str
    identity: tuple[str, ...]
    value: str
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that one of the files says and the other does not."""

    child: str
    element: str
    path: str
    line: int
    sent: str
    made: str
    why: str

    def as_row(self) -> dict[str, Any]:
        """The difference as plain data."""
        return {
            "child": self.child, "element": self.element, "path": self.path, "line": self.line,
            "sent": self.sent, "made": self.made, "why": self.why,
        }


@dataclass
class Compared:
    """Two files set side by side."""

    same: int = 0
    explained: list[Difference] = field(default_factory=list)
    unexplained: list[Difference] = field(default_factory=list)

    def as_data(self) -> dict[str, Any]:
        """The comparison for a machine."""
        return {
            "same": self.same, "explained": [d.as_row() for d in self.explained],
            "unexplained": [d.as_row() for d in self.unexplained],
        }

    def lines(self) -> Iterator[str]:
        """The comparison as a person reads it."""
        yield (f"{self.same} elements say the same; {len(self.explained)} differ with a reason, "
               f"{len(self.unexplained)} without.")
        counted = Counter((d.element, d.why) for d in self.explained)
        for (name, why), count in sorted(counted.items(), key=lambda pair: -pair[1]):
            yield f"  {count:>5}  {name}: {why}"
        for d in self.unexplained:
            yield (f"  WITHOUT A REASON: child {d.child}, {d.path}, line {d.line}: "
                   f"sent {d.sent!r}, written {d.made!r}")


def compare_files(sent: Path, made: Path) -> Compared:
    """Set the two side by side; a difference is explained by what an import says of the element."""
    told = read_file(sent)
    findings: dict[str, list[Finding]] = defaultdict(list)
    for finding in (f for f in told.all_findings() if f.differs):
        findings[finding.child].append(finding)
    taken = {
        (f.child, f.path.rpartition("/")[0]): f.read_as
        for rows in findings.values() for f in rows if f.read_as
    }
    before, after = _leaves(sent, taken), _leaves(made, {})
    found = Compared()
    for child in sorted({*before, *after}):
        _compare_child(before[child], after[child], findings[child], found)
    return found


def _compare_child(
    before: list[Leaf], after: list[Leaf], findings: list[Finding], found: Compared
) -> None:
    left, new = apart(before, after)
    written = {leaf.identity[:-1] for leaf in after}
    found.same += len(before) - len(left)
    groups = {leaf.identity[:-1]: leaf.path.rpartition("/")[0] for leaf in reversed(before)}
    for leaf in left:
        instead = next((n for n in new if n.identity == leaf.identity), None)
        _keep(found, leaf, leaf.value, instead.value if instead else "",
              _told_of(leaf, findings, written), leaf.path)
    for leaf in new:
        if not any(leaf.identity == other.identity for other in left):
            group = groups.get(leaf.identity[:-1])
            path = f"{group}/{leaf.identity[-1]}" if group is not None else ""
            _keep(found, leaf, "", leaf.value, _told_of(leaf, findings, written), path)


def _told_of(
    leaf: Leaf, findings: list[Finding], written: set[tuple[str, ...]]
) -> list[Finding]:
    """The findings that can bear on an element, the nearest first.

    That a whole group is left out of a return explains nothing once the group is in it.
    """
    there = leaf.identity[:-1] in written
    near = [
        f for f in findings
        if not (there and f.kind is Kind.NOTED and element_of(f.path) != leaf.identity[-1])
    ]
    return sorted(near, key=lambda f: -len(f.path) if element_of(f.path) != "Child" else 0)


def _keep(
    found: Compared, leaf: Leaf, sent: str, made: str, findings: list[Finding], path: str
) -> None:
    why = _why(leaf, sent, made, findings, path)
    difference = Difference(
        leaf.child, leaf.identity[-1], path or leaf.path, leaf.line if sent else 0, sent, made, why
    )
    (found.explained if why else found.unexplained).append(difference)


def apart(before: list[Leaf], after: list[Leaf]) -> tuple[list[Leaf], list[Leaf]]:
    """What each of two lists has that the other has not, one for one."""
    here = Counter((leaf.identity, leaf.value) for leaf in before)
    there = Counter((leaf.identity, leaf.value) for leaf in after)
    gone, come = here - there, there - here

    def taken(leaves: list[Leaf], wanted: Counter[Any]) -> list[Leaf]:
        kept = []
        # the first of two alike was read; it is the later one that was left
        for leaf in reversed(leaves):
            if wanted[(leaf.identity, leaf.value)] > 0:
                wanted[(leaf.identity, leaf.value)] -= 1
                kept.append(leaf)
        return kept[::-1]

    return taken(before, gone), taken(after, come)


def _why(leaf: Leaf, sent: str, made: str, findings: list[Finding], path: str) -> str:
    name = leaf.identity[-1]
    if name in ALWAYS:
        return ALWAYS[name]
    if not sent and leaf.identity[0] == "Header":
        return "A return always says it."
    for finding in findings:
        whole = element_of(finding.path) == "Child" and leaf.path.startswith(finding.path)
        if whole or _covers(finding.path, path):
            return finding.reason
    if not sent and FILLED.get(name, ("", ""))[0] == made:
        return FILLED[name][1]
    if not sent:
        for finding in findings:
            moved = finding.kind is Kind.MENDED and element_of(finding.path) in (
                name, "CINreferralDate")
            if moved:
                return finding.reason
    return ""


def _covers(finding: str, path: str) -> bool:
    inside = path.partition("/")[2] if path.startswith("Child[") else path
    either = (path, inside)
    return bool(finding) and any(p == finding or p.startswith(f"{finding}/") for p in either)


Taken = dict[tuple[str, str], str]


def _leaves(path: Path, taken: Taken) -> dict[str, list[Leaf]]:
    """Every element with a text, by child; the header's stand under no child.

    `taken` is the day that was taken for a group that gives none, by child and path.
    """
    found: dict[str, list[Leaf]] = defaultdict(list)
    place = 0

    def take(node: Node) -> None:
        nonlocal place
        place += 1
        child = local_id_of(node)
        found[child].extend(walk(node, child, (), f"Child[{place}]/", taken))

    rest = read(path, root="Message", repeated=("Children", "Child"), take=take, kind=KIND)
    head = rest.first("Header")
    if head is not None:
        found[""].extend(walk(head, "", ("Header",), "", taken))
    return found


def walk(
    node: Node, child: str, above: tuple[str, ...], prefix: str, taken: Taken
) -> Iterator[Leaf]:
    """Every element with a text beneath a node, named by the groups above it and their days."""
    for inner in node.inside:
        if inner.inside:
            held = inner.first(KEYS.get(inner.tag, ""))
            told = taken.get((child, inner.path)) or (held.text[:10] if held is not None else "")
            name = f"{inner.tag}@{told}" if told else inner.tag
            yield from walk(inner, child, (*above, name), prefix, taken)
        elif inner.text:
            yield Leaf(child, (*above, inner.tag), _normal(inner), f"{prefix}{inner.path}",
                       inner.line)


def _normal(node: Node) -> str:
    """The text without what says nothing: a time after a day, one spelling of true for another."""
    text = node.text
    if node.tag in ("ReferralNFA", "ICPCnotRequired"):
        return {"1": "true", "0": "false"}.get(text.lower(), text.lower())
    if node.tag == "NumberOfPreviousCPP" and text.isdigit():
        return str(int(text))
    dated = len(text) > 10 and text[4:5] == "-" and text[10:11] in "T "
    return text[:10] if dated and node.tag != "DateTime" else text
