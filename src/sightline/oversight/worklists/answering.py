"""What waits for somebody's answer: contacts about children worked with, and work handed in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sightline.base.components.addresses import address
from sightline.journey.contact.models import Account, Known
from sightline.oversight.worklists.rows import Row
from sightline.record.spine.models import Step

#: Work that one person hands in and another reads: handed in by the first, settled by the others.
HANDED_IN = {
    "assessment.submitted": ("assessment.returned", "assessment.authorised"),
    "section47.submitted": ("section47.returned", "section47.concluded"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """A contact about a child worked with: the worry in one line, and whether there is danger."""

    row: Row
    step: Step
    worry: str = ""
    danger: bool = False

    @property
    def href(self) -> str:
        """Where it is read and decided."""
        return address("pages:step", self.row.child.pk, self.step.pk)


def told_of(rows: Iterable[Row]) -> list[Told]:
    """Contacts about children already worked with that wait for a decision, danger first.

    One query, and none where there is no such contact. A child whom only a contact is about is
    the front door's to decide.
    """
    found = [
        (row, step) for row in rows for step in row.contacts if len(row.contacts) < len(row.steps)
    ]
    if not found:
        return []
    said = _said([step.pk for _, step in found])
    told = [Told(row, step, *said.get(step.pk, ("", False))) for row, step in found]
    return sorted(told, key=lambda one: (not one.danger, one.step.opened_on or date.max))


def _said(step_ids: Sequence[int]) -> dict[int, tuple[str, bool]]:
    """The worry of each contact as it was last told, and whether anybody is in danger."""
    accounts = Account.objects.standing().filter(
        occasion__parts__step_id__in=step_ids, occasion__parts__voided_at__isnull=True
    ).order_by("occasion__happened_on", "occasion_id")
    said: dict[int, tuple[str, bool]] = {}
    for step_id, worry, danger in accounts.values_list(
        "occasion__parts__step_id", "worry", "danger"
    ):
        before, endangered = said.get(step_id, ("", False))
        said[step_id] = (worry or before, danger == Known.YES if danger else endangered)
    return said
