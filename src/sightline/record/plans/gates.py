"""The gate that a plan passes to become final: nothing of what was promised is left out."""

from __future__ import annotations

from sightline.kernel.process import Refusal
from sightline.record.plans.completeness import gaps
from sightline.record.plans.queries import plan_of
from sightline.record.plans.written import from_rows
from sightline.record.spine.writing import Offered


def complete_plan(offered: Offered) -> list[Refusal]:
    """Hold a plan back from being final until it is whole, its contingency included.

    Reads the plan offered with the event; if none is offered, the newest on the step.
    """
    plan = from_rows(list(offered.facts))
    if plan is None and offered.step is not None:
        plan = plan_of(offered.step)
    return [Refusal(gap.words, gap.mend) for gap in gaps(plan)]
