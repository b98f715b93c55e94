"""Whether a plan is a child's second or later one, worked out and never typed (S066)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Max

from sightline.base.components.words import day
from sightline.journey.protection_plan.queries.listed import ENDED, STARTED
from sightline.kernel.calendar import add_months
from sightline.people.relationships.lookups import sibling_group
from sightline.record.census_facts.models import EarlierPlans
from sightline.record.harm.models import PlanElsewhere
from sightline.record.spine.models import Event

if TYPE_CHECKING:
    from sightline.record.spine.models import Step

#: National practice looks at earlier plans of all time, and of the two years before.
WITHIN_MONTHS = 24


#: A plan's step to its first and last day.
Spans = dict[int, list[date | None]]


@dataclass(frozen=True, slots=True)
class Repeat:
    """The plans a child had before this one, here and elsewhere."""

    here: tuple[tuple[date, date | None], ...]
    elsewhere: int
    stated: int
    last_ended_on: date | None
    within_two_years: bool

    @property
    def earlier(self) -> int:
        """How many plans the child had before, anywhere, as the census asks.

        A number stated for this plan counts those here too, so the larger of the two is taken.
        """
        return max(len(self.here) + self.elsewhere, self.stated)

    @property
    def ever(self) -> bool:
        """Whether the child has been on a plan before."""
        return self.earlier > 0

    @property
    def words(self) -> str:
        """The repeat in a line; empty for a first plan."""
        if not self.ever:
            return ""
        said = "Second plan" if self.earlier == 1 else f"Plan number {self.earlier + 1}"
        if self.last_ended_on is not None:
            said += f"; the last ended on {day(self.last_ended_on)}"
            said += ", within two years" if self.within_two_years else ""
        return said


def _spans(child_ids: list[int], known_at: datetime | None) -> dict[int, Spans]:
    """Each child's plans here: step to its first and last day."""
    events = Event.objects.standing() if known_at is None else Event.objects.known_at(known_at)
    found: dict[int, Spans] = {child: {} for child in child_ids}
    rows = events.of(STARTED, ENDED).filter(child_id__in=child_ids, step__isnull=False).in_order()
    for child, step, kind, on in rows.values_list("child_id", "step_id", "kind", "happened_on"):
        span = found[child].setdefault(step, [None, None])
        span[0 if kind == STARTED else 1] = on
    return found


def _before(
    spans: Spans, step_id: int
) -> tuple[date | None, list[tuple[date, date | None]]]:
    own = spans.get(step_id, [None, None])[0]
    earlier = [
        (span[0], span[1]) for step, span in spans.items()
        if step != step_id and span[0] is not None and own is not None
        and (span[0], step) < (own, step_id)
    ]
    return own, sorted(earlier)


def repeat(step: Step, *, known_at: datetime | None = None) -> Repeat:
    """What went before a plan, as the record stands or as it was known at a moment."""
    assert step.child_id is not None
    spans = _spans([step.child_id], known_at)
    started, here = _before(spans[step.child_id], step.pk)
    told = PlanElsewhere.objects.standing() if known_at is None else (
        PlanElsewhere.objects.known_at(known_at)
    )
    stated = told.filter(event__child_id=step.child_id).aggregate(
        most=Max("how_many"), ended=Max("ended_on")
    )
    total = EarlierPlans.objects.standing() if known_at is None else (
        EarlierPlans.objects.known_at(known_at)
    )
    number = total.filter(event__step=step).aggregate(most=Max("number"))["most"]
    ends = [ended for _, ended in here if ended is not None]
    if stated["ended"] is not None and started is not None and stated["ended"] <= started:
        ends.append(stated["ended"])
    last = max(ends, default=None)
    recent = last is not None and started is not None and (
        last >= add_months(started, -WITHIN_MONTHS)
    )
    return Repeat(tuple(here), stated["most"] or 0, number or 0, last, recent)


def siblings_on_repeat(step: Step, *, known_at: datetime | None = None) -> int:
    """How many brothers and sisters have had a second plan: large groups drive the rate."""
    assert step.child_id is not None
    group = [sibling.person_id for sibling in sibling_group(step.child_id)]
    return sum(1 for plans in _spans(group, known_at).values() if len(plans) > 1)
