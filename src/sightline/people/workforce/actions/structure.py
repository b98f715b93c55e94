"""Districts, services, teams and posts are opened, renamed, moved and closed, each from a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import transaction
from django.db.models import F, Q

from sightline.base.changed.queue import mark
from sightline.base.moments import today
from sightline.people import trail
from sightline.people.persons.given import FactRefused
from sightline.people.workforce.actions.dating import (
    KINDS,
    Unit,
    check_stands,
    kind_of,
    name_today,
    named,
    set_name,
    tell,
)
from sightline.people.workforce.models import (
    District,
    Post,
    Service,
    ServiceProvider,
    Team,
    TeamMembership,
    TeamName,
    UnitName,
    UnitPlace,
)

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from sightline.access.authorities.models import Authority
    from sightline.access.users.models import User

Opened = TypeVar("Opened", District, Service, Post)

#: How far back a day may lie whose change was not yet brought in step, as while nothing ran.
LATELY = timedelta(days=90)

#: To what each kind of unit may belong: the columns of a place, and those of its own row.
BELONGS = {
    "service": {"in_district": "district"},
    "team": {"in_service": "service", "in_district": "district"},
    "post": {"in_team": "team"},
}


@transaction.atomic
def open_team(
    *, name: str, authorities: Iterable[Authority], by: User, on: date,
    kind: str = Team.Kind.OTHER, service: Service | None = None,
    district: District | None = None, **details: Any,
) -> Team:
    """A new team, shared by the authorities named."""
    team = Team.objects.create(
        name_now=name, kind=kind, service=service, district=district, since_on=on, **details
    )
    team.authorities.set(authorities)
    TeamName.objects.create(team=team, name=name, since_on=on)
    UnitPlace.objects.create(team=team, in_service=service, in_district=district, since_on=on)
    trail.changed("team", team.pk, by=by, what={"opened": name, "on": on.isoformat()})
    return team


@transaction.atomic
def open_district(
    *, name: str, authority: Authority, by: User, on: date, kind: str = District.Kind.LOCALITY
) -> District:
    """A new district of an authority."""
    district = District.objects.create(authority=authority, kind=kind, name=name, since_on=on)
    return _opened(district, by=by, on=on)


@transaction.atomic
def open_service(
    *, name: str, authority: Authority, by: User, on: date, district: District | None = None,
    purpose: str = Service.Purpose.ANY,
) -> Service:
    """A new service of an authority, of one district or of all."""
    service = Service.objects.create(
        name=name, authority=authority, district=district, purpose=purpose, since_on=on
    )
    UnitPlace.objects.create(service=service, in_district=district, since_on=on)
    return _opened(service, by=by, on=on)


@transaction.atomic
def open_post(*, name: str, team: Team, by: User, on: date, manager: bool = False) -> Post:
    """A new post in a team, vacant until somebody fills it."""
    check_stands(team, on)
    post = Post.objects.create(name=name, team=team, manager=manager, since_on=on)
    UnitPlace.objects.create(post=post, in_team=team, since_on=on)
    return _opened(post, by=by, on=on)


def _opened(unit: Opened, *, by: User, on: date) -> Opened:
    kind = kind_of(unit)
    UnitName.objects.create(**{kind: unit}, name=unit.name, since_on=on)
    trail.changed(kind, unit.pk, by=by, what={"opened": unit.name, "on": on.isoformat()})
    return unit


@transaction.atomic
def rename(*, unit: Unit, name: str, by: User, on: date) -> Unit:
    """The same unit under another name from a day; what was done before keeps the old name.

    Raises FactRefused for a day on which the unit was not there.
    """
    check_stands(unit, on)
    table, column = named(unit)
    tell(table, {column: unit}, on, {"name": name}, {"name": name_today(unit)})
    settle(unit)
    trail.changed(kind_of(unit), unit.pk, by=by, what={"renamed": name, "on": on.isoformat()})
    return unit


def rename_team(*, team: Team, name: str, by: User, on: date) -> Team:
    """The same team under another name from a day."""
    rename(unit=team, name=name, by=by, on=on)
    return team


@transaction.atomic
def move(*, unit: Service | Team | Post, by: User, on: date, **to: Any) -> Unit:
    """A unit belongs elsewhere from a day: `to` names service, district or team, or none of them.

    Raises FactRefused for a day on which the unit, or where it goes, was not there.
    """
    check_stands(unit, on)
    kind, belongs = kind_of(unit), BELONGS[kind_of(unit)]
    told = {place: to.get(own) for place, own in belongs.items()}
    if isinstance(unit, Post) and told["in_team"] is None:
        raise FactRefused("A post is in a team. Say in which.")
    for where in filter(None, told.values()):
        check_stands(where, on)
    before = {place: getattr(unit, own) for place, own in belongs.items()}
    tell(UnitPlace, {kind: unit}, on, told, before)
    if isinstance(unit, Post):
        _carry(unit, to["team"], on)
    settle(unit)
    what = {place: where.pk if where else None for place, where in told.items()}
    trail.changed(kind, unit.pk, by=by, what={"moved": what, "on": on.isoformat()})
    return unit


def _carry(post: Post, team: Team, on: date) -> None:
    """Whoever holds a post goes with it to the team it moves to."""
    for held in TeamMembership.objects.in_force(on).filter(post=post).exclude(team=team):
        held.until_on = on
        held.save(update_fields=["until_on"])
        TeamMembership.objects.create(
            worker_id=held.worker_id, team=team, role=held.role, manager=held.manager,
            post=post, since_on=on,
        )


@transaction.atomic
def provide(*, service: Service, by: User, on: date, name: str = "") -> Service:
    """A service is provided from outside, by somebody named, or in-house, from a day.

    Raises FactRefused for a day on which the service was not there.
    """
    check_stands(service, on)
    tell(ServiceProvider, {"service": service}, on, {"name": name.strip()})
    what = {"provider": name.strip() or "in-house", "on": on.isoformat()}
    trail.changed("service", service.pk, by=by, what=what)
    return service


@transaction.atomic
def close_team(*, team: Team, by: User, on: date) -> Team:
    """The team's last day has come; its members' places and its posts end with it.

    What it still holds is seen to before: `oversight.structure` asks for that.
    """
    check_stands(team, on)
    _end(TeamMembership, on, team=team)
    for post in Post.objects.in_force(on).filter(team=team):
        _close(post, by=by, on=on)
    _close(team, by=by, on=on)
    return team


@transaction.atomic
def close(*, unit: District | Service | Post, by: User, on: date) -> Unit:
    """A district, a service or a post is no more from a day.

    Raises FactRefused while something stands in it that would then belong nowhere.
    """
    check_stands(unit, on)
    within = standing_in(unit, on)
    if within:
        listed = ", ".join(str(each) for each in within[:5])
        raise FactRefused(f"Move or close first what is still in it: {listed}.")
    if isinstance(unit, Post):
        _end(TeamMembership, on, post=unit)
    _close(unit, by=by, on=on)
    return unit


def standing_in(unit: Unit, on: date) -> list[Unit]:
    """The services and teams that belong to a district or service on a day or after it."""
    if not isinstance(unit, District | Service):
        return []
    column = {"district": "in_district", "service": "in_service"}[kind_of(unit)]
    places = UnitPlace.objects.filter(**{column: unit}).filter(
        Q(until_on__isnull=True) | Q(until_on__gt=on)
    )
    found: list[Unit] = []
    for kind in (Service, Team):
        rows = kind.objects.filter(Q(until_on__isnull=True) | Q(until_on__gt=on))
        own = Q(pk__in=places.values(kind_of_model(kind)))
        if isinstance(unit, District) or kind is Team:
            # of what was set up before places were dated, the row itself says where it is
            own |= Q(places__isnull=True, **{kind_of(unit): unit})
        found += list(rows.filter(own).distinct())
    return found


def kind_of_model(model: type[Unit]) -> str:
    """What a table of units is called in the trail and in addresses."""
    return next(kind for kind, known in KINDS.items() if known is model)


def _close(unit: Unit, *, by: User, on: date) -> None:
    kind = kind_of(unit)
    table, column = named(unit)
    _end(table, on, **{column: unit})
    if kind in BELONGS:
        _end(UnitPlace, on, **{kind: unit})
    if isinstance(unit, Service):
        _end(ServiceProvider, on, service=unit)
    unit.until_on = on
    unit.save(update_fields=["until_on"])
    trail.changed(kind, unit.pk, by=by, what={"closed": on.isoformat()})


def _end(model: Any, on: date, **unit: Any) -> None:
    """What holds of a unit on a day ends then; what was told for later never came to hold."""
    rows = model.objects.filter(**unit)
    rows.filter(since_on__gt=on).update(until_on=F("since_on"))
    ending = rows.filter(Q(until_on__isnull=True) | Q(until_on__gt=on))
    ending.filter(Q(since_on__isnull=True) | Q(since_on__lte=on)).update(until_on=on)


def settle(unit: Unit) -> bool:
    """Bring the unit's own row in step with what holds today; whether it changed."""
    day, changed = today(), False
    table, column = named(unit)
    name = table.objects.in_force(day).filter(**{column: unit}).order_by("since_on").last()
    if name is not None and name.name != name_today(unit):
        set_name(unit, name.name)
        changed = True
    belongs = BELONGS.get(kind_of(unit))
    if belongs is None:
        return changed
    place = UnitPlace.objects.in_force(day).filter(**{kind_of(unit): unit}).last()
    for column, own in belongs.items() if place is not None else ():
        if getattr(unit, f"{own}_id") != getattr(place, f"{column}_id"):
            setattr(unit, f"{own}_id", getattr(place, f"{column}_id"))
            unit.save(update_fields=[own])
            changed = True
    return changed


def settle_all() -> int:
    """What was told for a day that has come holds now; how many units changed."""
    day, count = today(), 0
    lately = {"since_on__lte": day, "since_on__gt": day - LATELY}
    for kind, model in KINDS.items():
        told = Q(names__in=named_lately(kind, lately))
        if kind in BELONGS:
            told |= Q(places__in=UnitPlace.objects.filter(**lately))
        for unit in model.objects.in_force(day).filter(told).distinct():
            if settle(unit):
                mark(kind, [unit.pk])
                count += 1
    return count


def named_lately(kind: str, lately: dict[str, date]) -> QuerySet[Any]:
    """The names of a kind of unit that began to hold lately."""
    table = TeamName if kind == "team" else UnitName
    return table.objects.filter(**lately)
