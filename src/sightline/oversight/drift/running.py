"""A run of the detectors over an authority, as of a day and as it was known at a moment."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from sightline import law
from sightline.kernel.detectors import Detector, Finding, detectors
from sightline.oversight.drift.knowing import Looking, Seen, end_of, subjects
from sightline.oversight.drift.watching import watches

if TYPE_CHECKING:
    from sightline.access.authorities.models import Authority

#: The gravest first.
GRAVITY = {"black": 0, "red": 1, "amber": 2, "answered": 3}


@dataclass(frozen=True, slots=True)
class Alert:
    """A finding with who held the work on the day: worker and team."""

    finding: Finding
    worker_id: int | None
    team_id: int | None


def run(
    *, as_at: date, known_at: datetime | None = None, authority: Authority | None = None,
    only: Iterable[str] = (), children: Collection[int] | None = None,
) -> list[Alert]:
    """Every finding of a day, the gravest and oldest first; as it was known at the day's end.

    `known_at` asks with the knowledge of another moment; `only` names some detectors, and
    `children` those who are looked at.
    """
    looking = Looking(as_at, known_at or end_of(as_at), authority)
    wanted = [d for d in detectors if not set(only) or d.key in set(only)]
    return in_order(_alerts(looking, wanted, children))


def in_order(alerts: Iterable[Alert]) -> list[Alert]:
    """The gravest first, then the oldest."""
    return sorted(alerts, key=_order)


def _order(alert: Alert) -> tuple[int, date, str, int, int]:
    found = alert.finding
    return (
        GRAVITY.get(found.level, 9), found.since, found.detector, found.child or 0, found.step
    )


def _alerts(
    looking: Looking, wanted: list[Detector], among: Collection[int] | None
) -> Iterator[Alert]:
    children: set[int] = set()
    alone: set[int] = set()
    for child_id, step_id in _watched(looking, wanted, among):
        if child_id is not None:
            children.add(child_id)
        elif step_id is not None:
            alone.add(step_id)
    for seen in subjects(looking, sorted(children), sorted(alone)):
        yield from _about(seen, looking.on, wanted)


def _watched(
    looking: Looking, wanted: list[Detector], among: Collection[int] | None
) -> Iterable[tuple[int | None, int | None]]:
    """The child and step of every event that a detector has to look behind; one query."""
    rows = [
        watches[detector.key](looking).order_by().values_list("child_id", "step_id")
        for detector in wanted
    ]
    if among is not None:
        rows = [each.filter(child__in=among) for each in rows]
    if not rows:
        return []
    first, *others = rows
    return first.union(*others, all=True) if others else first


def alerts_about(seen: Seen, on: date) -> list[Alert]:
    """What every detector finds of one subject on a day."""
    return list(_about(seen, on, list(detectors)))


def _about(seen: Seen, on: date, wanted: list[Detector]) -> Iterator[Alert]:
    calendar = law.calendar()
    for detector in wanted:
        for finding in detector.find(seen.subject, on, calendar):
            worker_id, team_id = seen.owners.get(finding.step, (None, None))
            yield Alert(finding, worker_id, team_id)
