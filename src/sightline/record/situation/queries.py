"""The situation as it was last written, and how old those words are."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from sightline.base.moments import today
from sightline.kernel.forms import Page
from sightline.record.pages.opening import of_row
from sightline.record.situation.models import Situation

if TYPE_CHECKING:
    from sightline.people.persons.models import Person
    from sightline.record.spine.querysets import FactsQuerySet

#: Days after which what was written may no longer be so: a local habit, and no law's.
STALE_AFTER = 30


def written_of(child_id: int) -> FactsQuerySet[Situation]:
    """Everything that stands of a child's situation, newest first."""
    return (
        Situation.objects.standing().filter(event__child_id=child_id)
        .order_by("-event__happened_on", "-event__order", "-event_id")
    )


def is_stale(written_on: date, on: date | None = None) -> bool:
    """Whether what was written on a day is too old to be leant on."""
    return ((on or today()) - written_on).days > STALE_AFTER


def last_said(*, page: Page, child: Person | None, **others: Any) -> dict[str, Any]:
    """What was last written of the child, so that only what changed is typed again."""
    last = written_of(child.pk).first() if child is not None else None
    return of_row(page, last) if last is not None else {}
