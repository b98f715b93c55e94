"""Plans as they stand and as they were: who is on one, for how long, and what it lacks."""

from sightline.journey.protection_plan.queries.gaps import PlanGaps, plans_with_gaps
from sightline.journey.protection_plan.queries.lengths import Length, length
from sightline.journey.protection_plan.queries.listed import (
    OnPlan,
    categories,
    children_on_plans,
    open_plan,
)
from sightline.journey.protection_plan.queries.repeats import Repeat, repeat, siblings_on_repeat

__all__ = [
    "Length", "OnPlan", "PlanGaps", "Repeat", "categories", "children_on_plans", "length",
    "open_plan", "plans_with_gaps", "repeat", "siblings_on_repeat",
]
