"""The pages of a core group, handed in: their answers given to the action that records them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import TYPE_CHECKING, Any, TypeVar

from sightline.base.moments import today
from sightline.journey.core_group import actions
from sightline.journey.core_group.models import ChildsProgress, Missed, NotesSent
from sightline.record.meetings.models import Meeting, Participant

if TYPE_CHECKING:
    from django.db.models import Model

    from sightline.access.users.models import User
    from sightline.kernel.forms import Page
    from sightline.people.persons.models import Person
    from sightline.record.spine.models import Occasion, Step

Values = Mapping[str, Any]
Row = TypeVar("Row", bound="Model")


def _rows(values: Values, model: type[Row]) -> list[Row]:
    return [model(**row) for row in values.get("rows", {}).get(model._meta.label, [])]


def _row(values: Values, model: type[Row]) -> Row | None:
    found = _rows(values, model)
    return found[0] if found else None


def _when(values: Values) -> tuple[date, time | None]:
    event = values.get("event", {})
    return event.get("on") or today(), event.get("time")


def _about(child: Person | None, children: Sequence[Person]) -> list[Person]:
    return list(children) or ([child] if child is not None else [])


def held(
    *, page: Page, step: Step | None, child: Person | None, children: Sequence[Person],
    values: Values, by: User,
) -> Occasion:
    """Record a core group."""
    about = _about(child, children)
    said = {}
    for one in about:
        own = values.get("children", {}).get(one.pk, {})
        progress = _row(own, ChildsProgress) or _row(values, ChildsProgress)
        if progress is not None:
            said[one.pk] = progress
    on, at = _when(values)
    return actions.hold(
        children=about, by=by, on=on, at=at, meeting=_row(values, Meeting), said=said,
        participants=_rows(values, Participant), next_on=values.get("event", {}).get("for_on"),
    )


def missed(
    *, page: Page, step: Step | None, child: Person | None, children: Sequence[Person],
    values: Values, by: User,
) -> Occasion:
    """Record that a core group did not meet."""
    return actions.miss(
        children=_about(child, children), by=by, on=_when(values)[0],
        missed=_row(values, Missed) or Missed(), next_on=values.get("event", {}).get("for_on"),
    )


def notes(
    *, page: Page, step: Step | None, child: Person | None, children: Sequence[Person],
    values: Values, by: User,
) -> Occasion:
    """Record to whom the notes were sent."""
    return actions.share_notes(
        children=_about(child, children), by=by, on=_when(values)[0],
        recipients=_rows(values, NotesSent),
    )
