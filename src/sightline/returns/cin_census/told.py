"""What a census file says of a child, as plain data: who they are and what happened to them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sightline.returns.cin_census import layout
from sightline.returns.kit.findings import Finding

#: The order of things on one day, where the file gives no time.
ORDER = (
    "person.expected", "referral.received", "referral.decided", "referral.need_recorded",
    "assessment.started", "assessment.authorised", "section47.started", "section47.concluded",
    "section47.conference_not_required", "conference.decided", "protection_plan.started",
    "protection_plan.category_changed", "protection_plan.ended", "child_in_need.opened",
    "child_in_need.plan_agreed", "child_in_need.ended", "referral.closed", "person.died",
    "allocation.placed",
)
RANK = {kind: place for place, kind in enumerate(ORDER)}


@dataclass(frozen=True, slots=True)
class Header:
    """Whose file it is, of which census year, made when and by what."""

    year: int
    reference_on: date
    authority: str
    software: str = ""
    release: str = ""
    serial: str = ""
    made_at: datetime | None = None

    @property
    def words(self) -> str:
        """The census year as people say it."""
        return layout.year_words(self.year)


@dataclass(frozen=True, slots=True)
class PersonTold:
    """Who a child is, as far as the file says."""

    born_on: date | None = None
    expected_on: date | None = None
    died_on: date | None = None
    sex: str = ""
    gender: str = ""
    ethnicity: str = ""
    disabilities: tuple[str, ...] = ()
    upn: str = ""
    former_upn: str = ""
    upn_unknown: str = ""


@dataclass(frozen=True, slots=True)
class StepTold:
    """A step that the file's facts stand on, and the step it was led from."""

    key: str
    process: str
    led_from: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that happened: its key stays the same from one year's file to the next.

    `undated` marks what the file does not date: the day is one by which it was so, and another
    file's day does not move it.
    """

    key: str
    kind: str
    on: date
    step: str = ""
    outcome: str = ""
    for_on: date | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    undated: bool = False

    @property
    def fingerprint(self) -> str:
        """What tells one account of this from another."""
        day = "" if self.undated else self.on.isoformat()
        told = [self.kind, day, self.outcome, str(self.for_on or ""), _plain(self.values)]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:32]


def _plain(values: Mapping[str, Any]) -> str:
    return json.dumps({key: values[key] for key in sorted(values)}, default=str)


@dataclass(slots=True)
class ChildTold:
    """Everything one child's part of a file says, and what was found wrong with it."""

    local_id: str
    line: int
    person: PersonTold = field(default_factory=PersonTold)
    steps: dict[str, StepTold] = field(default_factory=dict)
    said: list[Said] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def in_order(self) -> list[Said]:
        """What happened, by day and by the order of things within a day."""
        return sorted(self.said, key=lambda s: (s.on, RANK.get(s.kind, 99)))

    @property
    def fingerprint(self) -> str:
        """What tells one account of the child from another."""
        told = [repr(self.person), *sorted(f"{s.key}={s.fingerprint}" for s in self.said)]
        return hashlib.sha256("\n".join(told).encode()).hexdigest()[:32]


@dataclass(slots=True)
class FileTold:
    """A whole file, read through before anything is written."""

    header: Header
    digest: str
    children: list[ChildTold] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def all_findings(self) -> list[Finding]:
        """What was found wrong anywhere, in the order of the file."""
        rows = [*self.findings, *(f for child in self.children for f in child.findings)]
        return sorted(rows, key=lambda f: f.line)
