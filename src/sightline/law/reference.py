"""The reference catalogue: every known time limit of the field, also where no process is built yet.

Facts restated in our own words from statutes, regulations and guidance (Open Government Licence
v3.0); the sources and how far each was checked stand in every row. See `codes/SOURCES.md`.
"""

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from sightline.kernel.clocks import (
    ALWAYS,
    Change,
    ClockRule,
    LimitKind,
    Measure,
    Start,
    Strength,
    Verified,
    Version,
)
from sightline.kernel.counting import Count
from sightline.kernel.durations import Duration, DurationError, Unit, parse_short
from sightline.kernel.patterns import Pattern

HERE = Path(__file__).parent

UNITS = {
    "hours": Unit.HOUR,
    "working_days": Unit.WORKING_DAY,
    "calendar_days": Unit.DAY,
    "weeks": Unit.WEEK,
    "months": Unit.MONTH,
    "years": Unit.YEAR,
    "age_years": Unit.YEAR,
}
ROLLS = frozenset({"IG-SAR"})
"""Limits that go on to the next working day when they end on another; one statute says so."""


@dataclass(frozen=True, slots=True)
class ReferenceRow:
    """One version of one time limit, as the catalogue tells it."""

    id: str
    clock_key: str
    area: str
    tier: str
    status: str
    name: str
    starts_on: str
    stops_on: str
    limit_value: str
    unit: str
    day_count: str
    limit_kind: str
    warn_at: str
    repeat_rule: str
    in_force_from: date | None
    in_force_to: date | None
    source: str
    strength: str
    local_change: str
    consequence: str
    verified: str
    verified_against: str
    notes: str

    @property
    def limit(self) -> str:
        """The limit in words: "15 working days", or what kind of rule stands in its place."""
        words = self.unit.replace("_", " ")
        return f"{self.limit_value} {words}" if self.limit_value else words

    @property
    def carry_over(self) -> bool:
        return "carry-over unread" in self.source

    def version(self) -> Version | None:
        """The row as a version the kernel can count by, when its limit is a plain number."""
        if self.unit not in UNITS or not self.limit_value.isdigit():
            return None
        return Version(
            since=self.in_force_from or ALWAYS,
            until=self.in_force_to,
            dated=self.in_force_from is not None,
            cite=self.source,
            verified=Verified(self.verified),
            against=self.verified_against,
            measure=Measure(Duration(int(self.limit_value), UNITS[self.unit])),
            id=self.id,
            status=self.status,
            carry_over=self.carry_over,
            note=self.notes,
        )


@cache
def rows() -> tuple[ReferenceRow, ...]:
    """Every row of the catalogue, in its order."""
    with (HERE / "clock_reference.csv").open(encoding="utf-8", newline="") as file:
        return tuple(_row(row) for row in csv.DictReader(file))


def _row(row: dict[str, str]) -> ReferenceRow:
    told = {name: row[name] for name in ReferenceRow.__slots__ if name in row}
    told["consequence"] = row["consequence_if_missed"]
    dates = {name: _day(told.pop(name)) for name in ("in_force_from", "in_force_to")}
    return ReferenceRow(**told, **dates)  # type: ignore[arg-type]


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def clock_keys() -> list[str]:
    """Every clock key of the catalogue."""
    return sorted({row.clock_key for row in rows()})


def rules(key: str) -> tuple[ClockRule, ...]:
    """The catalogue's rows for a key as rules that can count, one for each way of counting.

    A key such as `mash_rag` holds several limits side by side: each is a rule of its own. A key
    whose limit changed over time is one rule with versions.
    """
    found: list[ClockRule] = []
    for row in rows():
        version = row.version()
        if row.clock_key != key or version is None:
            continue
        if found and _follows(found[-1].versions[-1], version):
            last = found.pop()
            version_list = (*last.versions, version)
        else:
            version_list = (version,)
        found.append(_rule(row, version_list))
    return tuple(found)


def _follows(older: Version, newer: Version) -> bool:
    return older.until is not None and older.until < newer.since


def _rule(row: ReferenceRow, versions: tuple[Version, ...]) -> ClockRule:
    kind = "threshold" if row.limit_kind == "indicator" else row.limit_kind
    return ClockRule(
        key=row.clock_key,
        title=row.name,
        starts=(Start(Pattern(f"reference.{row.clock_key}")),),
        stops=(),
        versions=versions,
        strength=Strength(row.strength),
        change=Change(row.local_change),
        kind=LimitKind(kind),
        count=Count(row.day_count),
        roll=row.id in ROLLS,
        warn=warnings(row.warn_at),
        consequence=row.consequence,
        area=row.area,
        place="reference",
    )


def warnings(text: str) -> tuple[Duration, ...]:
    """How long before it is due a limit is brought forward: "-5wd,-2wd,0", words left out."""
    found: list[Duration] = []
    for word in text.split(","):
        try:
            found.append(parse_short(word))
        except DurationError:
            continue  # words such as "at month 3" are for the reader of the page
    return tuple(found)


@cache
def authorities() -> dict[str, str]:
    """The current English local authorities: code and name."""
    with (HERE / "authorities.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["name"] for row in csv.DictReader(file)}
