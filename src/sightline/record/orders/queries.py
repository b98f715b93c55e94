"""What is in force for children now, until which hour, and where each of them is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

from django.db.models import OuterRef, Subquery
from django.urls import reverse

from sightline.base.moments import at, london, now
from sightline.record.child.panels import Standing
from sightline.record.orders.models import OrderTerms, PlaceOfSafety
from sightline.record.orders.registers import Order, orders
from sightline.record.spine.models import Clock

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from sightline.access.authorities.models import Authority
    from sightline.people.persons.models import Person

#: A day that an order names without an hour is the whole of that day.
END_OF_DAY = time(23, 59)


@dataclass(frozen=True, slots=True)
class InForce:
    """An order or power that nobody has ended: whose, since when, and the hour at which it ends."""

    clock: Clock
    words: str
    since_at: datetime
    ends_at: datetime | None

    @property
    def child(self) -> Person:
        """The child it holds."""
        assert self.clock.child is not None
        return self.clock.child

    @property
    def ran_out(self) -> bool:
        """Whether its hour has come and nobody has recorded how it ended."""
        return self.ends_at is not None and self.ends_at <= now()

    @property
    def standing(self) -> Standing:
        """It as the child's page says it."""
        href = reverse("pages:step", args=[self.clock.child_id, self.clock.step_id])
        return Standing(self.words, self.since_at, self.ends_at, href)


def in_force(
    *, child: Person | None = None, authority: Authority | None = None
) -> list[InForce]:
    """Orders and powers that nobody has ended, the first to end first; one query."""
    named, clocks = _named(), running()
    if child is not None:
        clocks = clocks.filter(child=child)
    if authority is not None:
        clocks = clocks.filter(step__authority=authority, child__isnull=False)
    found = [_told(clock, named[clock.key].words) for clock in
             clocks.select_related("start_event", "child")]
    return sorted(found, key=lambda each: (each.ends_at is None, each.ends_at or now()))


def _named() -> dict[str, Order]:
    """Each order by the clock that ends it."""
    return {key: order for order in orders for key in order.clocks}


def running() -> QuerySet[Clock]:
    """The clocks of orders and powers that nobody has ended, with the hour each names."""
    terms = OrderTerms.objects.standing().filter(event__step=OuterRef("step"))
    newest = terms.order_by("-event__happened_on", "-event__order", "-event_id")
    return Clock.objects.filter(key__in=_named(), state=Clock.State.RUNNING).annotate(
        until_time=Subquery(newest.values("until_time")[:1])
    )


def as_read(row: Mapping[str, str]) -> tuple[Order, date, datetime | None]:
    """A row of `running` read as text: the order, since when, and its end."""
    ends = None
    if row["due_at"]:
        read = datetime.fromisoformat(row["due_at"])
        # both databases keep moments in the time of Greenwich
        ends = london(read if read.tzinfo is not None else read.replace(tzinfo=UTC))
    elif row["due_on"]:
        hour = time.fromisoformat(row["until_time"]) if row["until_time"] else END_OF_DAY
        ends = at(date.fromisoformat(row["due_on"][:10]), hour)
    since = date.fromisoformat(row["start_event__happened_on"][:10])
    return _named()[row["key"]], since, ends


def _told(clock: Clock, words: str) -> InForce:
    begun, ends = clock.start_event, clock.due_at
    if ends is None and clock.due_on is not None:
        ends = at(clock.due_on, clock.until_time or END_OF_DAY)  # type: ignore[attr-defined]
    return InForce(clock, words, at(begun.happened_on, begun.happened_at or time(0, 0)), ends)


def places() -> QuerySet[PlaceOfSafety]:
    """Where children were put by work that is still open, the newest first."""
    rows = PlaceOfSafety.objects.standing().filter(
        event__step__opened_on__isnull=False, event__step__closed_on__isnull=True
    )
    return rows.order_by(
        "-event__happened_on", "-event__happened_at", "-event__order", "-event_id"
    )


def places_of(child_ids: Iterable[int]) -> dict[int, PlaceOfSafety]:
    """The newest place of each child, where there is one; one query."""
    found: dict[int, PlaceOfSafety] = {}
    for place in places().filter(event__child_id__in=list(child_ids)).select_related("event"):
        found.setdefault(place.event.child_id or 0, place)
    return found
