"""The children subject to a plan on any day, as it was and as it was known (S065)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from sightline.record.harm.models import Harm
from sightline.record.spine.models import Event, Step

if TYPE_CHECKING:
    from sightline.access.authorities.models import Authority

STARTED, CHANGED = "protection_plan.started", "protection_plan.category_changed"
ENDED = "protection_plan.ended"
KINDS = (STARTED, CHANGED, ENDED)


@dataclass(frozen=True, slots=True)
class OnPlan:
    """One child's plan on a day: since when, in which category then, and in which at first.

    `all_categories` is the whole set that was named, the main one included.
    """

    step_id: int
    child_id: int
    since: date
    category: str
    first_category: str
    all_categories: frozenset[str] = frozenset()


def _events(known_at: datetime | None) -> Iterable[Event]:
    return Event.objects.standing() if known_at is None else Event.objects.known_at(known_at)


def children_on_plans(
    authority: Authority, on: date, *, known_at: datetime | None = None
) -> list[OnPlan]:
    """Everybody subject to a plan at the end of a day, longest first; two queries.

    The day on which a plan ends is no longer a day on it, as the census counts. `known_at` asks
    what the record said at a moment, before later corrections.
    """
    events = _events(known_at).of(*KINDS).filter(  # type: ignore[attr-defined]
        authority=authority, happened_on__lte=on
    )
    plans: dict[int, OnPlan] = {}
    spoken: dict[int, int] = {}
    ended: set[int] = set()
    columns = ("pk", "kind", "step_id", "child_id", "happened_on", "outcome")
    for pk, kind, step_id, child_id, day, category in events.in_order().values_list(*columns):
        if kind == ENDED:
            ended.add(step_id)
        elif kind == STARTED:
            plans[step_id] = OnPlan(step_id, child_id, day, category, category)
            spoken[step_id] = pk
        elif step_id in plans:
            plans[step_id] = replace(plans[step_id], category=category)
            spoken[step_id] = pk
    standing = {step: plan for step, plan in plans.items() if step not in ended}
    named = _named({spoken[step] for step in standing})
    found = [
        replace(plan, all_categories=named.get(spoken[step]) or frozenset({plan.category} - {""}))
        for step, plan in standing.items()
    ]
    return sorted(found, key=lambda plan: (plan.since, plan.step_id))


def _named(event_ids: set[int]) -> dict[int, frozenset[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    rows = Harm.objects.filter(event_id__in=event_ids).values_list("event_id", "category")
    for event_id, category in rows:
        found[event_id].add(category)
    return {event_id: frozenset(codes) for event_id, codes in found.items()}


def categories(step: Step, *, known_at: datetime | None = None) -> list[tuple[date, str]]:
    """Every main category of a plan with the day from which it held, the first one first."""
    events = _events(known_at).of(STARTED, CHANGED).filter(step=step)  # type: ignore[attr-defined]
    return list(events.in_order().values_list("happened_on", "outcome"))


def open_plan(child_id: int) -> Step | None:
    """The child's open plan."""
    steps = Step.objects.open().of("protection_plan").filter(child_id=child_id)
    found: Step | None = steps.order_by("-opened_on", "-pk").first()
    return found
