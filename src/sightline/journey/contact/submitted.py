"""The pages of a contact, handed in: their answers given to the action that records them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import TYPE_CHECKING, Any, TypeVar

from sightline.base.moments import now, today
from sightline.journey.contact import actions, queries
from sightline.journey.contact.models import Account, ChildPart, FamilyTold
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
    from sightline.record.spine.models import Event, Occasion, Step

Values = Mapping[str, Any]
Row = TypeVar("Row", bound="Model")


def _row(values: Values, model: type[Row]) -> Row | None:
    rows = values.get("rows", {}).get(model._meta.label, [])
    return model(**rows[0]) if rows else None


def _when(values: Values) -> tuple[date, time | None]:
    """The day and time given; a page left blank about something happening now means now."""
    event = values.get("event", {})
    on = event.get("on") or today()
    at = event.get("time")
    if at is None and not event.get("on"):
        at = now().time().replace(second=0, microsecond=0)
    return on, at


def _own(values: Values, person: Person) -> ChildPart:
    for said in (values.get("children", {}).get(person.pk, {}), values):
        rows = said.get("rows", {}).get(ChildPart._meta.label, [])
        if rows:
            # unless the page says whom it is about, their record does
            return ChildPart(**{"about": "", **rows[0]})
    return ChildPart(about="")


def receive(
    *, page: Page, step: Step | None, child: Person | None, children: Sequence[Person],
    values: Values, by: User,
) -> Occasion:
    """Record the contact about everybody the page is about."""
    if not children:
        raise RecordError("Say whom this is about; nothing was recorded.")
    on, at = _when(values)
    return actions.receive(
        authority=children[0].authority, by=by, on=on, at=at,
        about=[actions.About(person, part=_own(values, person)) for person in children],
        account=_row(values, Account), family=_row(values, FamilyTold),
        referrer=_row(values, Referrer),
    )


def add_to(
    *, page: Page, step: Step | None, child: Person | None, children: Sequence[Person],
    values: Values, by: User,
) -> Occasion:
    """Add what has been learnt since to the contacts of those the page is about."""
    contact = _on_a_step(step)
    on, at = _when(values)
    wanted = {person.pk for person in children}
    together = queries.siblings_of(contact).select_related("child")
    if wanted:
        together = together.filter(child_id__in=wanted)
    own = {
        pk: part for pk, answered in values.get("children", {}).items()
        if (part := _row(answered, ChildPart)) is not None
    }
    return actions.add_to(
        steps=list(together.order_by("pk")), by=by, on=on, at=at, account=_row(values, Account),
        family=_row(values, FamilyTold), referrer=_row(values, Referrer), children=own,
    )


def _on_a_step(step: Step | None) -> Step:
    if step is None:
        raise RecordError("This page belongs to a contact: open the contact first.")
    return step


def _outcome(values: Values) -> str:
    return str(values.get("event", {}).get("outcome") or "")


def _decision(values: Values, by: User) -> Decision | None:
    """The decision as written; where no decider is named, whoever writes it decided."""
    decision = _row(values, Decision)
    if decision is not None and decision.made_by_id is None and not decision.made_by_name:
        decision.made_by = worker_of(by)
    return decision


def decide(
    *, page: Page, step: Step | None, child: Person | None, children: Sequence[Person],
    values: Values, by: User,
) -> Event:
    """Decide the contact."""
    on, at = _when(values)
    sent = _row(values, Handover) or Handover()
    return actions.decide(
        step=_on_a_step(step), outcome=_outcome(values), by=by, on=on, at=at,
        decision=_decision(values, by), to_team=sent.to_team, to_outside=sent.to_outside,
    )


def worker_decide(
    *, page: Page, step: Step | None, child: Person | None, children: Sequence[Person],
    values: Values, by: User,
) -> Event:
    """The worker's decision on a contact about a child they work with."""
    on, at = _when(values)
    return actions.worker_decide(
        step=_on_a_step(step), outcome=_outcome(values), by=by, on=on, at=at,
        decision=_decision(values, by),
    )


def reopen(
    *, page: Page, step: Step | None, child: Person | None, children: Sequence[Person],
    values: Values, by: User,
) -> Event:
    """Reopen the contact."""
    on, at = _when(values)
    return actions.reopen(
        step=_on_a_step(step), reason=_outcome(values), by=by, on=on, at=at,
        decision=_decision(values, by),
    )
