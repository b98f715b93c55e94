"""What is said of a protection plan of fifteen months or more, before and after its mark (S067)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sightline.base.components.words import day
from sightline.base.moments import today
from sightline.journey.protection_plan.queries.lengths import ALERT_MONTHS, band
from sightline.kernel.calendar import add_months

if TYPE_CHECKING:
    from sightline.record.spine.models import Step

#: The mark that a plan should not reach.
MARK_MONTHS = 18


def long_plan(step: Step) -> tuple[str, ...]:
    """What is said of an open protection plan of 15 months or more; nothing of a shorter one."""
    begun = step.opened_on
    if begun is None or today() < add_months(begun, ALERT_MONTHS):
        return ()
    mark = add_months(begun, MARK_MONTHS)
    said = f"{MARK_MONTHS} months on {day(mark)}"
    if mark <= today():
        said = f"Passed {MARK_MONTHS} months on {day(mark)}"
    length = band(begun, today())
    return (f"{said}.", f"It has lasted {length}.")
