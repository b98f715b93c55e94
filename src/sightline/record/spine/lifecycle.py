"""When a step opened and closed, read from its standing events."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sightline.kernel.process import Process
from sightline.kernel.register import processes


@lru_cache(maxsize=512)
def _read(pattern: str) -> tuple[str, frozenset[str]]:
    name, _, rest = pattern.partition("(")
    return name, frozenset(rest.rstrip(")").split("|")) if rest else frozenset()


def matches(patterns: Iterable[str], event: str, outcome: str) -> bool:
    """Whether an event key and outcome answer any of the patterns, e.g. "decided(advice)"."""
    for pattern in patterns:
        name, outcomes = _read(pattern)
        if name == event and (not outcomes or outcome in outcomes):
            return True
    return False


@dataclass(frozen=True, slots=True)
class Life:
    """The days on which a step opened and closed; no opening day means it was voided."""

    opened_on: date | None
    closed_on: date | None


def life(process: Process, happenings: Iterable[tuple[str, str, date]]) -> Life:
    """Read a step's life from its standing events (full kind, outcome, day) in order."""
    opened: date | None = None
    closed: date | None = None
    prefix = f"{process.key}."
    for kind, outcome, on in happenings:
        if not kind.startswith(prefix):
            continue
        event = kind.removeprefix(prefix)
        if opened is None and event in process.opens:
            opened = on
        if matches(process.closes, event, outcome):
            closed = on
        elif matches(process.reopens, event, outcome):
            closed = None
    return Life(opened, closed if opened is not None else None)


def process_of(key: str) -> Process:
    """The declared process of a step."""
    return processes[key]
