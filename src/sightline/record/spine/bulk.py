"""Many children's histories written at once, for imports, load tests and the demo borough.

A history is plain data: steps with the events on them and the typed rows those events recorded.
It gives the same rows as the same things recorded one by one through `actions`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import islice
from typing import TYPE_CHECKING

from django.db import models, transaction

from sightline.base.changed.queue import mark
from sightline.base.moments import now
from sightline.base.rows import insert, maker, update
from sightline.kernel.facts import Fact, StepFact
from sightline.kernel.process import SubjectKind
from sightline.kernel.register import processes
from sightline.record.spine.deriving import Setting, clock_row, told_until
from sightline.record.spine.following import follow
from sightline.record.spine.lifecycle import life
from sightline.record.spine.models import Clock, Event, Occasion, OccasionFacts, OccasionItem, Step

if TYPE_CHECKING:
    from sightline.access.users.models import User


@dataclass(eq=False)
class Happened:
    """One thing that happened, as plain data; `occasion` ties the parts of one occasion."""

    kind: str
    on: date
    at: time | None = None
    outcome: str = ""
    for_on: date | None = None
    facts: Sequence[models.Model] = ()
    recorded_at: datetime | None = None
    by: User | None = None
    step: Begun | None = None
    occasion: Together | None = None
    row: Event | None = field(default=None, init=False)


@dataclass(eq=False)
class Begun:
    """One step of a history, led from another or standing first.

    `episode` is the step whose episode of need it counts in, where nothing led to it: a contact
    about a child already worked with.
    """

    process: str
    led_from: Begun | None = None
    episode: Begun | None = None
    team_id: int | None = None
    worker_id: int | None = None
    row: Step | None = field(default=None, init=False)


@dataclass(eq=False)
class Together:
    """One occasion shared by several children's histories, with the rows it knows once."""

    kind: str
    on: date
    at: time | None = None
    shared: Sequence[models.Model] = ()
    by: User | None = None
    recorded_at: datetime | None = None
    row: Occasion | None = field(default=None, init=False)


@dataclass(eq=False)
class History:
    """Everything to write about one child; events in the order in which they were recorded."""

    child_id: int | None
    authority_id: int
    authority: str
    happened: list[Happened] = field(default_factory=list)
    begun: list[Begun] = field(default_factory=list)
    source: str = ""


def write(
    histories: Iterable[History], *, by: User | None = None, size: int = 500,
    told: Callable[[int], None] | None = None,
) -> int:
    """Write histories in batches, each batch in its own transaction; returns how many events.

    Children written here must have no earlier record: their clocks are derived from the
    history alone. `told` is called with the number of histories written so far.
    """
    setting, done, events = Setting(), 0, 0
    stream = iter(histories)
    while batch := list(islice(stream, size)):
        with transaction.atomic():
            events += _write_batch(batch, by=by, setting=setting)
        done += len(batch)
        if told is not None:
            told(done)
    return events


def _write_batch(batch: Sequence[History], *, by: User | None, setting: Setting) -> int:
    recorded_at = now()
    _write_steps(batch)
    _write_occasions(batch, by=by, recorded_at=recorded_at)
    count = _write_events(batch, by=by, recorded_at=recorded_at)
    _write_facts(batch)
    _write_clocks(batch, setting)
    follow(h.row for history in batch for h in history.happened if h.row is not None)
    mark("child", [h.child_id for h in batch if h.child_id is not None])
    return count


def _write_steps(batch: Sequence[History]) -> None:
    told: dict[int, list[Happened]] = defaultdict(list)
    for history in batch:
        for happened in history.happened:
            told[id(happened.step)].append(happened)
    pending = [(h, b) for h in batch for b in h.begun]
    placed: set[int] = set()
    while pending:
        ready = [(h, b) for h, b in pending if _stands(b.led_from, placed)
                 and _stands(b.episode, placed)]
        if not ready:
            raise ValueError("A step is led from a step that is not in its history.")
        for history, begun in ready:
            begun.row = _step_row(history, begun, told[id(begun)])
        insert([_row(b) for _, b in ready])
        episodes = [_row(b) for _, b in ready if processes[b.process].episode]
        for step in episodes:
            step.episode_id = step.pk
        update(episodes, ["episode_id"])
        placed.update(id(b) for _, b in ready)
        done = {id(b) for _, b in ready}
        pending = [(h, b) for h, b in pending if id(b) not in done]


def _stands(begun: Begun | None, placed: set[int]) -> bool:
    """Whether a step that another hangs from is written, or there is none."""
    return begun is None or id(begun) in placed or begun.row is not None


def _episode_of(begun: Begun) -> int | None:
    for source in (begun.episode, begun.led_from):
        if source is not None and source.row is not None:
            return source.row.episode_id
    return None


def _row(begun: Begun) -> Step:
    assert begun.row is not None
    return begun.row


def _step_row(history: History, begun: Begun, told: Sequence[Happened]) -> Step:
    process = processes[begun.process]
    happenings = [
        (h.kind, h.outcome, h.on) for h in sorted(told, key=lambda h: (h.on, _order(h)))
    ]
    found = life(process, happenings)
    led_from = begun.led_from.row if begun.led_from is not None else None
    return Step(
        subject_kind=SubjectKind.CHILD if history.child_id is not None else SubjectKind.NONE,
        child_id=history.child_id, process=begun.process, authority_id=history.authority_id,
        led_from=led_from, episode_id=_episode_of(begun),
        opened_on=found.opened_on, closed_on=found.closed_on, owner_worker_id=begun.worker_id,
        owner_team_id=begun.team_id, source=history.source,
    )


def _order(happened: Happened) -> int:
    if happened.at is None:
        return 0
    return (happened.at.hour * 60 + happened.at.minute) * 100


def _write_occasions(batch: Sequence[History], *, by: User | None, recorded_at: datetime) -> None:
    found: dict[int, tuple[Together, int]] = {}
    for history in batch:
        for happened in history.happened:
            if happened.occasion is not None and happened.occasion.row is None:
                found[id(happened.occasion)] = (happened.occasion, history.authority_id)
    for together, authority_id in found.values():
        together.row = Occasion(
            kind=together.kind, authority_id=authority_id, happened_on=together.on,
            happened_at=together.at, recorded_at=together.recorded_at or recorded_at,
            recorded_by=together.by or by,
        )
    insert([t.row for t, _ in found.values() if t.row is not None])
    rows: list[models.Model] = []
    for together, _ in found.values():
        for row in together.shared:
            assert isinstance(row, (OccasionFacts, OccasionItem))
            assert together.row is not None
            row.occasion_id = together.row.pk
            rows.append(row)
    _create(rows)


def _write_events(batch: Sequence[History], *, by: User | None, recorded_at: datetime) -> int:
    rows: list[Event] = []
    make = maker(Event)
    for history in batch:
        last: dict[date, int] = {}
        for happened in history.happened:
            order = _order(happened) if happened.at else last.get(happened.on, -1) + 1
            last[happened.on] = max(order, last.get(happened.on, 0))
            step = happened.step.row if happened.step is not None else None
            told_by, occasion = happened.by or by, happened.occasion
            happened.row = row = make(
                kind=happened.kind, authority_id=history.authority_id, happened_on=happened.on,
                happened_at=happened.at, recorded_at=happened.recorded_at or recorded_at,
                recorded_by_id=told_by.pk if told_by is not None else None,
                outcome=happened.outcome, for_on=happened.for_on,
                subject_kind=(
                    SubjectKind.CHILD if history.child_id is not None else SubjectKind.NONE
                ),
                child_id=history.child_id, order=order, source=history.source,
                step_id=step.pk if step is not None else None,
                occasion_id=(
                    occasion.row.pk if occasion is not None and occasion.row is not None else None
                ),
            )
            if step is not None:
                # whoever follows the event finds its step without asking
                row._state.fields_cache["step"] = step
            rows.append(row)
    insert(rows)
    return len(rows)


def _write_facts(batch: Sequence[History]) -> None:
    rows: list[models.Model] = []
    for history in batch:
        for happened in history.happened:
            for row in happened.facts:
                assert happened.row is not None
                row.event_id = happened.row.pk  # type: ignore[attr-defined]
                rows.append(row)
    _create(rows)


def _create(rows: Iterable[models.Model]) -> None:
    by_model: dict[type[models.Model], list[models.Model]] = defaultdict(list)
    for row in rows:
        by_model[type(row)].append(row)
    for found in by_model.values():
        insert(found)


def _write_clocks(batch: Sequence[History], setting: Setting) -> None:
    clocks: list[Clock] = []
    for history in batch:
        if history.child_id is None:
            continue
        source = history.source.partition(":")[0]
        steps = [
            StepFact(
                id=_row(b).pk, process=b.process, led_from=_row(b).led_from_id,
                authority=history.authority, source=source, closed_on=_row(b).closed_on,
            )
            for b in history.begun
        ]
        facts = sorted(
            (
                Fact(
                    id=h.row.pk, step=h.row.step_id, kind=h.kind, outcome=h.outcome, on=h.on,
                    at=h.at, for_on=h.for_on, order=h.row.order, source=source,
                    told_until=told_until(history.source),
                )
                for h in history.happened if h.row is not None
            ),
            key=lambda f: (f.on, f.order, f.id),
        )
        clocks.extend(clock_row(history.child_id, run) for run in setting.runs(steps, facts))
    insert(clocks)
