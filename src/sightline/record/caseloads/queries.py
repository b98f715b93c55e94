"""How much each worker holds, weighed as the authority weighs it, against what they may hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q

from sightline.access.policy import visible_children
from sightline.base.components.words import plural
from sightline.base.moments import today
from sightline.record.caseloads.models import CaseloadCap, CaseWeight
from sightline.record.spine.models import Step

#: What a child weighs of whom the scheme says nothing.
ORDINARY = Decimal(1)


@dataclass(frozen=True)
class Scheme:
    """What work weighs in an authority on a day, and the caps; empty until it has set any."""

    weights: Mapping[str, Decimal] = field(default_factory=dict)
    cap_for_all: Decimal | None = None
    own_caps: Mapping[int, Decimal] = field(default_factory=dict)

    def weigh(self, processes: Iterable[str]) -> Decimal:
        """What one child weighs: the heaviest of the work that is open, once."""
        return max((self.weights[p] for p in processes if p in self.weights), default=ORDINARY)

    def cap_of(self, worker_id: int) -> Decimal | None:
        """A worker's own cap, else that for all; none where nobody set one."""
        return self.own_caps.get(worker_id, self.cap_for_all)

    def load(self, worker_id: int, children: Iterable[Iterable[str]]) -> Load:
        """What a worker holds, told as the open work of each child."""
        weights = [self.weigh(processes) for processes in children]
        return Load(len(weights), sum(weights, Decimal(0)), self.cap_of(worker_id))


@dataclass(frozen=True, slots=True)
class Load:
    """What one worker holds: how many children, what they weigh, and the cap if there is one."""

    children: int = 0
    weight: Decimal = Decimal(0)
    cap: Decimal | None = None

    @property
    def over(self) -> bool:
        """Whether it is more than the cap."""
        return self.cap is not None and self.weight > self.cap

    @property
    def room(self) -> Decimal | None:
        """How much weight is left below the cap; less than nothing when it is passed."""
        return None if self.cap is None else self.cap - self.weight

    @property
    def words(self) -> str:
        """The numbers as a list says them."""
        said = plural(self.children, "child", "children")
        if self.cap is not None:
            return f"{said}, weight {number(self.weight)} of {number(self.cap)}"
        if self.weight != self.children:
            return f"{said}, weight {number(self.weight)}"
        return said


def number(value: Decimal | None) -> str:
    """A weight without a nought behind the point."""
    return "" if value is None else f"{value.normalize():f}"


def scheme_of(authority_id: int, on: date | None = None) -> Scheme:
    """The weights and caps of an authority on a day; two queries."""
    day = on or today()
    weights: dict[str, Decimal] = {}
    for process, weight in _standing(CaseWeight, authority_id, day, "process", "weight"):
        weights[process] = weight
    for_all, own = None, {}
    for worker_id, cap in _standing(CaseloadCap, authority_id, day, "worker_id", "cap"):
        if worker_id is None:
            for_all = cap
        else:
            own[worker_id] = cap
    return Scheme(weights, for_all, own)


def _standing(
    model: type[CaseWeight | CaseloadCap], authority_id: int, day: date, *columns: str
) -> Iterable[tuple[Any, ...]]:
    """What stands on a day, the oldest first, so that the newest has the last word."""
    rows = model.objects.filter(
        authority_id=authority_id, superseded_at__isnull=True, since_on__lte=day
    )
    return rows.order_by("since_on", "pk").values_list(*columns)


def loads(worker_ids: Iterable[int], scheme: Scheme, *, reader: Any) -> dict[int, Load]:
    """What each worker leads now, as far as a reader may know of it; one query.

    A restricted or sealed child counts only for whoever may open their record.
    """
    ids = list(worker_ids)
    known = Q(child__restriction="") | Q(child_id__in=visible_children(reader))
    steps = Step.objects.open().filter(known, owner_worker__in=ids, child__isnull=False)
    held: dict[int, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for worker_id, child_id, process in steps.values_list("owner_worker", "child_id", "process"):
        if worker_id is not None and child_id is not None:
            held[worker_id][child_id].append(process)
    return {pk: scheme.load(pk, held[pk].values()) for pk in ids}
