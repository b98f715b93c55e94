"""What stands of children's records, as plain data for a return to be written from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Max

from sightline.record.census_facts.carriers import told
from sightline.record.spine.models import Event, Step


@dataclass(frozen=True, slots=True)
class StandingEvent:
    """One standing event with the facts of a return that it recorded."""

    id: int
    step: int | None
    kind: str
    outcome: str
    on: date
    for_on: date | None
    values: dict[str, Any]


@dataclass(slots=True)
class StandingStep:
    """One standing step: what led to it, its episode, who holds it now, its events in order."""

    id: int
    process: str
    led_from: int | None
    episode: int | None
    opened_on: date
    closed_on: date | None
    worker: int | None = None
    team: int | None = None
    events: list[StandingEvent] = field(default_factory=list)

    def of(self, kind: str) -> list[StandingEvent]:
        """Its events of a kind, in order."""
        return [event for event in self.events if event.kind == kind]

    def last(self, kind: str) -> StandingEvent | None:
        """Its newest event of a kind, or none."""
        found = self.of(kind)
        return found[-1] if found else None


def steps_of(
    child_ids: Iterable[int], kinds: Iterable[str] = ()
) -> dict[int, list[StandingStep]]:
    """The standing steps of each child with their standing events, of these kinds or of all.

    Two queries, and one for each kind of row that carries facts of them.
    """
    ids = list(child_ids)
    found: dict[int, list[StandingStep]] = defaultdict(list)
    by_id: dict[int, StandingStep] = {}
    rows = Step.objects.standing().filter(child_id__in=ids).order_by("opened_on", "id")
    step_columns = (
        "child_id", "id", "process", "led_from_id", "episode_id", "opened_on", "closed_on",
        "owner_worker_id", "owner_team_id")
    for child_id, *row in rows.values_list(*step_columns):
        step = StandingStep(*row)
        by_id[step.id] = step
        found[child_id].append(step)
    wanted = frozenset(kinds)
    happened = Event.objects.standing().filter(child_id__in=ids, step__isnull=False).in_order()
    columns = ("id", "step_id", "kind", "outcome", "happened_on", "for_on")
    # chosen here: asked of the database, SQLite would go by the kind and not by the child
    events = [e for e in happened.values_list(*columns) if not wanted or e[2] in wanted]
    values = told({event[0]: event[2] for event in events})
    for event_id, step_id, kind, outcome, on, for_on in events:
        if step_id in by_id:
            by_id[step_id].events.append(
                StandingEvent(event_id, step_id, kind, outcome, on, for_on,
                              values.get(event_id, {}))
            )
    return found


def children_with(authority_id: int, *processes: str) -> list[int]:
    """The children of an authority who have a standing step of any of these processes, in order."""
    found = Step.objects.standing().filter(
        authority_id=authority_id, process__in=processes, child_id__isnull=False
    )
    return list(found.order_by("child_id").values_list("child_id", flat=True).distinct())


def touched_at(kinds: Iterable[str], authority_id: int, until: date) -> datetime | None:
    """When something of these kinds was last recorded or taken back of an authority's children.

    Only of what happened by the day `until`; none when nothing ever was.
    """
    found = Event.objects.filter(
        authority_id=authority_id, kind__in=list(kinds), child_id__isnull=False,
        happened_on__lte=until,
    ).aggregate(written=Max("recorded_at"), taken=Max("voided_at"))
    return max((moment for moment in found.values() if moment is not None), default=None)
