"""What an import did, told to a person and to a machine: by child, by element, and why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sightline.base.moments import london
from sightline.returns.cin_census import layout
from sightline.returns.kit.findings import WORDS, Finding, Kind

if TYPE_CHECKING:
    from sightline.returns.cin_census.actions import Imported
    from sightline.returns.cin_census.models import ImportFile

NOT_SAID = (
    "A census file does not say who was seen, visited or invited, when a referral was decided or "
    "an enquiry written up, nor what was sent to whom. Timescales for those read \"not known from "
    "this source\": neither met nor late."
)
#: What a reason says of one child: a day in words, and a value that stands elsewhere.
DAY = re.compile(r"\d{1,2} [A-Z][a-z]+ \d{4}")
SAYS = re.compile(r" says [^.]*\.")


@dataclass(frozen=True, slots=True)
class Grouped:
    """Findings of one kind about one element, with the reasons and how often each was given."""

    kind: Kind
    element: str
    count: int
    children: int
    example: Finding

    @property
    def in_general(self) -> str:
        """The reason, with nothing of the child of whom it was first given."""
        return general(self.example.reason)


def counts(file: ImportFile) -> dict[str, Any]:
    """A file and what it changed, as plain data."""
    began = london(file.started_at)
    team = file.team.name_on(began.date()) if file.team else ""
    return {
        "file": file.name, "authority": file.authority.code,
        "census_year": layout.year_words(file.year), "reference_date": file.reference_on,
        "children": file.children, "new": file.new, "changed": file.changed,
        "unchanged": file.unchanged, "recorded": file.events, "taken_back": file.voided,
        "to_be_placed": {"team": team, "children": file.placed},
        "imported_at": began,
    }


def as_data(done: Imported) -> dict[str, Any]:
    """The whole report for a machine."""
    answer = counts(done.file)
    answer["already_imported"] = done.before
    if done.before:
        answer |= {"new": 0, "changed": 0, "unchanged": done.file.children, "recorded": 0,
                   "taken_back": 0}
    for kind in Kind:
        answer[kind.value] = [f.as_row() for f in done.findings if f.kind is kind]
    answer["not_known_from_this_source"] = NOT_SAID
    return answer


def element_of(path: str) -> str:
    """The element a path ends in, without its number."""
    return path.rpartition("/")[2].partition("[")[0] or "Child"


def grouped(findings: Iterable[Finding]) -> list[Grouped]:
    """Findings by kind, element and the beginning of the reason; the most frequent first."""
    held: dict[tuple[Kind, str, str], list[Finding]] = {}
    for finding in findings:
        key = (finding.kind, element_of(finding.path), _plain(finding.reason))
        held.setdefault(key, []).append(finding)
    rows = [
        Grouped(kind, element, len(some), len({f.child for f in some}), some[0])
        for (kind, element, _), some in held.items()
    ]
    order = list(Kind)
    return sorted(rows, key=lambda g: (order.index(g.kind), -g.count, g.element))


def general(reason: str) -> str:
    """A reason without what it says of one child: days, and what was said elsewhere."""
    return SAYS.sub(" says something else.", DAY.sub("some day", reason))


def _plain(reason: str) -> str:
    """A reason without its figures and months, so that those of one sort are counted together."""
    return " ".join(word for word in reason.split() if word.isalpha() and word.islower())


def lines(done: Imported) -> Iterator[str]:
    """The report as a person reads it."""
    file = done.file
    yield f"{file.name}: children in need census {layout.year_words(file.year)}, {file.authority}"
    if done.before:
        yield "This file was imported before, and nothing has changed."
    else:
        yield (f"{file.children} children: {file.new} new, {file.changed} changed, "
               f"{file.unchanged} unchanged.")
        yield f"{file.events} things recorded, {file.voided} taken back."
    if file.placed and file.team is not None:
        yield (f"{file.placed} children have open work. They wait with the team "
               f"\"{file.team.name_now}\" until a manager names a worker.")
    yield NOT_SAID
    rows = grouped(done.findings)
    for kind in Kind:
        yield from _of_kind(kind, [row for row in rows if row.kind is kind])


def _of_kind(kind: Kind, rows: Sequence[Grouped]) -> Iterator[str]:
    yield ""
    yield f"{WORDS[kind]} ({sum(row.count for row in rows)})"
    for row in rows:
        first = row.example
        child = f"child {first.child}, " if first.child else ""
        value = f" ({first.value!r})" if first.value else ""
        yield f"  {row.count:>5}  {row.element}: {first.reason}"
        yield f"         first at {child}line {first.line}{value}"
