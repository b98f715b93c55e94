"""The pages of a child in need plan, handed in: their answers given to the action."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from sightline.base.moments import today
from sightline.journey.child_in_need import actions
from sightline.journey.child_in_need.models import HelpReview
from sightline.people.workforce.lookups import worker_of
from sightline.record.decisions.models import Decision
from sightline.record.handover.models import Handover
from sightline.record.plans.models import OutcomeReview
from sightline.record.spine.errors import RecordError

if TYPE_CHECKING:
    from django.db.models import Model

    from sightline.access.users.models import User
    from sightline.kernel.forms import Page
    from sightline.people.persons.models import Person
    from sightline.record.spine.models import Event, Step

Values = Mapping[str, Any]
Row = TypeVar("Row", bound="Model")


def _rows(values: Values, model: type[Row]) -> list[Row]:
    return [model(**row) for row in values.get("rows", {}).get(model._meta.label, [])]


def _row(values: Values, model: type[Row]) -> Row | None:
    found = _rows(values, model)
    return found[0] if found else None


def _decision(values: Values, by: User) -> Decision | None:
    found = _row(values, Decision)
    if found is not None and found.made_by_id is None and not found.made_by_name:
        found.made_by = worker_of(by)
    return found


def _event(values: Values) -> Mapping[str, Any]:
    told: Mapping[str, Any] = values.get("event", {})
    return told


def _plan(step: Step | None) -> Step:
    if step is None:
        raise RecordError("This page belongs to a child in need plan: open the plan first.")
    return step


def open_(
    *, page: Page, step: Step | None, child: Person | None, children: Sequence[Person],
    values: Values, by: User,
) -> Step:
    """Open a plan."""
    if child is None:
        raise RecordError("Say for which child; nothing was recorded.")
    event = _event(values)
    return actions.open_(
        child=child, by=by, on=event.get("on") or today(),
        because=str(event.get("outcome") or ""), decision=_decision(values, by),
    )


def review(
    *, page: Page, step: Step | None, child: Person | None, children: Sequence[Person],
    values: Values, by: User,
) -> Event:
    """Review the plan."""
    event = _event(values)
    progress = [row for row in _rows(values, OutcomeReview) if row.outcome_id is not None]
    return actions.review(
        step=_plan(step), outcome=str(event.get("outcome") or ""), by=by,
        on=event.get("on") or today(), review=_row(values, HelpReview), progress=progress,
        next_on=event.get("for_on"),
    )


def step_down(
    *, page: Page, step: Step | None, child: Person | None, children: Sequence[Person],
    values: Values, by: User,
) -> Event:
    """Ask early help to take over; while nobody is named, what was decided stands all the same."""
    plan, told = _plan(step), _row(values, Handover) or Handover()
    on = _event(values).get("on") or today()
    if told.to_team_id is None and not told.to_outside.strip():
        return actions.review(
            step=plan, outcome="early_help", by=by, on=on, review=HelpReview(reason=told.reason)
        )
    return actions.step_down(
        step=plan, by=by, on=on, reason=told.reason, to_team=told.to_team,
        to_outside=told.to_outside, plan_so_far=told.plan_so_far,
    )


def end(
    *, page: Page, step: Step | None, child: Person | None, children: Sequence[Person],
    values: Values, by: User,
) -> Event:
    """End the plan."""
    event = _event(values)
    return actions.end(
        step=_plan(step), reason=str(event.get("outcome") or ""), by=by,
        on=event.get("on") or today(), decision=_decision(values, by),
    )
