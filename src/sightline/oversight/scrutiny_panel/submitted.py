"""The pages of the panel as they are handed in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from django.db.models import Max

from sightline.base.moments import today
from sightline.oversight.scrutiny_panel import actions
from sightline.oversight.scrutiny_panel.dates import sittings
from sightline.oversight.scrutiny_panel.models import Agreed, Listing, Looked
from sightline.oversight.scrutiny_panel.process import DISCUSSED
from sightline.oversight.scrutiny_panel.rules import found_of
from sightline.people.workforce.lookups import worker_of
from sightline.record.decisions.models import Decision
from sightline.record.spine.errors import RecordError
from sightline.record.spine.models import Event

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
    return next(iter(_rows(values, model)), None)


def _about(child: Person | None, children: Sequence[Person]) -> list[Person]:
    return list(children) or ([child] if child is not None else [])


def _own(values: Values, child: Person) -> Values:
    own: Values = values.get("children", {}).get(child.pk, {})
    return own


def _of(step: Step | None) -> Step:
    if step is None:
        raise RecordError("This page belongs to a child before the panel: open that first.")
    return step


def put_on_page(
    *, page: Page, step: Step | None, child: Person | None, children: Sequence[Person],
    values: Values, by: User,
) -> Occasion:
    """The page that puts children on by hand; what the rules see of them is kept with it."""
    event, about = values.get("event", {}), _about(child, children)
    listed = {one.pk: _row(_own(values, one), Listing) or Listing() for one in about}
    return actions.put_on(
        children=about, by=by, on=event.get("on") or today(), not_before=event.get("for_on"),
        why={pk: row.why for pk, row in listed.items()},
        found={one.pk: found_of(one) for one in about},
    )


def look_begins(
    *, page: Page, step: Step | None, child: Person | None, children: Sequence[Person]
) -> Values:
    """The page opens with the last sitting at which the child was not yet looked at, else today."""
    if step is None:
        return {}
    looked = Event.objects.standing().filter(step=step, kind=DISCUSSED).aggregate(
        last=Max("happened_on")
    )["last"]
    held = sittings(step.authority_id).filter(
        on__lte=today(), on__gte=step.opened_on or today()
    )
    if looked is not None:
        held = held.filter(on__gt=looked)
    sitting = held.order_by("-on").first()
    return {"event": {"on": sitting.on}} if sitting is not None else {}


def look_page(
    *, page: Page, step: Step | None, child: Person | None, children: Sequence[Person],
    values: Values, by: User,
) -> Occasion:
    """The page of what the panel decided, for one child or brothers and sisters together."""
    event = values.get("event", {})
    return actions.look(
        children=[_one(one, values, by) for one in _about(child, children)], by=by,
        on=event.get("on") or today(), again_on=event.get("for_on"),
    )


def _one(child: Person, values: Values, by: User) -> actions.For:
    own = _own(values, child)
    outcome = own.get("event", {}).get("outcome") or values.get("event", {}).get("outcome")
    return actions.For(
        child, str(outcome or "not_known"), _row(own, Looked), _decided(own, by),
        _rows(own, Agreed), found_of(child),
    )


def _decided(values: Values, by: User) -> Decision | None:
    row = _row(values, Decision)
    if row is not None and row.made_by_id is None and not row.made_by_name:
        row.made_by, row.role = worker_of(by), "Scrutiny panel"
    return row


def close_page(
    *, page: Page, step: Step | None, child: Person | None, children: Sequence[Person],
    values: Values, by: User,
) -> Event:
    """The page on which the panel closes it."""
    on = values.get("event", {}).get("on") or today()
    return actions.close(step=_of(step), by=by, on=on, decision=_decided(values, by))


def take_off_page(
    *, page: Page, step: Step | None, child: Person | None, children: Sequence[Person],
    values: Values, by: User,
) -> Event:
    """The page on which the coordinator takes a child off."""
    on = values.get("event", {}).get("on") or today()
    return actions.take_off(
        step=_of(step), why=(_row(values, Listing) or Listing()).why, by=by, on=on
    )
