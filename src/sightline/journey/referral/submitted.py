"""The pages of a referral, handed in: their answers given to the action that records them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import TYPE_CHECKING, Any, TypeVar

from sightline.base.moments import today
from sightline.journey.referral import actions
from sightline.people.workforce.lookups import worker_of
from sightline.record.decisions.models import Decision
from sightline.record.handover.models import Handover
from sightline.record.referrers.models import Referrer
from sightline.record.spine.errors import RecordError

if TYPE_CHECKING:
    from django.db.models import Model

    from sightline.access.users.models import User
    from sightline.kernel.forms import Page
    from sightline.people.persons.models import Person
    from sightline.record.spine.models import Event, Step

Values = Mapping[str, Any]
Row = TypeVar("Row", bound="Model")


def _row(values: Values, model: type[Row]) -> Row | None:
    rows = values.get("rows", {}).get(model._meta.label, [])
    return model(**rows[0]) if rows else None


def _when(values: Values) -> tuple[date, time | None]:
    event = values.get("event", {})
    return event.get("on") or today(), event.get("time")


def receive(
    *, page: Page, step: Step | None, child: Person | None, children: Sequence[Person],
    values: Values, by: User,
) -> Step:
    """Record a referral that came by no contact here."""
    if child is None:
        raise RecordError("Say which child was referred; nothing was recorded.")
    on, at = _when(values)
    return actions.receive(child=child, by=by, on=on, at=at, referrer=_row(values, Referrer))


def decide(
    *, page: Page, step: Step | None, child: Person | None, children: Sequence[Person],
    values: Values, by: User,
) -> Event:
    """Decide the referral."""
    if step is None:
        raise RecordError("This page belongs to a referral: open the referral first.")
    on, at = _when(values)
    outcome = str(values.get("event", {}).get("outcome") or "")
    decision = _row(values, Decision)
    if decision is not None and decision.made_by_id is None and not decision.made_by_name:
        decision.made_by = worker_of(by)
    sent = _row(values, Handover) or Handover()
    return actions.decide(
        step=step, outcome=outcome, by=by, on=on, at=at, decision=decision, to_team=sent.to_team
    )
