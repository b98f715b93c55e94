"""Children who wait for a worker: since when, why, and what keeps them safe meanwhile."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sightline.base.moments import at, elapsed, now, today
from sightline.record.allocation.models import Allocation
from sightline.record.allocation.queries import CLOCK, moment_of, moment_told
from sightline.record.spine.models import Event

if TYPE_CHECKING:
    from sightline.oversight.worklists.rows import Row


@dataclass
class Waits:
    """One child waiting: since when, why nobody holds them, and what was said of the risk."""

    row: Row
    since: datetime
    why: str
    risk: str = ""
    risk_on: date | None = None

    @property
    def hours(self) -> int:
        """Whole hours waited."""
        return max(0, elapsed(self.since) // timedelta(hours=1))


def without_worker(row: Row) -> bool:
    """Whether nobody who is still here leads the child's work."""
    if row.worker is None:
        return True
    gone = row.worker.until_on
    return gone is not None and gone <= today()


def waits(rows: Sequence[Row]) -> list[Waits]:
    """Those of a list who wait, longest first; one query or two, none when nobody waits.

    The wait runs from the worker's leaving, the decision to assess, the moment at which a team
    was left without a worker, or the receipt of the work, whichever of these there is first.
    """
    waiting = [row for row in rows if without_worker(row)]
    if not waiting:
        return []
    told = _told([row.child.pk for row in waiting])
    left = {pk: _left(rows) for pk, rows in told.items()}
    since = {row.child.pk: _since(row) or left.get(row.child.pk, NOTHING)[0] for row in waiting}
    opened = _opened([row for row in waiting if since[row.child.pk] is None])
    found = [
        Waits(
            row, since[row.child.pk] or opened.get(row.child.pk) or now(), _why(row),
            *left.get(row.child.pk, NOTHING)[1:],
        )
        for row in waiting
    ]
    return sorted(found, key=lambda each: each.since)


def _since(row: Row) -> datetime | None:
    """When the worker left, or when it was decided that somebody has to be named."""
    if row.worker is not None and row.worker.until_on is not None:
        return at(row.worker.until_on)
    decided: Any = next((clock for clock in row.clocks if clock.key == CLOCK), None)
    if decided is None:
        return None
    return moment_told(decided.began_on, decided.began_at, decided.began_told)


def _why(row: Row) -> str:
    if row.worker is not None and row.worker.until_on is not None:
        return f"{row.worker.name} left on {row.worker.until_on:%-d %B %Y}"
    return "To be placed" if row.imported else "No worker named"


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


#: Nobody was left with a team alone, and nothing was said.
NOTHING: tuple[None, str, None] = (None, "", None)


def _left(told: Sequence[Any]) -> tuple[datetime | None, str, date | None]:
    """When the child was last left with a team and no worker, the last reason given, and when."""
    since, risk, on = None, "", None
    for row in told:
        if row.worker_id is not None and row.event.kind != "allocation.ended":
            since, risk, on = NOTHING
            continue
        since = since or moment_of(row.event)
        if row.reason:
            risk, on = row.reason, row.event.happened_on
    return since, risk, on


def _opened(rows: Sequence[Row]) -> dict[int, datetime]:
    """The moment at which the oldest open work of each child reached us."""
    if not rows:
        return {}
    children = {step.pk: row.child.pk for row in rows for step in row.steps}
    events = Event.objects.standing().filter(step_id__in=children).in_order()
    found: dict[int, datetime] = {}
    for event in events.only("step_id", "happened_on", "happened_at", "recorded_at"):
        found.setdefault(children[event.step_id or 0], moment_of(event))
    return found
