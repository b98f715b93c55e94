"""The verb of an emergency protection order that is more than a page: it is made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import TYPE_CHECKING, Any

from django.db import transaction

from sightline.base.moments import today
from sightline.journey.emergency_protection.models import Grounds
from sightline.record.orders import actions as orders
from sightline.record.orders.models import OrderTerms, PlaceOfSafety
from sightline.record.spine import actions as spine
from sightline.record.spine.actions import Part
from sightline.record.spine.errors import RecordError
from sightline.record.spine.models import Step

if TYPE_CHECKING:
    from django.db import models

    from sightline.access.users.models import User
    from sightline.kernel.forms import Page
    from sightline.people.persons.models import Person
    from sightline.record.spine.models import Occasion

#: The work that an order comes from, the nearest first: a police officer's counts from theirs.
AFTER = ("police_protection", "section47", "strategy_discussion", "contact", "referral")


def begin(
    *, children: Sequence[Person], by: User, on: date, at: time | None = None,
    applied: str = "", until: date | None = None,
    facts: Mapping[int, Sequence[models.Model]] | None = None,
) -> Occasion:
    """Record that a court made the order for children; `until` is the last day it states.

    Police protection that still runs ends with it, once for all of them.
    """
    with transaction.atomic():
        made = orders.begin(
            "emergency_protection.made", children=children, by=by, on=on, at=at, outcome=applied,
            for_on=until, after=AFTER, facts=facts,
        )
        held = Step.objects.open().of("police_protection").filter(
            child__in=[child.pk for child in children]
        )
        parts = [Part(step.child, step, outcome="order_made") for step in
                 held.select_related("child").order_by("pk")]
        if parts:
            spine.record_occasion("police_protection.ended", by=by, on=on, at=at, parts=parts)
    return made


def make(
    *, page: Page, step: Step | None, child: Person | None, children: Sequence[Person],
    values: Mapping[str, Any], by: User,
) -> Occasion:
    """The page handed in."""
    event = values.get("event", {})
    about = list(children) or ([child] if child is not None else [])
    if not about:
        raise RecordError("Say which child this is about; nothing was recorded.")
    said: dict[int, list[models.Model]] = {}
    for one in about:
        own = values.get("children", {}).get(one.pk, {}).get("rows", {})
        rows = {**values.get("rows", {}), **own}
        said[one.pk] = [
            model(**rows[model._meta.label][0]) for model in (OrderTerms, Grounds, PlaceOfSafety)
            if rows.get(model._meta.label)
        ]
    return begin(
        children=about, by=by, on=event.get("on") or today(), at=event.get("time"),
        applied=event.get("outcome") or "", until=event.get("for_on"), facts=said,
    )
