"""Writing what holds of a district, service, team or post from a day on, beside what held before.

A value told for a day holds until the next one that was told; told again for the same day it is
put right. The row of the unit itself says what holds today, and is brought in step every hour.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from sightline.people.persons.given import FactRefused
from sightline.people.workforce.models import District, Post, Service, Team, TeamName, UnitName

if TYPE_CHECKING:
    from sightline.people.workforce.models import Dated

Unit = District | Service | Team | Post
#: What a unit is, in the trail and in addresses.
KINDS: Mapping[str, type[Unit]] = {
    "district": District, "service": Service, "team": Team, "post": Post,
}


def kind_of(unit: Unit) -> str:
    """Whether it is a district, a service, a team or a post."""
    return next(kind for kind, model in KINDS.items() if isinstance(unit, model))


def check_stands(unit: Unit, on: date) -> None:
    """Refuse a change of a unit on a day on which it was not there."""
    if unit.since_on is not None and on < unit.since_on:
        raise FactRefused(f"It was opened on {unit.since_on:%-d %B %Y}. Give that day or a later.")
    if unit.until_on is not None and on >= unit.until_on:
        raise FactRefused(f"It was closed on {unit.until_on:%-d %B %Y}. Give a day before that.")


def tell(
    model: type[Dated], unit: Mapping[str, Unit], on: date, told: Mapping[str, Any],
    before: Mapping[str, Any] | None = None,
) -> None:
    """Something holds of a unit from a day; `before` held until then, where nothing was told yet.

    `unit` names the one column that says of what it is told, and the unit.
    """
    [about] = unit.values()
    rows = model.objects.filter(**unit)
    if before is not None and not rows.exists() and (
        about.since_on is None or about.since_on < on
    ):
        model.objects.create(**unit, **before, since_on=about.since_on)
    later = rows.filter(since_on__gt=on).order_by("since_on").first()
    earlier = rows.filter(Q(since_on__isnull=True) | Q(since_on__lt=on))
    earlier.filter(Q(until_on__isnull=True) | Q(until_on__gt=on)).update(until_on=on)
    if rows.filter(since_on=on).update(**told) == 0:
        until = later.since_on if later is not None else about.until_on
        model.objects.create(**unit, **told, since_on=on, until_on=until)


def named(unit: Unit) -> tuple[type[Dated], str]:
    """The table in which the names of a unit are kept, and its column for the unit."""
    return (TeamName, "team") if isinstance(unit, Team) else (UnitName, kind_of(unit))


def name_today(unit: Unit) -> str:
    """What a unit is called on its own row."""
    return unit.name_now if isinstance(unit, Team) else unit.name


def set_name(unit: Unit, name: str) -> None:
    """Let the unit's own row say its name of today."""
    column = "name_now" if isinstance(unit, Team) else "name"
    setattr(unit, column, name)
    unit.save(update_fields=[column])
