"""What was worked out of who holds each step, stored where it differs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sightline.base.rows import insert, maker
from sightline.record.allocation.models import Involvement
from sightline.record.spine.models import Step

COLUMNS = ("child_id", "step_id", "worker_id", "team_id", "role", "since_on", "until_on")


def store_owners(
    steps: Iterable[Mapping[str, Any]], owners: Mapping[int, tuple[int | None, int | None]]
) -> None:
    """Write the owner worker and team of the steps whose owner is another than is stored."""
    changed: dict[tuple[int | None, int | None], list[int]] = defaultdict(list)
    for step in steps:
        owner = owners.get(step["id"])
        if owner is not None and owner != (step["owner_worker_id"], step["owner_team_id"]):
            changed[owner].append(step["id"])
    for (worker_id, team_id), ids in changed.items():
        Step.objects.filter(pk__in=ids).update(owner_worker_id=worker_id, owner_team_id=team_id)


def store_involvements(step_ids: Sequence[int], wanted: Mapping[int, tuple[Any, ...]]) -> None:
    """Make the stored involvements of these steps what is wanted: event id -> its columns."""
    stored = {
        row[0]: row[1:]
        for row in Involvement.objects.filter(step_id__in=step_ids)
        .values_list("event_id", *COLUMNS)
    }
    differ = {event_id for event_id, row in stored.items() if wanted.get(event_id) != row}
    if differ:
        Involvement.objects.filter(event_id__in=differ).delete()
    make = maker(Involvement)
    insert(
        [
            make(event_id=event_id, **dict(zip(COLUMNS, row, strict=True)))
            for event_id, row in wanted.items()
            if event_id in differ or event_id not in stored
        ]
    )
