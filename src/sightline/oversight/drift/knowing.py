"""What was known of each child on a day: events recorded by then and not yet voided, no more.

Nothing is read that is kept in step with today (a step's closing day, its owner, a task's state):
each is worked out again from what had been recorded, so that the answer about a day never changes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from sightline.base.moments import at
from sightline.kernel.detectors import EventKnown, InstructionKnown, StepKnown, Subject
from sightline.kernel.register import processes
from sightline.record.allocation.models import Allocation
from sightline.record.allocation.owners import Told, owners_known
from sightline.record.meetings.models import Attendance, Participant
from sightline.record.spine.lifecycle import life
from sightline.record.spine.models import Event, Step
from sightline.record.tasks.models import TaskStep

if TYPE_CHECKING:
    from sightline.access.authorities.models import Authority
    from sightline.record.spine.querysets import EventQuerySet

BATCH = 400
#: Meetings at which it matters who took part.
ATTENDED = "strategy_discussion.held"
EVENT_COLUMNS = (
    "id", "kind", "outcome", "happened_on", "step_id", "happened_at", "order", "source",
    "occasion_id", "child_id",
)
#: What the latest word on a task leaves to be done.
UNFINISHED = frozenset({
    TaskStep.Kind.GIVEN, TaskStep.Kind.REASSIGNED, TaskStep.Kind.REDATED,
    TaskStep.Kind.SENT_BACK, TaskStep.Kind.REOPENED,
})


def end_of(day: date) -> datetime:
    """The last moment of a day."""
    return at(day, time(23, 59, 59, 999999))


@dataclass(frozen=True)
class Looking:
    """The day asked about, the moment whose knowledge counts, and where."""

    on: date
    known_at: datetime
    authority: Authority | None = None

    def events(self) -> EventQuerySet[Event]:
        """Everything that had happened by that day and was known at that moment."""
        known = Event.objects.known_at(self.known_at).filter(happened_on__lte=self.on)
        return known if self.authority is None else known.filter(authority=self.authority)


@dataclass(frozen=True)
class Seen:
    """A subject with who held each of its steps: worker and team."""

    subject: Subject
    owners: dict[int, tuple[int | None, int | None]] = field(default_factory=dict)


def subjects(looking: Looking, children: Sequence[int], alone: Sequence[int]) -> Iterator[Seen]:
    """What was known of these children, and of these steps about nobody yet identified."""
    for ids in _batches(sorted(children)):
        yield from _read(looking, Q(child_id__in=ids), "child_id", ids)
    for ids in _batches(sorted(alone)):
        yield from _read(looking, Q(step_id__in=ids), "step_id", ids)


def _batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[start : start + BATCH] for start in range(0, len(ids), BATCH))


def _read(looking: Looking, about: Q, by: str, ids: Sequence[int]) -> Iterator[Seen]:
    rows = list(looking.events().filter(about).in_order().values(*EVENT_COLUMNS))
    which, key = (
        (Q(child_id__in=ids), "child_id") if by == "child_id" else (Q(pk__in=ids), "id")
    )
    # a step of which nothing was yet known is left out
    heard = {row["step_id"] for row in rows}
    steps: list[dict[str, Any]] = [
        dict(row) for row in Step.objects.filter(which).order_by("id").values(
            "id", "process", "authority__code", "led_from_id", "source", "child_id"
        ) if row["id"] in heard
    ]
    _give_lives(steps, rows)
    told = Around(
        _agencies(rows), _instructions(looking, heard), _owners(looking, about, steps)
    )
    rows_of, steps_of = _by(rows, by), _by(steps, key)
    for ident in ids:
        child = ident if by == "child_id" else None
        yield _seen(child, rows_of[ident], steps_of[ident], told)


@dataclass(frozen=True)
class Around:
    """What belongs to events and steps: who took part, what was asked, who held them."""

    agencies: dict[int, frozenset[str]]
    instructions: dict[int, list[InstructionKnown]]
    owners: dict[int, tuple[int | None, int | None]]


def _by(rows: Iterable[dict[str, Any]], key: str) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        if row[key] is not None:
            found[row[key]].append(row)
    return found


def _seen(
    child: int | None, rows: list[dict[str, Any]], steps: list[dict[str, Any]], told: Around
) -> Seen:
    events = tuple(
        EventKnown(
            row["id"], row["kind"], row["outcome"], row["happened_on"], row["step_id"],
            row["happened_at"], row["order"], row["source"],
            told.agencies.get(row["occasion_id"]),
        )
        for row in rows
    )
    known = tuple(
        StepKnown(
            step["id"], step["process"], step["authority__code"], step["led_from_id"],
            step["opened_on"], step["closed_on"], step["source"],
        )
        for step in steps
    )
    asked = tuple(
        task for step in steps for task in told.instructions.get(step["id"], ())
    )
    owners = {s["id"]: told.owners[s["id"]] for s in steps if s["id"] in told.owners}
    return Seen(Subject(child, known, events, asked), owners)


def _give_lives(steps: list[dict[str, Any]], rows: list[dict[str, Any]]) -> None:
    """Give each step the days on which it opened and closed, as the events known then say."""
    on_step = _by(rows, "step_id")
    for step in steps:
        happenings = [(r["kind"], r["outcome"], r["happened_on"]) for r in on_step[step["id"]]]
        process = processes.get(step["process"])
        if process is None:
            # a process taken out of the house: open since its first event
            step["opened_on"], step["closed_on"] = happenings[0][2], None
            continue
        read = life(process, happenings)
        step["opened_on"], step["closed_on"] = read.opened_on, read.closed_on


def _agencies(rows: Iterable[dict[str, Any]]) -> dict[int, frozenset[str]]:
    """The agencies that took part in each meeting at which it matters; none where none is said."""
    occasions = {r["occasion_id"] for r in rows if r["kind"] == ATTENDED and r["occasion_id"]}
    if not occasions:
        return {}
    found: dict[int, set[str]] = defaultdict(set)
    listed = Participant.objects.filter(occasion_id__in=occasions)
    for occasion, agency, attendance in listed.values_list(
        "occasion_id", "agency", "attendance"
    ):
        found[occasion] |= {agency} if attendance == Attendance.ATTENDED else set()
    return {occasion: frozenset(agencies) for occasion, agencies in found.items()}


def _instructions(
    looking: Looking, steps: Iterable[int | None]
) -> dict[int, list[InstructionKnown]]:
    """The tasks on some steps, as their histories stood at that moment."""
    told = (
        TaskStep.objects.filter(
            task__step_id__in=[step for step in steps if step is not None],
            recorded_at__lte=looking.known_at, on__lte=looking.on,
        )
        .order_by("id")
        .values_list("task_id", "kind", "task__step_id", "task__source", "task__needs_check")
    )
    last = {row[0]: row for row in told}
    found: dict[int, list[InstructionKnown]] = defaultdict(list)
    for task_id, kind, step_id, source, needs_check in last.values():
        open_still = kind in UNFINISHED or (kind == TaskStep.Kind.DONE and needs_check)
        found[step_id].append(InstructionKnown(task_id, step_id, source, open_still))
    return found


def _owners(
    looking: Looking, about: Q, steps: list[dict[str, Any]]
) -> dict[int, tuple[int | None, int | None]]:
    """Who held each step on the day, by the allocations known then."""
    events = looking.events().filter(about)
    ids = {step["id"] for step in steps}
    rows = (
        Allocation.objects.filter(event__in=events.order_by().values("pk"))
        .order_by("event__happened_on", "event__order", "event_id")
        .values_list(
            "event_id", "event__step_id", "event__kind", "event__happened_on", "role",
            "worker_id", "team_id",
        )
    )
    told = [
        Told(event, step, kind, on, True, role, worker, team)
        for event, step, kind, on, role, worker, team in rows if step in ids
    ]
    return owners_known(steps, told)
