"""The pages of a strategy discussion, handed in: their answers given to the action."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import TYPE_CHECKING, Any, TypeVar

from sightline.base.moments import today
from sightline.journey.strategy_discussion import actions
from sightline.journey.strategy_discussion.models import Agreed, Discussion, Request, WhyNotAll
from sightline.people.workforce.lookups import worker_of
from sightline.record.decisions.models import Decision
from sightline.record.meetings.models import Meeting, Participant
from sightline.record.spine.errors import RecordError

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
    found = list(children) or ([child] if child is not None else [])
    if not found:
        raise RecordError("Say which child this is about; nothing was recorded.")
    return found


def _step(step: Step | None) -> Step:
    if step is None:
        raise RecordError("This page belongs to a strategy discussion: open it first.")
    return step


def request(
    *, page: Page, step: Step | None, child: Person | None, children: Sequence[Person],
    values: Values, by: User,
) -> Occasion:
    """Ask for a discussion; the urgency not chosen is the same day, which is the safer."""
    on, at = _when(values)
    return actions.request(
        children=_about(child, children), by=by, on=on, at=at, asked=_row(values, Request),
        urgency=str(values.get("event", {}).get("outcome") or "same_day"),
    )


def _one(child: Person, values: Values, step: Step | None) -> actions.For:
    own = values.get("children", {}).get(child.pk, {})
    outcome = own.get("event", {}).get("outcome") or values.get("event", {}).get("outcome")
    mine = step if step is not None and step.child_id == child.pk else None
    return actions.For(
        child, str(outcome or ""), _row(own, Discussion), _rows(own, Agreed), step=mine
    )


def hold(
    *, page: Page, step: Step | None, child: Person | None, children: Sequence[Person],
    values: Values, by: User,
) -> Occasion:
    """Record the discussion with what it decided for each child; the chair is the decider."""
    on, at = _when(values)
    meeting, decision = _row(values, Meeting), _row(values, Decision)
    if decision is not None and decision.made_by_id is None and not decision.made_by_name:
        chair = meeting.chair if meeting is not None else None
        decision.made_by = chair or worker_of(by)
    return actions.hold(
        children=[_one(one, values, step) for one in _about(child, children)], by=by, on=on,
        at=at, meeting=meeting, participants=_rows(values, Participant),
        agreed=_rows(values, Agreed), decision=decision,
    )


def give_reason(
    *, page: Page, step: Step | None, child: Person | None, children: Sequence[Person],
    values: Values, by: User,
) -> Occasion:
    """Give the chair's reason."""
    on, at = _when(values)
    why = _row(values, WhyNotAll) or WhyNotAll()
    return actions.give_reason(step=_step(step), why=why, by=by, on=on, at=at)


def share_minutes(
    *, page: Page, step: Step | None, child: Person | None, children: Sequence[Person],
    values: Values, by: User,
) -> Occasion:
    """Record with whom the minutes were shared."""
    on, at = _when(values)
    whom = str(values.get("event", {}).get("outcome") or "")
    return actions.share_minutes(step=_step(step), with_whom=whom, by=by, on=on, at=at)
