"""What was recorded on a record that leads while another was merged into it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Min

from sightline.record.merging.pointers import pointers
from sightline.record.spine.models import Event, Repointed, Step

if TYPE_CHECKING:
    from sightline.people.matching.models import MergedInto

Thing = tuple[str, int, str]
STEP, EVENT = Step._meta.label_lower, Event._meta.label_lower


@dataclass
class Meanwhile:
    """Work begun meanwhile, events on other work or none, and rows of every other table."""

    steps: list[int] = field(default_factory=list)
    events: list[int] = field(default_factory=list)
    others: list[Thing] = field(default_factory=list)

    @property
    def things(self) -> list[Thing]:
        """Each thing that somebody has to place: a piece of work is one, with what is on it."""
        return [
            *((STEP, key, "child_id") for key in self.steps),
            *((EVENT, key, "child_id") for key in self.events),
            *self.others,
        ]

    def rows_of(self, label: str) -> Iterable[int]:
        """The rows of one table."""
        return [row for table, row, _ in self.others if table == label]


def meanwhile(merge: MergedInto) -> Meanwhile:
    """Everything recorded since the merge on the record that leads, and not brought by a merge."""
    leads, since = merge.into_id, merge.recorded_at
    brought = set(
        Repointed.objects.filter(
            merge__into=leads, merge__parted_at__isnull=True, why=Repointed.Why.MERGED
        ).values_list("table", "row", "column")
    )
    found = Meanwhile()
    begun = Step.objects.filter(child_id=leads).annotate(first=Min("events__recorded_at"))
    found.steps = [
        key for key in begun.filter(first__gt=since).order_by("pk").values_list("pk", flat=True)
        if (STEP, key, "child_id") not in brought
    ]
    events = Event.objects.filter(child_id=leads, recorded_at__gt=since)
    events = events.exclude(step_id__in=found.steps).exclude(kind__startswith="task.")
    found.events = [
        key for key in events.order_by("pk").values_list("pk", flat=True)
        if (EVENT, key, "child_id") not in brought
    ]
    for pointer in pointers():
        if pointer.table in (STEP, EVENT) or not pointer.recorded:
            continue
        rows = pointer.rows(**{pointer.column: leads, f"{pointer.recorded}__gt": since})
        found.others += [
            (pointer.table, key, pointer.column)
            for key in sorted(set(rows.values_list("pk", flat=True)))
            if (pointer.table, key, pointer.column) not in brought
        ]
    return found
