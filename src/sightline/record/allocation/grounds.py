"""The grounds that allocation gives: the worker, who covers, the team, the line, the chair, duty.

What reaches every child of an authority (front door, out of hours, oversight) is declared below,
where roles are; nothing of a record has to be known for it.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sightline.access.policy.grounds import Ground, register, register_keeper
from sightline.people.workforce.models import Cover, TeamMembership, Worker
from sightline.record.allocation.models import DutyTurn, Involvement
from sightline.record.allocation.roles import INDEPENDENT, WORKING, InvolvementRole
from sightline.record.spine.models import Step

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from sightline.access.users.models import User

#: How far up the line of management a child's record opens: team manager, then service manager.
LINE = 3


def _ids(involved: QuerySet[Any]) -> QuerySet[Any, Any]:
    return involved.filter(child__isnull=False).values_list("child_id", flat=True)


def _of_teams(teams: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    held = Step.objects.open().filter(child__isnull=False, owner_team__in=teams)
    return held.values_list("child_id", flat=True)


def allocated(user: User, now: datetime) -> QuerySet[Any, Any]:
    """Children with whom the person works, as lead, co-worker, cover or family support."""
    working = Involvement.objects.current().acting_as(WORKING)
    return _ids(working.filter(worker__user_id=user.pk))


def covering(user: User, now: datetime) -> QuerySet[Any, Any]:
    """Children of the workers for whom the person answers today."""
    away = Cover.objects.in_force(now.date()).filter(covered_by__user_id=user.pk)
    theirs = Involvement.objects.current().filter(worker__in=away.values("worker_id"))
    return _ids(theirs.acting_as(WORKING))


def team(user: User, now: datetime) -> QuerySet[Any, Any]:
    """Children whose open work is held by a team that the person belongs to."""
    places = TeamMembership.objects.in_force(now.date()).filter(worker__user_id=user.pk)
    return _of_teams(places.values("team_id"))


def deputising(user: User, now: datetime) -> QuerySet[Any, Any]:
    """Children whose open work is held by a team whose manager the person covers for today."""
    away = Cover.objects.in_force(now.date()).filter(covered_by__user_id=user.pk)
    places = TeamMembership.objects.in_force(now.date()).filter(
        manager=True, worker__in=away.values("worker_id")
    )
    return _of_teams(places.values("team_id"))


def duty(user: User, now: datetime) -> QuerySet[Any, Any]:
    """Children whose open work is held by a team for which the person is on duty at this moment."""
    turns = DutyTurn.objects.at(now).filter(worker__user_id=user.pk)
    return _of_teams(turns.values("team_id"))


def supervision(user: User, now: datetime) -> QuerySet[Any, Any]:
    """Children worked with by those whom the person manages, or whose managers they manage."""
    # a list that is only joined to others has no order of its own
    level = Worker.objects.in_force(now.date()).order_by()
    reports = level.filter(line_manager__user_id=user.pk).values("pk")
    line = [reports]
    for _ in range(LINE - 1):
        line.append(level.filter(line_manager__in=line[-1]).values("pk"))
    first, *others = line
    workers = first.union(*others, all=True)
    return _ids(Involvement.objects.current().acting_as(WORKING).filter(worker__in=workers))


def chair(user: User, now: datetime) -> QuerySet[Any, Any]:
    """Children whose conference the person chairs, or whose care they review."""
    named = Involvement.objects.current().acting_as(INDEPENDENT)
    return _ids(named.filter(worker__user_id=user.pk))


def whom(child_id: int) -> str:
    """Who answers for the child's open work, to be asked by those without grounds."""
    leads = Involvement.objects.current().filter(child_id=child_id, role=InvolvementRole.LEAD)
    lead = leads.select_related("worker", "team").order_by("-since_on", "-event_id").first()
    if lead is None:
        return ""
    if lead.worker is not None:
        return f"{lead.worker.name}, allocated worker"
    return f"{lead.team.name_now}, to be allocated" if lead.team is not None else ""


def declare() -> None:
    """Put these grounds in the register, and say whom to ask."""
    register(Ground("allocated", "You work with this child", allocated))
    register(Ground("allocated_cover", "You are covering for the child's worker", covering))
    register(Ground("chair", "You chair or review this child's plan", chair))
    register(Ground("deputy", "You cover for the manager of the child's team", deputising))
    register(Ground("duty", "You are on duty for the team that holds this child", duty))
    register(Ground("supervision", "You manage the child's worker", supervision))
    register(Ground("team", "Your team holds this child", team))
    register_keeper("allocation", whom)
