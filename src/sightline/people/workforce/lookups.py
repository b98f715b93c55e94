"""Who is in which team, who manages whom, and who answers for whom on a day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from sightline.base import worded
from sightline.base.moments import at, now, today
from sightline.people.workforce.models import (
    Absence,
    Cover,
    Team,
    TeamMembership,
    TeamName,
    Worker,
)


def worker_of(user) -> Worker | None:
    """The worker a user signs in as, if they are one."""
    return Worker.objects.filter(user_id=user.pk).first()


def worker_and_covered(user, on: date | None = None) -> tuple[Worker | None, list[int]]:
    """The worker a user signs in as, and ids of those they answer for on a day; one query."""
    moment = now() if on is None else at(on)
    rows = worded.found("worker and covered", [[user.pk]], _and_covered, moment)
    own = next((worker for worker in rows if worker.user_id == user.pk), None)
    return own, [worker.pk for worker in rows if worker != own]


def _and_covered(users: Sequence[int]) -> QuerySet[Worker]:
    covers = Cover.objects.in_force(today()).filter(covered_by__user_id=users[0])
    return Worker.objects.filter(Q(user_id=users[0]) | Q(pk__in=covers.values("worker_id")))


def workers_offered_to(user, most: int) -> list[tuple[str, list[tuple[int, str]]]]:
    """Everybody who may be named, as a person looks for them: oneself, one's team, the others.

    Groups of (key, name) under a heading, each by name; one query. Of more than `most` the last
    others are left out.
    """
    reader = getattr(user, "pk", None)

    def question(users: Sequence[int]) -> QuerySet[Worker, Any]:
        return _by_nearness(users)[:most]

    readers = [reader] if reader is not None else []
    rows = worded.found(("workers offered", most), [readers], question, now())
    groups: dict[str, list[tuple[int, str]]] = {"You": [], "Your team": [], "Others": []}
    for pk, name, user_id, near in rows:
        own = reader is not None and user_id == reader
        heading = "You" if own else "Your team" if near else "Others"
        groups[heading].append((pk, name))
    return [(heading, found) for heading, found in groups.items() if found]


def _by_nearness(users: Sequence[int]) -> QuerySet[Worker, Any]:
    places = TeamMembership.objects.in_force(today())
    mine = places.filter(worker__user_id__in=users).values("team_id")
    near = places.filter(worker=OuterRef("pk"), team_id__in=mine)
    rows = Worker.objects.filter(until_on__isnull=True).annotate(near=Exists(near))
    return rows.order_by("-near", "name", "pk").values_list("pk", "name", "user_id", "near")


def teams_of(worker_id: int, on: date | None = None, *, managed: bool = False) -> QuerySet[Team]:
    """The teams a worker belongs to on a day, or only those they manage."""
    places = TeamMembership.objects.in_force(on or today()).filter(worker_id=worker_id)
    if managed:
        places = places.filter(manager=True)
    return Team.objects.in_force(on or today()).filter(pk__in=places.values("team_id"))


def teams_answered_for(
    user_id: int | None, on: date | None = None, *, deputy_only: bool = False
) -> QuerySet[Any, Any]:
    """Ids of the teams a user is in, and of those whose manager they cover for on a day.

    `deputy_only` leaves out the user's own.
    """
    day = on or today()
    places = TeamMembership.objects.in_force(day)
    away = Cover.objects.in_force(day).filter(covered_by__user_id=user_id)
    deputised = Q(manager=True, worker_id__in=away.values("worker_id"))
    own = Q() if deputy_only else Q(worker__user_id=user_id)
    return places.filter(own | deputised if own else deputised).values("team_id")


def members_of(team_id: int, on: date | None = None) -> QuerySet[Worker]:
    """The workers in a team on a day."""
    places = TeamMembership.objects.in_force(on or today()).filter(team_id=team_id)
    return Worker.objects.in_force(on or today()).filter(pk__in=places.values("worker_id"))


def managers_of_team(team_id: int, on: date | None = None) -> QuerySet[Worker]:
    """The workers who manage a team on a day."""
    places = TeamMembership.objects.in_force(on or today()).filter(team_id=team_id, manager=True)
    return Worker.objects.in_force(on or today()).filter(pk__in=places.values("worker_id"))


def managers_of(worker: Worker, on: date | None = None) -> list[Worker]:
    """The line manager, then the managers of the worker's teams, each once, never the worker."""
    found: dict[int, Worker] = {}
    if worker.line_manager_id and worker.line_manager is not None:
        found[worker.line_manager_id] = worker.line_manager
    for team in teams_of(worker.pk, on):
        for manager in managers_of_team(team.pk, on):
            found.setdefault(manager.pk, manager)
    found.pop(worker.pk, None)
    return list(found.values())


def reports_of(worker_id: int, on: date | None = None) -> QuerySet[Worker]:
    """The workers who report to a line manager."""
    return Worker.objects.in_force(on or today()).filter(line_manager_id=worker_id)


def covered_by(worker_id: int, on: date | None = None) -> QuerySet[Worker]:
    """The workers whose children this worker answers for on a day."""
    covers = Cover.objects.in_force(on or today()).filter(covered_by_id=worker_id)
    return Worker.objects.filter(pk__in=covers.values("worker_id"))


def cover_for(worker_id: int, on: date | None = None) -> QuerySet[Worker]:
    """The workers who answer for this worker's children on a day."""
    covers = Cover.objects.in_force(on or today()).filter(worker_id=worker_id)
    return Worker.objects.filter(pk__in=covers.values("covered_by_id"))


def absences_of(worker_ids: Iterable[int], on: date | None = None) -> dict[int, list[Absence]]:
    """Each worker's absence on a day and those still to come, the first first; one query."""
    day = on or today()
    rows = Absence.objects.filter(worker_id__in=list(worker_ids), withdrawn_at__isnull=True)
    rows = rows.filter(Q(until_on__isnull=True) | Q(until_on__gt=day))
    found: dict[int, list[Absence]] = {}
    for row in rows.order_by("since_on", "pk"):
        found.setdefault(row.worker_id, []).append(row)
    return found


@dataclass(frozen=True, slots=True)
class Away:
    """A worker who is away on a day: since when, until when if it is known, and who covers."""

    since_on: date | None = None
    until_on: date | None = None
    covered_by: str = ""


def away_workers(on: date | None = None) -> QuerySet[Worker]:
    """The workers who are away on a day, whether or not somebody covers."""
    day = on or today()
    absent = Absence.objects.in_force(day).filter(withdrawn_at__isnull=True)
    covered = Cover.objects.in_force(day)
    return Worker.objects.filter(
        Exists(absent.filter(worker=OuterRef("pk"))) | Exists(covered.filter(worker=OuterRef("pk")))
    )


def away_of(worker_ids: Iterable[int], on: date | None = None) -> dict[int, Away]:
    """Those of some workers who are away on a day, and who answers meanwhile; one query."""
    return {pk: one.away for pk, one in staff(worker_ids, on).items() if one.away is not None}


@dataclass(frozen=True, slots=True)
class Staff:
    """A worker, and that they are away on a day."""

    worker: Worker
    away: Away | None


def staff(worker_ids: Iterable[int], on: date | None = None) -> dict[int, Staff]:
    """Some workers by their number, with those who are away on a day; one query."""
    found, noon = {}, at(on or today(), time(12))
    for worker in worded.found("staff", [list(worker_ids)], _staff, noon):
        away = None
        if worker.absent or worker.is_covered:
            since, until = (
                (worker.gone, worker.back) if worker.absent
                else (worker.cover_since, worker.cover_until)
            )
            away = Away(since, until, worker.who or "")
        found[worker.pk] = Staff(worker, away)
    return found


def _staff(worker_ids: Sequence[int]) -> QuerySet[Any, Any]:
    """Since when and until when each is away by their own leave and by another's cover."""
    absent = Absence.objects.in_force(today()).filter(
        withdrawn_at__isnull=True, worker=OuterRef("pk")
    ).order_by("since_on", "pk")
    cover = Cover.objects.in_force(today()).filter(worker=OuterRef("pk"))
    cover = cover.order_by("-since_on", "-pk")
    return Worker.objects.filter(pk__in=worker_ids).order_by().annotate(
        absent=Exists(absent), gone=Subquery(absent.values("since_on")[:1]),
        back=Subquery(absent.values("until_on")[:1]), is_covered=Exists(cover),
        who=Subquery(cover.values("covered_by__name")[:1]),
        cover_since=Subquery(cover.values("since_on")[:1]),
        cover_until=Subquery(cover.values("until_on")[:1]),
    )


def away_now(absences: Iterable[Absence], on: date | None = None) -> Absence | None:
    """The absence that holds on a day, of some; none for who is at work."""
    day = on or today()
    return next((a for a in absences if a.since_on is None or a.since_on <= day), None)


@dataclass(frozen=True)
class Called:
    """What teams were called, day by day; what a team was never called falls back on today's."""

    names: dict[int, list[TeamName]]

    def on(self, team: Team | None, day: date | None) -> str:
        """A team's name on a day; before its first name, that one; empty for no team."""
        if team is None:
            return ""
        told = self.names.get(team.pk, [])
        if day is None or not told:
            return team.name_now
        return next(
            (each.name for each in reversed(told) if _began(each) <= day), told[0].name
        )

    def during(self, team: Team | None, since: date, until: date | None) -> str:
        """Every name a team bore from one day until another, the first first."""
        last = until or today()
        told = self.names.get(team.pk, []) if team is not None else []
        borne = [self.on(team, since), *(e.name for e in told if since < _began(e) < last)]
        return ", then ".join(dict.fromkeys(borne))


def _began(name: TeamName) -> date:
    return name.since_on or date.min


def called(team_ids: Iterable[int | None]) -> Called:
    """What some teams were ever called; one query, and none for no teams."""
    wanted = {pk for pk in team_ids if pk is not None}
    found: dict[int, list[TeamName]] = {}
    if not wanted:
        return Called(found)
    rows = TeamName.objects.filter(team_id__in=wanted).exclude(until_on=F("since_on"))
    for row in rows.order_by("team_id", F("since_on").asc(nulls_first=True)):
        found.setdefault(row.team_id, []).append(row)
    return Called(found)


def team_names(team_ids: Iterable[int], on: date) -> dict[int, str]:
    """What each team was called on a day, in one query."""
    told = called(team_ids)
    return {
        team_id: next((e.name for e in reversed(names) if _began(e) <= on), names[0].name)
        for team_id, names in told.names.items()
    }


def team_named(authority_id: int, name: str, on: date) -> Team | None:
    """The team of an authority that bears a name on a day, or none."""
    bears = TeamName.objects.in_force(on).filter(team=OuterRef("pk"), name=name)
    named = Team.objects.in_force(on).filter(Exists(bears), authorities=authority_id)
    return named.order_by("id").first()
