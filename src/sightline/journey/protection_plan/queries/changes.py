"""Changes of a plan that nobody has given a reason for (D040), and plans that drift (D037)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sightline.base.moments import today
from sightline.journey.protection_plan.queries.lengths import ALERT_MONTHS
from sightline.kernel.calendar import add_months
from sightline.record.decisions.models import Decision
from sightline.record.plans.completeness import says_something
from sightline.record.plans.queries import shares_improved
from sightline.record.spine.models import Event, Step

if TYPE_CHECKING:
    from sightline.access.authorities.models import Authority

#: After how many months a plan with too little improved is drifting, and what is too little.
DRIFT_MONTHS, LITTLE = 9, 0.25


def changed_without_reason(authority: Authority, since: date) -> list[Event]:
    """Changes of category since a day with no decision and reason of anybody on the record."""
    changes = list(
        Event.objects.standing().of("protection_plan.category_changed")
        .filter(authority=authority, happened_on__gte=since).select_related("child", "step")
        .in_order()
    )
    reasons = {
        event_id for event_id, words in
        Decision.objects.filter(event__in=changes).values_list("event_id", "rationale")
        if says_something(words)
    }
    return [event for event in changes if event.pk not in reasons]


@dataclass(frozen=True)
class Drift:
    """A plan that has lasted long with little changed, and the share of outcomes improved."""

    step: Step
    improved: float | None
    long: bool


def drifting(
    authority: Authority, on: date | None = None, *, child_id: int | None = None
) -> list[Drift]:
    """Open plans of more than nine months with few outcomes improved, or of fifteen and more.

    Four queries, however many there are; `child_id` asks of one child alone.
    """
    day = on or today()
    old = Step.objects.open().of("protection_plan").filter(
        authority=authority, opened_on__lte=add_months(day, -DRIFT_MONTHS)
    )
    if child_id is not None:
        old = old.filter(child=child_id)
    steps = list(old.select_related("child").order_by("opened_on", "pk"))
    shares = shares_improved([step.pk for step in steps]) if steps else {}
    found = []
    for step in steps:
        assert step.opened_on is not None
        improved = shares.get(step.pk)
        long = day >= add_months(step.opened_on, ALERT_MONTHS)
        if long or improved is None or improved < LITTLE:
            found.append(Drift(step, improved, long))
    return found
