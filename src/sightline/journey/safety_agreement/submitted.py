"""The pages of a safety agreement, handed in: given to the action that records them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sightline.base.moments import today
from sightline.journey.safety_agreement import actions
from sightline.journey.safety_agreement.models import Agreement, Party, Review
from sightline.record.pages.submitting import sibling_step

if TYPE_CHECKING:
    from sightline.access.users.models import User
    from sightline.kernel.forms import Page
    from sightline.people.persons.models import Person
    from sightline.record.spine.models import Occasion, Step

Values = Mapping[str, Any]


def _rows(values: Values, label: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = values.get("rows", {}).get(label, [])
    return found


def made(
    *, page: Page, step: Step | None, child: Person | None, children: Sequence[Person],
    values: Values, by: User,
) -> Occasion:
    """The agreement as it was typed."""
    event = values.get("event", {})
    told = _rows(values, Agreement._meta.label)
    return actions.make(
        children=list(children) or ([child] if child is not None else []), by=by,
        on=event.get("on") or today(), at=event.get("time"), review_on=event.get("for_on"),
        agreement=Agreement(**told[0]) if told else None,
        parties=[Party(**row) for row in _rows(values, Party._meta.label)],
    )


def _steps(step: Step | None, children: Sequence[Person]) -> list[Step]:
    """The agreement of each child whom the page is about."""
    if step is None:
        return []
    found = [
        step if child.pk == step.child_id else sibling_step(step, child.pk) for child in children
    ]
    return [each for each in found if each is not None] or [step]


def _said(values: Values) -> dict[int, Review]:
    return {
        pk: Review(**rows[0]) for pk, own in values.get("children", {}).items()
        if (rows := _rows(own, Review._meta.label))
    }


def reviewed(
    *, page: Page, step: Step | None, child: Person | None, children: Sequence[Person],
    values: Values, by: User,
) -> Occasion:
    """A review as it was typed."""
    event = values.get("event", {})
    return actions.review(
        steps=_steps(step, children), by=by, on=event.get("on") or today(), at=event.get("time"),
        outcome=event.get("outcome") or "", next_on=event.get("for_on"), said=_said(values),
    )


def ended(
    *, page: Page, step: Step | None, child: Person | None, children: Sequence[Person],
    values: Values, by: User,
) -> Occasion:
    """The end as it was typed."""
    event = values.get("event", {})
    return actions.end(
        steps=_steps(step, children), by=by, on=event.get("on") or today(), at=event.get("time"),
        outcome=event.get("outcome") or "", said=_said(values),
    )
