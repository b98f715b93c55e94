"""The pages of a conference, handed in: their answers given to the action that records them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import TYPE_CHECKING, Any, TypeVar

from sightline.base.moments import today
from sightline.journey.conference import actions
from sightline.journey.conference.actions import ForChild
from sightline.journey.conference.models import ConferenceDecision, Delay
from sightline.journey.conference.queries import kind_of
from sightline.journey.conference.room.outline import hand_in
from sightline.record.harm.models import Harm, PlanElsewhere
from sightline.record.meetings.models import AgencyView, Meeting, Participant
from sightline.record.spine.beside import step_beside
from sightline.record.spine.errors import RecordError

if TYPE_CHECKING:
    from django.db.models import Model

    from sightline.access.users.models import User
    from sightline.kernel.forms import Page
    from sightline.people.persons.models import Person
    from sightline.record.spine.models import Occasion, Step

Values = Mapping[str, Any]
Row = TypeVar("Row", bound="Model")


def rows_of(values: Values, model: type[Row]) -> list[Row]:
    """The answered rows of one table, unsaved."""
    return [model(**row) for row in values.get("rows", {}).get(model._meta.label, [])]


def row_of(values: Values, model: type[Row]) -> Row | None:
    """The one answered row of a table, or none."""
    found = rows_of(values, model)
    return found[0] if found else None


def _when(values: Values) -> tuple[date, time | None]:
    event = values.get("event", {})
    return event.get("on") or today(), event.get("time")


def _about(child: Person | None, children: Sequence[Person]) -> list[Person]:
    about = list(children) or ([child] if child is not None else [])
    if not about:
        raise RecordError("Say which child this is about; nothing was recorded.")
    return about


def steps_of(
    step: Step | None, children: Sequence[Person], *, by: User, on: date
) -> list[Step]:
    """Each child's own conference beside the one that the page was opened on.

    A brother or sister for whom nobody had asked has theirs asked for now: a conference that
    was about them happened, whatever was arranged beforehand.
    """
    if step is None:
        raise RecordError("This page belongs to a conference: open the conference first.")
    found = []
    about: list[Person | None] = [*children] or [step.child]
    for child in about:
        own = step_beside(step, child.pk) if child is not None else step
        if own is None and child is not None:
            asked = actions.request(children=[child], kind=kind_of(step), by=by, on=on)
            own = asked.parts.get().step
        if own is not None:
            found.append(own)
    return found


def request(
    *, page: Page, step: Step | None, child: Person | None, children: Sequence[Person],
    values: Values, by: User,
) -> Occasion:
    """Ask for a conference."""
    on, at = _when(values)
    return actions.request(
        children=_about(child, children), by=by, on=on, at=at,
        kind=str(values.get("event", {}).get("outcome") or ""), delay=row_of(values, Delay),
    )


def notify_transfer(
    *, page: Page, step: Step | None, child: Person | None, children: Sequence[Person],
    values: Values, by: User,
) -> Occasion:
    """Another authority told us of a child on a plan."""
    on, at = _when(values)
    return actions.notify_transfer(
        children=_about(child, children), by=by, on=on, at=at,
        elsewhere=row_of(values, PlanElsewhere),
    )


def book(
    *, page: Page, step: Step | None, child: Person | None, children: Sequence[Person],
    values: Values, by: User,
) -> Occasion:
    """Book the conference."""
    on = _when(values)[0]
    return actions.book(
        steps=steps_of(step, children, by=by, on=on), by=by, on=on,
        for_on=values.get("event", {}).get("for_on"), meeting=row_of(values, Meeting),
        delay=row_of(values, Delay),
    )


#: What a conference decides of a child who then has a plan.
HAS_A_PLAN = ("plan_made", "plan_continues")


def decide(
    *, page: Page, step: Step | None, child: Person | None, children: Sequence[Person],
    values: Values, by: User,
) -> Occasion:
    """Record what was decided for each child, with the outline plan that was typed for them."""
    on, at = _when(values)
    parts = [_for_child(own, values) for own in steps_of(step, children, by=by, on=on)]
    parts = _spoken_of(parts, step, values)
    occasion = actions.decide(
        children=parts, by=by, on=on, at=at, meeting=row_of(values, Meeting),
        participants=rows_of(values, Participant),
    )
    hand_in([p.step for p in parts if p.outcome in HAS_A_PLAN], by=by, on=on)
    return occasion


def _spoken_of(parts: list[ForChild], step: Step | None, values: Values) -> list[ForChild]:
    """Without the child whose page it was, where all was said of a brother or sister alone."""
    own: Values = values.get("children", {}).get(step.child_id if step else None, {})
    rows = own.get("rows", {}).values()
    said = any(own.get("event", {}).values()) or any(any(row.values()) for r in rows for row in r)
    others = [part for part in parts if step is None or part.step.pk != step.pk]
    return others if not said and any(part.outcome for part in others) else parts


def _for_child(step: Step, values: Values) -> ForChild:
    """One child's answers laid over those given once for all of them."""
    own: Values = values.get("children", {}).get(step.child_id, {})
    label = ConferenceDecision._meta.label
    answers: dict[str, Any] = {}
    for told in (values, own):
        for row in told.get("rows", {}).get(label, []):
            answers |= row
    event = {**values.get("event", {}), **own.get("event", {})}
    return ForChild(
        step, str(event.get("outcome") or ""), ConferenceDecision(**answers),
        harms=rows_of(own, Harm) or rows_of(values, Harm), review_on=event.get("for_on"),
        views=rows_of(own, AgencyView) or rows_of(values, AgencyView),
        elsewhere=row_of(own, PlanElsewhere),
    )
