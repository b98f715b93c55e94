"""The pages of a protection plan, handed in: their answers given to the action that records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from sightline.base.moments import today
from sightline.journey.protection_plan import actions
from sightline.journey.protection_plan.models import Finding, PlanAudit
from sightline.people.workforce.lookups import worker_of
from sightline.record.decisions.models import Decision
from sightline.record.harm.models import Harm
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


def _decision(values: Values, by: User) -> Decision | None:
    found = _rows(values, Decision)
    if not found:
        return None
    if found[0].made_by_id is None and not found[0].made_by_name:
        found[0].made_by = worker_of(by)
    return found[0]


def _plan(step: Step | None) -> Step:
    if step is None:
        raise RecordError("This page belongs to a protection plan: open the plan first.")
    return step


def change_category(
    *, page: Page, step: Step | None, child: Person | None, children: Sequence[Person],
    values: Values, by: User,
) -> Event:
    """Change the category of the plan."""
    return actions.change_category(
        step=_plan(step), harms=_rows(values, Harm), by=by,
        on=values.get("event", {}).get("on") or today(), decision=_decision(values, by),
    )


def audit(
    *, page: Page, step: Step | None, child: Person | None, children: Sequence[Person],
    values: Values, by: User,
) -> Event:
    """Record the chair's audit."""
    seen = _rows(values, PlanAudit)
    return actions.audit(
        step=_plan(step), audit=seen[0] if seen else PlanAudit(),
        findings=_rows(values, Finding), by=by,
        on=values.get("event", {}).get("on") or today(),
    )


def end(
    *, page: Page, step: Step | None, child: Person | None, children: Sequence[Person],
    values: Values, by: User,
) -> Event:
    """End the plan."""
    event = values.get("event", {})
    return actions.end(
        step=_plan(step), reason=str(event.get("outcome") or ""), by=by,
        on=event.get("on") or today(), decision=_decision(values, by),
    )
