"""How dated facts are written: a new one ends the old, a correction supersedes, none is edited."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from django.db.models import Q

from sightline.base import moments
from sightline.people.persons.dated import DatedFact, StandingFact
from sightline.people.persons.given import FactRefused

if TYPE_CHECKING:
    from sightline.access.users.models import User

Fact = TypeVar("Fact", bound=StandingFact)

SAME_DAY = "another was recorded from the same day"


def supersede(*, row: StandingFact, by: "User", because: str) -> None:
    """Take a fact out of what stands, for a reason; it stays in what was once known."""
    if row.superseded_at is not None:
        raise FactRefused("This was already corrected by somebody. Open the page again to see it.")
    row.superseded_at, row.superseded_by, row.superseded_because = moments.now(), by, because
    row.save(update_fields=["superseded_at", "superseded_by", "superseded_because"])


def replaced(*, row: Fact, by: "User", because: str, **changes: Any) -> Fact:
    """The same fact told better: the old row is superseded, and a new one stands in its place."""
    supersede(row=row, by=by, because=because)
    kept = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.attname not in {"id", "recorded_at", "recorded_by_id"}
        and not field.attname.startswith("superseded")
    }
    model: Any = type(row)
    fresh: Fact = model.objects.create(**(kept | changes | {"recorded_by": by}))
    return fresh


def entered(
    *,
    model: type[DatedFact],
    person_id: int,
    by: "User",
    on: date | None,
    values: Mapping[str, Any],
    beside: Mapping[str, Any] | None = None,
) -> Any:
    """A fact of which only one is in force at a time, put in its place among those that stand.

    It ends the one in force on its day, replaces one from the same day, and itself ends where the
    next one begins, so that an earlier address can be told later. `beside` narrows what it is
    exclusive with: the kind of a name, the scheme of a number.
    """
    rows: Any = model.objects
    standing = rows.standing().filter(person_id=person_id, **(beside or {}))
    until_on = None
    if on is None:
        for row in standing.filter(since_on__isnull=True):
            supersede(row=row, by=by, because=SAME_DAY)
        later = standing.order_by("since_on").first()
    else:
        for row in standing.filter(since_on=on):
            supersede(row=row, by=by, because=SAME_DAY)
        before = Q(since_on__isnull=True) | Q(since_on__lt=on)
        running = Q(until_on__isnull=True) | Q(until_on__gt=on)
        for row in standing.filter(before, running):
            replaced(row=row, by=by, because=f"ended on {on.isoformat()}", until_on=on)
        later = standing.filter(since_on__gt=on).order_by("since_on").first()
    if later is not None:
        until_on = later.since_on
    table: Any = model
    return table.objects.create(
        person_id=person_id, since_on=on, until_on=until_on, recorded_by=by, **values
    )


def ended(*, row: DatedFact, by: "User", on: date) -> Any:
    """The fact, no longer so from a day."""
    if row.since_on is not None and on < row.since_on:
        raise FactRefused(
            f"It began on {row.since_on.isoformat()}, so it cannot have ended on "
            f"{on.isoformat()}. Correct the beginning, or give a later day."
        )
    return replaced(row=row, by=by, because=f"ended on {on.isoformat()}", until_on=on)
