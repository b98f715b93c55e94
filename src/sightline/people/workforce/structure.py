"""The management structure of an authority on a day: district, service, team, post and holder."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Q

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

Unit = District | Service | Team | Post


@dataclass
class PostSeen:
    """A post on a day, and who held it; nobody where it was vacant."""

    unit: Post
    name: str
    holders: list[str] = field(default_factory=list)


@dataclass
class TeamSeen:
    """A team on a day: its name then, its posts, and those in it without a post."""

    unit: Team
    name: str
    posts: list[PostSeen] = field(default_factory=list)
    managers: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)

    @property
    def vacant(self) -> int:
        """How many of its posts nobody held."""
        return sum(1 for post in self.posts if not post.holders)


@dataclass
class ServiceSeen:
    """A service on a day with its teams there; no unit for teams that are in no service."""

    unit: Service | None
    name: str
    provider: str = ""
    teams: list[TeamSeen] = field(default_factory=list)


@dataclass
class DistrictSeen:
    """A district on a day with what is in it; no unit for what serves the whole authority."""

    unit: District | None
    name: str
    services: list[ServiceSeen] = field(default_factory=list)


def units_of(authority: Authority) -> Mapping[str, QuerySet[Any]]:
    """The districts, services, teams and posts that an authority has or ever had, by kind."""
    teams = Team.objects.filter(authorities=authority)
    serving = Q(authority=authority) | Q(
        authority__isnull=True, pk__in=teams.filter(service__isnull=False).values("service_id")
    )
    return {
        "district": District.objects.filter(authority=authority),
        "service": Service.objects.filter(serving),
        "team": teams,
        "post": Post.objects.filter(team__in=teams),
    }


def authorities_of(unit: Unit) -> set[int]:
    """Whose a unit is: every authority that would see it renamed, moved or closed."""
    if isinstance(unit, District):
        return {unit.authority_id}
    if isinstance(unit, Team | Post):
        team = unit if isinstance(unit, Team) else unit.team
        return set(team.authorities.values_list("pk", flat=True))
    if unit.authority_id is not None:
        return {unit.authority_id}
    return set(Team.objects.filter(service=unit).values_list("authorities", flat=True)) - {None}


def structure(authority: Authority, on: date) -> list[DistrictSeen]:
    """The tree as it was on a day, what serves the whole authority last; nine queries."""
    units = units_of(authority)
    teams = list(units["team"].in_force(on))
    posts = list(units["post"].in_force(on))
    districts = list(units["district"].in_force(on).filter(kind=District.Kind.LOCALITY))
    places = _Places(on, teams, posts)
    services = list(
        Service.objects.in_force(on).filter(
            Q(authority=authority) | Q(pk__in=places.services_of(teams))
        )
    )
    places.add(services)
    seen = _Seen(_names(on, teams, [*services, *districts, *posts]), places)
    seen.staff(on, teams, posts)
    seen.provided(on, services)
    return seen.tree(teams, services, districts)


class _Places:
    """Where each unit belonged on a day; on its own row where no day was ever told."""

    def __init__(self, on: date, teams: list[Team], posts: list[Post]) -> None:
        self.on = on
        self.of: dict[tuple[str, int], tuple[int | None, int | None, int | None]] = {}
        for team in teams:
            self.of["team", team.pk] = (team.service_id, team.district_id, None)
        for post in posts:
            self.of["post", post.pk] = (None, None, post.team_id)
        self._read(Q(team__in=teams) | Q(post__in=posts))

    def add(self, services: list[Service]) -> None:
        """Read where services belonged too."""
        for service in services:
            self.of["service", service.pk] = (None, service.district_id, None)
        self._read(Q(service__in=services))

    def services_of(self, teams: list[Team]) -> set[int]:
        """The services in which these teams were."""
        found = {self.of["team", team.pk][0] for team in teams}
        return {pk for pk in found if pk is not None}

    def _read(self, which: Q) -> None:
        for row in UnitPlace.objects.in_force(self.on).filter(which):
            for kind in ("team", "service", "post"):
                ident = getattr(row, f"{kind}_id")
                if ident is not None:
                    self.of[kind, ident] = (
                        row.in_service_id, row.in_district_id, row.in_team_id
                    )


def _names(on: date, teams: list[Team], others: Iterable[Any]) -> dict[tuple[str, int], str]:
    """What each unit was called on a day."""
    found = {("team", team.pk): team.name_now for team in teams}
    by_kind: dict[str, list[int]] = defaultdict(list)
    for unit in others:
        kind = type(unit).__name__.lower()
        by_kind[kind].append(unit.pk)
        found[kind, unit.pk] = unit.name
    for row in TeamName.objects.in_force(on).filter(team__in=teams).order_by("since_on"):
        found["team", row.team_id] = row.name
    which = Q()
    for kind, ids in by_kind.items():
        which |= Q(**{f"{kind}__in": ids})
    for row in UnitName.objects.in_force(on).filter(which).order_by("since_on"):
        for kind in by_kind:
            ident = getattr(row, f"{kind}_id")
            if ident is not None:
                found[kind, ident] = row.name
    return found


class _Seen:
    """Puts the tree together from what was read."""

    def __init__(self, names: dict[tuple[str, int], str], places: _Places) -> None:
        self.names, self.places = names, places
        self.posts: dict[int, list[PostSeen]] = defaultdict(list)
        self.managers: dict[int, list[str]] = defaultdict(list)
        self.others: dict[int, list[str]] = defaultdict(list)
        self.providers: dict[int, str] = {}

    def staff(self, on: date, teams: list[Team], posts: list[Post]) -> None:
        """Who held which post, and who was in which team without one; one query."""
        shown = {post.pk: PostSeen(post, self.names["post", post.pk]) for post in posts}
        for post in posts:
            self.posts[self.places.of["post", post.pk][2] or 0].append(shown[post.pk])
        held = TeamMembership.objects.in_force(on).filter(team__in=teams)
        for row in held.select_related("worker").order_by("worker__name", "pk"):
            if row.post_id in shown:
                shown[row.post_id].holders.append(row.worker.name)
            else:
                into = self.managers if row.manager else self.others
                into[row.team_id].append(row.worker.name)

    def provided(self, on: date, services: list[Service]) -> None:
        """Who provided each service; one query."""
        for row in ServiceProvider.objects.in_force(on).filter(service__in=services):
            self.providers[row.service_id] = str(row)

    def tree(
        self, teams: list[Team], services: list[Service], districts: list[District]
    ) -> list[DistrictSeen]:
        """Districts by name, then what serves the whole authority; what is empty of all last."""
        known = {service.pk: service for service in services}
        branches: dict[int | None, DistrictSeen] = {
            each.pk: DistrictSeen(each, self.names["district", each.pk]) for each in districts
        }
        branches = dict(sorted(branches.items(), key=lambda pair: pair[1].name))
        branches[None] = DistrictSeen(None, "")
        found: dict[tuple[int | None, int | None], ServiceSeen] = {}

        def service_in(district: int | None, service: int | None) -> ServiceSeen:
            district = district if district in branches else None
            key = (district, service if service in known else None)
            if key not in found:
                unit = known.get(service or 0)
                name = self.names["service", unit.pk] if unit is not None else ""
                provider = self.providers.get(unit.pk, "") if unit is not None else ""
                found[key] = ServiceSeen(unit, name, provider)
                branches[district].services.append(found[key])
            return found[key]

        for team in teams:
            service, district, _ = self.places.of["team", team.pk]
            if district is None and service in known:
                district = self.places.of["service", service][1]
            service_in(district, service).teams.append(self._team(team))
        placed = {key[1] for key in found}
        for each in services:
            if each.pk not in placed:
                service_in(self.places.of["service", each.pk][1], each.pk)
        for branch in branches.values():
            _in_order(branch)
        return [b for b in branches.values() if b.unit is not None or b.services]

    def _team(self, team: Team) -> TeamSeen:
        posts = sorted(self.posts[team.pk], key=lambda post: (not post.unit.manager, post.name))
        return TeamSeen(
            team, self.names["team", team.pk], posts, self.managers[team.pk],
            self.others[team.pk],
        )


def _in_order(branch: DistrictSeen) -> None:
    """By name, and what is in no service last."""
    def by_name(seen: Any) -> tuple[bool, str]:
        return (seen.unit is None, seen.name)

    branch.services.sort(key=by_name)
    for service in branch.services:
        service.teams.sort(key=by_name)


@dataclass(frozen=True, slots=True)
class Told:
    """One line of what a unit was: from when until when, what was told, and in which respect."""

    since_on: date | None
    until_on: date | None
    respect: str
    words: str


def course(unit: Unit) -> list[Told]:
    """Everything a unit was ever called, where it ever belonged and who ever provided it."""
    found = [
        Told(row.since_on, row.until_on, "Called", row.name) for row in unit.names.all()
    ]
    if not isinstance(unit, District):
        rows = unit.places.select_related("in_service", "in_district", "in_team")
        found += [Told(row.since_on, row.until_on, "Belonged to", _where(row)) for row in rows]
    if isinstance(unit, Service):
        found += [
            Told(row.since_on, row.until_on, "Provided", str(row))
            for row in unit.providers.all()
        ]
    if isinstance(unit, Post):
        held = unit.memberships.select_related("worker")
        found += [Told(row.since_on, row.until_on, "Held by", row.worker.name) for row in held]
    real = [told for told in found if told.since_on is None or told.since_on != told.until_on]
    return sorted(real, key=lambda told: (told.since_on or date.min, told.respect))


def _where(row: UnitPlace) -> str:
    parts = [str(part) for part in (row.in_team, row.in_service, row.in_district) if part]
    return ", ".join(parts) or "The whole authority"
