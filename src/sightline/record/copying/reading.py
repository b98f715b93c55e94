"""The earlier words of a child, or of brothers and sisters, with which new ones are compared.

Only what people write again by hand is: notes and visits with one another, and otherwise like with
like. What a page takes over from the step before it, what opens with what was last said, and plans,
which are carried on from version to version, are meant to stay the same.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from sightline.kernel.register import processes
from sightline.record.copying.likeness import ALIKE, runs, share, words
from sightline.record.plans.kinds import plan_events
from sightline.record.search.models import Passage

#: What is written day by day, in one form or the other.
DAILY = frozenset({"note", "visit"})
#: Processes whose pages only carry other people's words.
NOT_WRITTEN = frozenset({"task", "allocation", "handover"})
Runs = dict[int, frozenset[tuple[str, ...]]]
#: How many of the newest earlier texts of one child are compared.
BACK = 60


@dataclass(frozen=True, slots=True)
class Alike:
    """The earlier text that a new one is most like: whose, of which day, and how much of it."""

    event_id: int
    child_id: int
    on: date
    share: float

    @property
    def percent(self) -> int:
        """The share in whole per cent, rounded down."""
        return int(self.share * 100)


def weighed(kind: str) -> bool:
    """Whether words of this kind of event are compared at all."""
    key, _, event = kind.partition(".")
    process = processes.get(key)
    if process is None or key in NOT_WRITTEN or kind in plan_events():
        return False
    return not any(page.event == event and page.initial for page in process.pages)


def beside(process: str) -> Collection[str]:
    """The processes with whose words those of a process are compared."""
    return DAILY if process in DAILY else (process,)


def most_alike(
    text: str, passages: Iterable[tuple[int, int, date, str]], read: Runs | None = None
) -> Alike | None:
    """Of some passages the one that has most of this text, where it has enough to be told.

    `read` keeps the runs of passages that are compared again, by event.
    """
    told, read = words(text), {} if read is None else read
    best: Alike | None = None
    for event_id, child_id, on, old in passages:
        if event_id not in read:
            read[event_id] = runs(words(old))
        found = share(told, read[event_id])
        if found >= ALIKE and (best is None or found > best.share):
            best = Alike(event_id, child_id, on, found)
    return best


def passages_of(
    child_ids: Collection[int], process: str, *, before: Passage | None = None,
    apart: Collection[int] = (),
) -> Iterator[tuple[int, int, date, str]]:
    """The newest earlier passages of some children: event, child, day and text; one query each.

    `before` leaves in only what was recorded earlier; `apart` leaves out those occasions.
    """
    for child_id in child_ids:
        rows = Passage.objects.filter(child_id=child_id, process__in=beside(process))
        if before is not None:
            rows = rows.filter(event_id__lt=before.event_id)
        if apart:
            rows = rows.filter(Q(occasion__isnull=True) | ~Q(occasion_id__in=apart))
        newest = rows.order_by("-event_id")[:BACK]
        yield from newest.values_list("event_id", "child_id", "happened_on", "text")
