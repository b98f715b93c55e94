"""What this room puts on the situation card: the orders in force, and where the child is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.urls import reverse

from sightline.base.components.words import day, moment
from sightline.base.moments import at, now
from sightline.record.child import flags
from sightline.record.child.flags import Flag, Row, Source
from sightline.record.child.panels import Slot, Standing, hours_left, slots
from sightline.record.orders.queries import as_read, in_force, places_of, running
from sightline.record.orders.registers import orders, placing

if TYPE_CHECKING:
    from sightline.people.persons.models import Person


def legal(child: Person) -> Sequence[Standing]:
    """Orders and powers in force, the first to end first."""
    return [each.standing for each in in_force(child=child)]


def tonight(child: Person) -> Sequence[Standing]:
    """Where the child was put to be safe, and from whom that is kept."""
    place = places_of([child.pk]).get(child.pk)
    if place is None:
        return []
    event = place.event
    since = at(event.happened_on, event.happened_at) if event.happened_at else None
    when = moment(since) if since is not None else day(event.happened_on)
    kept = f". Must not be told: {place.kept_from}" if place.kept_from else ""
    href = reverse("pages:event", args=[child.pk, event.pk])
    return [Standing(f"{place.words}, since {when}{kept}", href=href)]


def flag(row: Row) -> Flag:
    """An order as a flag: it is taken away when somebody records how it ended."""
    order, since, ends = as_read(row)
    when = "its end is not recorded"
    if ends is not None and ends <= now():
        when = f"ran out {moment(ends)} and no end is recorded"
    elif ends is not None:
        when = f"ends {moment(ends)}, {hours_left(ends)}"
    href = reverse("pages:step", args=[row["child"], row["step_id"]])
    return Flag(order.words, "the order", since_on=since, ends=when, href=href,
                process=order.process)


def declare() -> None:
    """Put both on the card, and each order among the flags of its child."""
    flags.declare(Source(
        "orders", lambda ids: running().filter(child_id__in=ids),
        ("key", "step_id", "due_at", "due_on", "until_time", "start_event__happened_on"), flag,
        "child_id", place=2,
    ))
    slots.add("orders", Slot(
        "orders", "legal", legal, wanted=lambda work: any(key in orders for key in work)
    ))
    slots.add("place_of_safety", Slot(
        "place_of_safety", "tonight", tonight,
        wanted=lambda work: any(key in placing for key in work),
    ))
