"""The verb of police protection that is more than a page: taken, for several children at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import TYPE_CHECKING, Any

from sightline.base.moments import today
from sightline.journey.police_protection.models import Taken
from sightline.record.orders import actions as orders
from sightline.record.orders.models import PlaceOfSafety
from sightline.record.spine.errors import RecordError

if TYPE_CHECKING:
    from django.db import models

    from sightline.access.users.models import User
    from sightline.kernel.forms import Page
    from sightline.people.persons.models import Person
    from sightline.record.spine.models import Occasion, Step

#: The work that police protection comes from, the nearest first.
AFTER = ("section47", "strategy_discussion", "contact", "referral")


def begin(
    *, children: Sequence[Person], by: User, on: date, at: time | None = None,
    facts: Mapping[int, Sequence[models.Model]] | None = None,
) -> Occasion:
    """Record that the police took children into protection, each with what was so for them."""
    return orders.begin(
        "police_protection.taken", children=children, by=by, on=on, at=at, after=AFTER,
        facts=facts,
    )


def take(
    *, page: Page, step: Step | None, child: Person | None, children: Sequence[Person],
    values: Mapping[str, Any], by: User,
) -> Occasion:
    """The page handed in."""
    event = values.get("event", {})
    about = list(children) or ([child] if child is not None else [])
    if not about:
        raise RecordError("Say which child this is about; nothing was recorded.")
    said = {
        one.pk: [
            model(**rows[0]) for model in (Taken, PlaceOfSafety)
            if (rows := values.get("children", {}).get(one.pk, {}).get("rows", {})
                .get(model._meta.label))
        ]
        for one in about
    }
    return begin(
        children=about, by=by, on=event.get("on") or today(), at=event.get("time"), facts=said
    )
