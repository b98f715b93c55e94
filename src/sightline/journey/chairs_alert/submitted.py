"""The pages of a chair's alert as they are handed in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sightline.base.moments import today
from sightline.journey.chairs_alert import actions
from sightline.journey.chairs_alert.models import Alert, Reply, Sent
from sightline.record.decisions.models import Decision
from sightline.record.spine.errors import RecordError

if TYPE_CHECKING:
    from django.db import models

    from sightline.access.users.models import User
    from sightline.kernel.forms import Page
    from sightline.people.persons.models import Person
    from sightline.record.spine.models import Event, Occasion, Step

Values = Mapping[str, Any]


def _row(values: Values, model: type[models.Model]) -> dict[str, Any]:
    rows = values.get("rows", {}).get(model._meta.label, [])
    return dict(rows[0]) if rows else {}


def _of(step: Step | None) -> Step:
    if step is None:
        raise RecordError("This page belongs to an alert: open the alert first.")
    return step


def raise_page(
    *, page: Page, step: Step | None, child: Person | None, children: Sequence[Person],
    values: Values, by: User,
) -> Occasion:
    """The page of an alert handed in."""
    event, sent = values.get("event", {}), Sent(**_row(values, Sent))
    about = list(children) or ([child] if child is not None else [])
    said = {
        one.pk: Alert(**_row(values.get("children", {}).get(one.pk, {}), Alert)) for one in about
    }
    return actions.raise_alert(
        children=about, about=event.get("outcome") or "", by=by, on=event.get("on") or today(),
        to=actions.To(sent.to_worker, sent.chair, event.get("for_on")), said=said,
    )


def reply_page(
    *, page: Page, step: Step | None, child: Person | None, children: Sequence[Person],
    values: Values, by: User,
) -> Event:
    """The page of a reply handed in."""
    event = values.get("event", {})
    return actions.reply(
        step=_of(step), answer=event.get("outcome") or "", by=by, on=event.get("on") or today(),
        put_right_by=event.get("for_on"), said=Reply(**_row(values, Reply)),
    )


def escalate_page(
    *, page: Page, step: Step | None, child: Person | None, children: Sequence[Person],
    values: Values, by: User,
) -> Event:
    """The page that takes an alert further up handed in."""
    event, sent = values.get("event", {}), Sent(**_row(values, Sent))
    return actions.escalate(
        step=_of(step), why=sent.why, by=by, on=event.get("on") or today(), to=sent.to_worker,
        reply_by=event.get("for_on"),
    )


def end_page(
    *, page: Page, step: Step | None, child: Person | None, children: Sequence[Person],
    values: Values, by: User,
) -> Event:
    """The page that ends an alert handed in, whichever way it ends."""
    event, row = values.get("event", {}), _row(values, Decision)
    return actions.end(
        step=_of(step), kind=page.event, by=by, on=event.get("on") or today(),
        decision=Decision(**row) if row else None,
    )
