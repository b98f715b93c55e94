"""Children who wait for a worker: since when, why, and what keeps them safe meanwhile."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sightline.base.moments import at, now, today
from sightline.record.allocation.models import Allocation
from sightline.record.allocation.queries import CLOCK, moment_of
from sightline.record.spine.models import Clock, Event

if TYPE_CHECKING:
    from sightline.oversight.worklists.rows import Row


@dataclass
class Waits:
    """One child waiting: since when, why nobody holds them, and what was said of the risk."""

    row: Row
    since: datetime
    why: str
    risk: str = ""

    @property
    def hours(self) -> int:
        """Whole hours waited."""
        return max(0, int((now() - self.since).total_seconds() // 3600))


def without_worker(row: Row) -> bool:
    """Whether nobody who is still here leads the child's work."""
    gone = row.worker is not None and row.worker.until_on is not None
    return row.worker is None or (gone and row.worker.until_on <= today())


def waits(rows: Sequence[Row]) -> list[Waits]:
    """Those of a list who wait, longest first; three queries, none when nobody waits.

    The wait runs from the worker's leaving, the decision to assess, the moment at which a team
    was left without a worker, or the receipt of the work, whichever of these there is first.
    """
    waiting = [row for row in rows if without_worker(row)]
    if not waiting:
        return []
    ids = [row.child.pk for row in waiting]
    decided = _decided(ids)
    told = _told(ids)
    opened = _opened([step.pk for row in waiting for step in row.steps])
    found = []
    for row in waiting:
        left, risk = _left(told.get(row.child.pk, ()))
        first = min((opened[s.pk] for s in row.steps if s.pk in opened), default=now())
        gone = row.worker.until_on if row.worker is not None else None
        since = (at(gone) if gone else None) or decided.get(row.child.pk) or left or first
        found.append(Waits(row, since, _why(row), risk))
    return sorted(found, key=lambda each: each.since)


def _why(row: Row) -> str:
    if row.worker is not None and row.worker.until_on is not None:
        return f"{row.worker.name} left on {row.worker.until_on:%-d %B %Y}"
    return "To be placed" if row.imported else "No worker named"


def _decided(child_ids: Iterable[int]) -> dict[int, datetime]:
    clocks = Clock.objects.filter(child_id__in=child_ids, key=CLOCK, state=Clock.State.RUNNING)
    return {
        clock.child_id: moment_of(clock.start_event)
        for clock in clocks.select_related("start_event") if clock.child_id is not None
    }


def _told(child_ids: Iterable[int]) -> dict[int, list[Allocation]]:
    """What was said of who holds each child in the lead, in order."""
    rows = (
        Allocation.objects.standing().filter(event__child_id__in=child_ids, role="lead")
        .select_related("event").order_by("event__happened_on", "event__order", "event_id")
    )
    found: dict[int, list[Allocation]] = {}
    for row in rows:
        if row.event.child_id is not None:
            found.setdefault(row.event.child_id, []).append(row)
    return found


def _left(told: Sequence[Any]) -> tuple[datetime | None, str]:
    """When the child was last left with a team and no worker, and the last reason given since."""
    since, risk = None, ""
    for row in told:
        if row.worker_id is not None and row.event.kind != "allocation.ended":
            since, risk = None, ""
            continue
        since = since or moment_of(row.event)
        risk = row.reason or risk
    return since, risk


def _opened(step_ids: Iterable[int]) -> dict[int, datetime]:
    found: dict[int, datetime] = {}
    events = Event.objects.standing().filter(step_id__in=list(step_ids)).in_order()
    for event in events.only("step_id", "happened_on", "happened_at", "recorded_at"):
        if event.step_id is not None:
            found.setdefault(event.step_id, moment_of(event))
    return found
