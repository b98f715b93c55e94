"""How long a plan has lasted, in the bands of the national figures (S067)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sightline.base.moments import today
from sightline.kernel.calendar import add_months

if TYPE_CHECKING:
    from sightline.record.spine.models import Step

#: Up to how many months each band reaches, with its words; the last has no end.
BANDS = (
    (3, "up to 3 months"), (6, "3 to 6 months"), (12, "6 to 12 months"),
    (18, "1 year to 18 months"), (24, "18 months to 2 years"), (None, "2 years or more"),
)
#: Three months before the local mark of 18, while there is time to change something.
ALERT_MONTHS = 15


@dataclass(frozen=True, slots=True)
class Length:
    """How long a plan has lasted by a day, its band, and whether its mark is near."""

    since: date
    until: date
    band: str
    near_mark: bool
    alert_on: date

    @property
    def days(self) -> int:
        """Whole days from the first to the last."""
        return (self.until - self.since).days


def length(step: Step, on: date | None = None) -> Length | None:
    """The length of a plan by a day, or when it ended; none for one not yet begun."""
    asked = on or today()
    if step.opened_on is None or step.opened_on > asked:
        return None
    until = min(step.closed_on, asked) if step.closed_on is not None else asked
    return Length(
        step.opened_on, until, band(step.opened_on, until),
        until >= add_months(step.opened_on, ALERT_MONTHS),
        add_months(step.opened_on, ALERT_MONTHS),
    )


def band(since: date, until: date) -> str:
    """The band of a span of time; its last day belongs to the longer band."""
    for months, words in BANDS:
        if months is None or until < add_months(since, months):
            return words
    return BANDS[-1][1]
