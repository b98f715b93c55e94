"""Clocks worked out again from standing events, and the differences stored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet

from sightline import law
from sightline.base import worded
from sightline.base.rows import insert, maker, update
from sightline.kernel.clocks import ClockRule, LocalValue
from sightline.kernel.derive import derive
from sightline.kernel.durations import parse as parse_duration
from sightline.kernel.facts import Fact, Run, Source, StepFact
from sightline.kernel.local import LocalValues
from sightline.kernel.register import Register, processes
from sightline.record.spine import models
from sightline.record.spine.lifecycle import life
from sightline.record.spine.querysets import known

#: The kinds of event that each kind of import can say; declared by the importers.
sources: Register[Source] = Register("source")

FACT_COLUMNS = (
    "id", "step_id", "kind", "outcome", "happened_on", "happened_at", "for_on", "order", "source",
    "child_id",
)
STEP_COLUMNS = (
    "id", "process", "led_from_id", "authority__code", "source", "closed_on", "child_id",
)
RUN_COLUMNS = (
    "version", "started_on", "due_on", "due_at", "stop_event_id", "stopped_on", "stopped_at",
    "state", "note",
)


@lru_cache(maxsize=1)
def _rules_of(count: int) -> tuple[ClockRule, ...]:
    """Every declared clock; keyed by how many processes there are, so a new one is seen."""
    return tuple(rule for process in processes for rule in process.clocks)


def rules() -> tuple[ClockRule, ...]:
    """Every clock that any process declares."""
    return _rules_of(len(processes))


def local_values() -> LocalValues:
    """The standing local limits of every authority, as the kernel reads them."""
    rows = models.LocalValue.objects.filter(superseded_at__isnull=True).select_related("authority")
    return LocalValues.of(kernel_value(row) for row in rows)


def kernel_value(row: models.LocalValue) -> LocalValue:
    """A stored local limit as the kernel reads it."""
    return LocalValue(
        authority=row.authority.code, key=row.key, since=row.since_on, until=row.until_on,
        allowed=parse_duration(row.allowed) if row.allowed else None, owner=row.owner,
        approved_on=row.approved_on, review_on=row.review_on, outcome=row.outcome,
        cut_over=row.cut_over_on,
    )


def live_dates() -> dict[str, date]:
    """The day on which each authority began to record here."""
    return dict(worded.rows(_live))


def _live(_: Sequence[int]) -> QuerySet:
    from sightline.access.authorities.models import Authority

    return Authority.objects.filter(go_live_on__isnull=False).values_list("code", "go_live_on")


@dataclass
class Setting:
    """What a derivation reads besides the child's own record, loaded once for many children."""

    local: LocalValues = field(default_factory=local_values)
    live: Mapping[str, date] = field(default_factory=live_dates)

    def runs(self, steps: Sequence[StepFact], facts: Sequence[Fact]) -> list[Run]:
        """The clocks of one subject."""
        return derive(
            steps=steps, facts=facts, rules=rules(), calendar=law.calendar(),
            local=self.local, live_from=self.live,
            sources={source.key: source for source in sources},
        )


def fact(row: Mapping[str, Any]) -> Fact:
    """A row of events as the kernel reads it."""
    return Fact(
        id=row["id"], step=row["step_id"], kind=row["kind"], outcome=row["outcome"],
        on=row["happened_on"], at=row["happened_at"], for_on=row["for_on"], order=row["order"],
        source=row["source"].partition(":")[0], told_until=told_until(row["source"]),
    )


@lru_cache(maxsize=256)
def told_until(label: str) -> date | None:
    """The last day of which the source of an event speaks; none for what was recorded here."""
    source = sources.get(label.partition(":")[0]) if label else None
    return source.last_day(label) if source is not None else None


def step_fact(row: Mapping[str, Any]) -> StepFact:
    """A row of steps as the kernel reads it."""
    return StepFact(
        id=row["id"], process=row["process"], led_from=row["led_from_id"],
        authority=row["authority__code"], source=row["source"].partition(":")[0],
        closed_on=row["closed_on"],
    )


def _standing(child_ids: Sequence[int]) -> QuerySet:
    events = models.Event.objects.filter(child_id__in=child_ids).standing()
    return events.in_order().values_list(*FACT_COLUMNS)


def _steps(child_ids: Sequence[int]) -> QuerySet:
    steps = models.Step.objects.filter(child_id__in=child_ids).order_by("id")
    return steps.values_list(*STEP_COLUMNS)


def _facts_by_child(child_ids: list[int], at: datetime | None) -> dict[int, list[Fact]]:
    if at is None:
        rows = worded.rows(_standing, child_ids)
    else:
        events = models.Event.objects.filter(known(at), child_id__in=child_ids)
        rows = list(events.in_order().values_list(*FACT_COLUMNS))
    found: dict[int, list[Fact]] = defaultdict(list)
    for values in rows:
        row = dict(zip(FACT_COLUMNS, values, strict=True))
        found[row["child_id"]].append(fact(row))
    return found


def _steps_by_child(child_ids: list[int]) -> dict[int, list[StepFact]]:
    found: dict[int, list[StepFact]] = defaultdict(list)
    for values in worded.rows(_steps, child_ids):
        row = dict(zip(STEP_COLUMNS, values, strict=True))
        found[row["child_id"]].append(step_fact(row))
    return found


def runs_of(
    child_ids: Iterable[int], *, known_at: datetime | None = None, setting: Setting | None = None
) -> dict[int, list[Run]]:
    """The clocks of each child, as they stand or as they were known at a moment."""
    ids = list(child_ids)
    setting = setting or Setting()
    facts, steps = _facts_by_child(ids, known_at), _steps_by_child(ids)
    if known_at is not None:
        steps = {child: [_as_known(step, facts[child]) for step in steps[child]] for child in ids}
    return {child: setting.runs(steps[child], facts[child]) for child in ids}


def _as_known(step: StepFact, facts: Sequence[Fact]) -> StepFact:
    """A step with the closing day that was known from these facts, not the one known today."""
    happenings = ((f.kind, f.outcome, f.on) for f in facts if f.step == step.id)
    return replace(step, closed_on=life(processes[step.process], happenings).closed_on)


def _values(run: Run) -> dict[str, Any]:
    return {
        "version": run.version, "started_on": run.started_on, "due_on": run.due_on,
        "due_at": run.due_at, "stop_event_id": run.stop_event, "stopped_on": run.stopped_on,
        "stopped_at": run.stopped_at, "state": run.state, "note": run.note,
    }


def clock_row(child_id: int, run: Run) -> models.Clock:
    """An unsaved clock of a child."""
    return _make_clock()(
        child_id=child_id, step_id=run.step, key=run.key, start_event_id=run.start_event,
        **_values(run),
    )


@lru_cache(maxsize=1)
def _make_clock() -> Callable[..., models.Clock]:
    return maker(models.Clock)


@dataclass
class Difference:
    """What a derivation would add, change and drop."""

    new: list[models.Clock] = field(default_factory=list)
    changed: list[models.Clock] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.gone)


def difference(
    child_ids: Iterable[int], *, setting: Setting | None = None
) -> Difference:
    """How the stored clocks of these children differ from what their events say."""
    ids = list(child_ids)
    stored = {key: (pk, values) for pk, *key_and_values in worded.rows(_clocks, ids)
              for key, values in [_stored(key_and_values)]}
    found = Difference()
    for child, runs in runs_of(ids, setting=setting).items():
        for run in runs:
            standing = stored.pop((run.step, run.key, run.start_event), None)
            if standing is None:
                found.new.append(clock_row(child, run))
                continue
            pk, values = standing
            if values != tuple(_values(run).values()):
                changed = clock_row(child, run)
                changed.pk = pk
                found.changed.append(changed)
    found.gone = [pk for pk, _ in stored.values()]
    return found


def _clocks(child_ids: Sequence[int]) -> QuerySet:
    clocks = models.Clock.objects.filter(child_id__in=child_ids).order_by()
    return clocks.values_list("pk", "step_id", "key", "start_event_id", *RUN_COLUMNS)


def _stored(values: Sequence[Any]) -> tuple[tuple[int, str, int], tuple[Any, ...]]:
    """What one run is known by, and what it was found to be; moments with their zone."""
    step, key, start, *run = values
    return (step, key, start), tuple(
        value.replace(tzinfo=UTC) if isinstance(value, datetime) and value.tzinfo is None
        else value for value in run
    )


def rederive(child_ids: Iterable[int], *, setting: Setting | None = None) -> Difference:
    """Work out the clocks of these children again and store the differences."""
    found = difference(child_ids, setting=setting)
    if found.gone:
        models.Clock.objects.filter(pk__in=found.gone).delete()
    if found.new:
        insert(found.new)
    if found.changed:
        update(found.changed, RUN_COLUMNS)
    return found
