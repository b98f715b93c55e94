"""Who holds each step, worked out from the standing events that carry an allocation.

A journey is every step that led from one first step. The latest allocation on it holds all of
its steps; a step that has closed keeps who held it that day. A new journey of a child whose
other work is already held, such as a contact about an open child, goes to who holds that work.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sightline.record.allocation.actions.storing import store_involvements, store_owners
from sightline.record.allocation.models import Allocation
from sightline.record.allocation.roles import HELD_BY_ONE, InvolvementRole
from sightline.record.spine.following import Follower, followers
from sightline.record.spine.models import Event, Step

ENDED = "allocation.ended"
KINDS = frozenset({"allocation.allocated", "allocation.placed", ENDED})
#: More than a family's events at once is a bulk load, which keeps no step in hand.
IN_HAND = 20
STEP_COLUMNS = (
    "id", "child_id", "led_from_id", "opened_on", "closed_on", "owner_worker_id", "owner_team_id",
)


@dataclass(frozen=True, slots=True)
class Told:
    """What one event said about who holds a journey, in the order in which it happened."""

    event_id: int
    step_id: int
    kind: str
    on: date
    stands: bool
    role: str
    worker_id: int | None
    team_id: int | None


@dataclass(frozen=True, slots=True)
class Held:
    """A stretch of one role on a journey."""

    event_id: int
    step_id: int
    role: str
    worker_id: int | None
    team_id: int | None
    since_on: date
    until_on: date | None = None


@dataclass
class Journey:
    """The steps that led from one first step, and what was told of who holds them."""

    child_id: int | None
    steps: list[dict[str, Any]] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)

    @property
    def open(self) -> bool:
        """Whether any of its steps is open."""
        return any(s["opened_on"] and not s["closed_on"] for s in self.steps)

    @property
    def over_on(self) -> date | None:
        """The day on which its last step closed, if all have."""
        closed = [s["closed_on"] for s in self.steps if s["closed_on"]]
        return None if self.open or not closed else max(closed)

    def standing(self) -> list[Told]:
        """What still stands of what was told."""
        return [told for told in self.told if told.stands]


def held(journey: Journey) -> list[Held]:
    """Every stretch of every role on a journey, as its standing events say."""
    running: dict[tuple[str, int | None], Held] = {}
    found: list[Held] = []

    def end(key: tuple[str, int | None], on: date) -> None:
        stretch = running.pop(key)
        found.append(replace(stretch, until_on=max(on, stretch.since_on)))

    for told in journey.standing():
        alone = told.role in HELD_BY_ONE
        key = (told.role, None if alone else told.worker_id)
        before = running.get(key)
        if told.kind == ENDED:
            if before is not None and before.worker_id == told.worker_id:
                end(key, told.on)
                if told.role == InvolvementRole.LEAD and before.team_id is not None:
                    running[key] = _stretch(told, None, before.team_id)
            continue
        beside = (str(InvolvementRole.CO_WORKER), told.worker_id)
        if told.role == InvolvementRole.LEAD and beside in running:
            # whoever worked beside the lead leads now, and is one person in one part
            end(beside, told.on)
        team_id = told.team_id
        if before is not None:
            team_id = team_id or before.team_id
            if (before.worker_id, before.team_id) == (told.worker_id, team_id):
                continue
            end(key, told.on)
        running[key] = _stretch(told, told.worker_id, team_id)
    over = journey.over_on
    for stretch in running.values():
        ends = None if over is None else max(over, stretch.since_on)
        found.append(replace(stretch, until_on=ends))
    return sorted(found, key=lambda h: (h.since_on, h.event_id))


def _stretch(told: Told, worker_id: int | None, team_id: int | None) -> Held:
    return Held(told.event_id, told.step_id, told.role, worker_id, team_id, told.on)


def leads(stretches: Sequence[Held]) -> list[Held]:
    """The stretches of the lead role, in order."""
    return [h for h in stretches if h.role == InvolvementRole.LEAD]


def _journeys(steps: Iterable[dict[str, Any]], told: Iterable[Told]) -> list[Journey]:
    rows = list(steps)
    parents = {s["id"]: (s["led_from_id"], s["child_id"]) for s in rows}

    def root(step_id: int) -> int:
        seen: set[int] = set()
        while step_id not in seen:
            seen.add(step_id)
            parent, child_id = parents[step_id]
            if parent is None or parent not in parents or parents[parent][1] != child_id:
                return step_id
            step_id = parent
        return step_id

    found: dict[int, Journey] = {}
    for step in rows:
        journey = found.setdefault(root(step["id"]), Journey(step["child_id"]))
        journey.steps.append(step)
    for each in told:
        found[root(each.step_id)].told.append(each)
    return list(found.values())


def _read(which: str, ids: list[int]) -> list[Journey]:
    rows = (
        Allocation.objects.filter(**{f"event__step__{which}": ids})
        .order_by("event__happened_on", "event__order", "event_id")
        .values_list(
            "event_id", "event__step_id", "event__kind", "event__happened_on",
            "event__voided_at", "role", "worker_id", "team_id",
        )
    )
    told = [
        Told(event, step, kind, on, voided is None, role, worker, team)
        for event, step, kind, on, voided, role, worker, team in rows
    ]
    steps = Step.objects.filter(**{which: ids}).order_by("id").values(*STEP_COLUMNS)
    return _journeys(steps, told)


def refresh(child_ids: Iterable[int] = (), step_ids: Iterable[int] = ()) -> None:
    """Work out again who holds the work of these children, and of these steps about nobody yet."""
    children, alone = sorted(set(child_ids)), sorted(set(step_ids))
    if children:
        _store(_read("child_id__in", children))
    if alone:
        _store(_read("pk__in", alone))


def _store(journeys: list[Journey]) -> None:
    stretches = {id(j): held(j) for j in journeys}
    store_owners([s for j in journeys for s in j.steps], _owners_of(journeys, stretches))
    told = [s["id"] for j in journeys for s in j.steps if j.told]
    store_involvements(told, _wanted(journeys, stretches))


def owners_known(
    steps: Iterable[dict[str, Any]], told: Iterable[Told]
) -> dict[int, tuple[int | None, int | None]]:
    """Worker and team that held each step, by what was told of it up to some moment.

    `steps` have the columns of STEP_COLUMNS, with their lives as they were then known.
    """
    journeys = _journeys(steps, told)
    return _owners_of(journeys, {id(j): held(j) for j in journeys})


def _owners_of(
    journeys: list[Journey], stretches: dict[int, list[Held]]
) -> dict[int, tuple[int | None, int | None]]:
    by_child: dict[int | None, list[Journey]] = defaultdict(list)
    for journey in journeys:
        by_child[journey.child_id].append(journey)
    owners: dict[int, tuple[int | None, int | None]] = {}
    for child_id, group in by_child.items():
        elsewhere = _holder([h for j in group if j.open for h in leads(stretches[id(j)])])
        for journey in group:
            adopted = elsewhere if child_id is not None else None
            owners.update(_owners(journey, leads(stretches[id(journey)]), adopted))
    return owners


def _holder(stretches: list[Held]) -> Held | None:
    current = [h for h in stretches if h.until_on is None]
    return max(current, key=lambda h: (h.since_on, h.event_id)) if current else None


def _owners(
    journey: Journey, lead: list[Held], elsewhere: Held | None
) -> dict[int, tuple[int | None, int | None]]:
    found: dict[int, tuple[int | None, int | None]] = {}
    for step in journey.steps:
        if step["opened_on"] is None:
            continue
        if step["closed_on"] is not None:
            before = [h for h in lead if h.since_on <= step["closed_on"]]
            if before:
                found[step["id"]] = (before[-1].worker_id, before[-1].team_id)
        elif lead:
            found[step["id"]] = (lead[-1].worker_id, lead[-1].team_id)
        elif elsewhere is not None:
            found[step["id"]] = (elsewhere.worker_id, elsewhere.team_id)
        elif journey.told:
            # what was told has all been voided: nobody holds it, and the unplaced list shows it
            found[step["id"]] = (None, None)
    return found


def _wanted(
    journeys: list[Journey], stretches: dict[int, list[Held]]
) -> dict[int, tuple[Any, ...]]:
    return {
        h.event_id: (j.child_id, h.step_id, h.worker_id, h.team_id, h.role, h.since_on, h.until_on)
        for j in journeys
        for h in stretches[id(j)]
    }


def after(events: Sequence[Event]) -> None:
    """Bring owners in line with what now stands; steps already in hand see it too."""
    refresh(
        [e.child_id for e in events if e.child_id is not None],
        [e.step_id for e in events if e.child_id is None and e.step_id is not None],
    )
    in_hand = [e.step for e in events if e.step is not None]
    if len(in_hand) > IN_HAND:
        return
    rows = Step.objects.filter(pk__in=[step.pk for step in in_hand])
    now_held = {pk: (w, t) for pk, w, t in rows.values_list("pk", "owner_worker", "owner_team")}
    for step in in_hand:
        step.owner_worker_id, step.owner_team_id = now_held[step.pk]


def declare() -> None:
    """Follow every event that carries an allocation, opens work or closes it."""
    followers.add("allocation", Follower(after, kinds=KINDS, turning=True))
