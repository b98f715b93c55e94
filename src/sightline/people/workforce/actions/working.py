"""Workers start and leave, join and leave teams, are away, and cover for one another."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction

from sightline.base.moments import now
from sightline.people import trail
from sightline.people.persons.given import FactRefused
from sightline.people.workforce.actions.dating import check_stands
from sightline.people.workforce.models import (
    Absence,
    Cover,
    Post,
    Team,
    TeamMembership,
    Worker,
)

if TYPE_CHECKING:
    from sightline.access.users.models import User


@transaction.atomic
def take_on(
    *, name: str, by: "User", on: date, user: "User | None" = None, **details: Any
) -> Worker:
    """A worker starts: their registration and terms come as details."""
    worker = Worker.objects.create(name=name, user=user, since_on=on, **details)
    trail.changed("worker", worker.pk, by=by, what={"started": on.isoformat()})
    return worker


@transaction.atomic
def place(
    *,
    worker: Worker,
    team: Team,
    by: "User",
    on: date,
    role: str = "social worker",
    manager: bool = False,
) -> TeamMembership:
    """A worker joins a team in a role."""
    membership = TeamMembership.objects.create(
        worker=worker, team=team, role=role, manager=manager, since_on=on
    )
    trail.changed("worker", worker.pk, by=by, what={"joined": team.pk, "on": on.isoformat()})
    return membership


@transaction.atomic
def fill(*, post: Post, worker: Worker, by: "User", on: date) -> TeamMembership:
    """A worker holds a post from a day; what they did in the team before stays as it was.

    Raises FactRefused when somebody else holds it, or it was not there on that day.
    """
    standing = TeamMembership.objects.in_force(on).filter(post=post).select_related("worker")
    held = standing.first()
    if held is not None:
        raise FactRefused(f"{held.worker.name} holds it. Say first that they have left it.")
    check_stands(post, on)
    theirs = TeamMembership.objects.in_force(on).filter(worker=worker, team=post.team)
    for place_now in theirs:
        place_now.until_on = on
        place_now.save(update_fields=["until_on"])
    made = TeamMembership.objects.create(
        worker=worker, team=post.team, role=post.name[:60].lower(), manager=post.manager,
        post=post, since_on=on,
    )
    what = {"post": post.pk, "team": post.team_id, "on": on.isoformat()}
    trail.changed("worker", worker.pk, by=by, what=what)
    return made


@transaction.atomic
def vacate(*, post: Post, by: "User", on: date) -> Post:
    """Nobody holds the post from a day; whoever did is no longer in the team by it.

    Raises FactRefused when nobody holds it.
    """
    held = TeamMembership.objects.in_force(on).filter(post=post)
    if not held:
        raise FactRefused("Nobody holds it on that day.")
    for membership in held:
        move_on(membership=membership, by=by, on=on)
    return post


@transaction.atomic
def move_on(*, membership: TeamMembership, by: "User", on: date) -> TeamMembership:
    """A worker leaves a team."""
    membership.until_on = on
    membership.save(update_fields=["until_on"])
    what = {"left": membership.team_id, "on": on.isoformat()}
    trail.changed("worker", membership.worker_id, by=by, what=what)
    return membership


@transaction.atomic
def leave(*, worker: Worker, by: "User", on: date) -> Worker:
    """A worker's last day: their places in teams and their covering end too."""
    TeamMembership.objects.filter(worker=worker, until_on__isnull=True).update(until_on=on)
    Cover.objects.filter(covered_by=worker, until_on__isnull=True).update(until_on=on)
    worker.until_on = on
    worker.save(update_fields=["until_on"])
    trail.changed("worker", worker.pk, by=by, what={"left": on.isoformat()})
    return worker


@transaction.atomic
def report_to(*, worker: Worker, manager: Worker | None, by: "User", on: date) -> Worker:
    """Name the worker's line manager."""
    worker.line_manager = manager
    worker.save(update_fields=["line_manager"])
    what = {"line_manager": manager.pk if manager else None, "on": on.isoformat()}
    trail.changed("worker", worker.pk, by=by, what=what)
    return worker


@transaction.atomic
def cover(
    *,
    worker: Worker,
    covered_by: Worker,
    by: "User",
    on: date,
    until: date | None = None,
    reason: str = "",
) -> Cover:
    """Another worker answers for this worker's children from a day, until a day if it is known."""
    arranged = Cover.objects.create(
        worker=worker, covered_by=covered_by, since_on=on, until_on=until, reason=reason
    )
    what = {"covered_by": covered_by.pk, "on": on.isoformat()}
    trail.changed("worker", worker.pk, by=by, what=what)
    return arranged


@transaction.atomic
def be_away(
    *,
    worker: Worker,
    by: "User",
    on: date,
    until: date | None = None,
    why: str = Absence.Why.LEAVE,
    covered_by: Worker | None = None,
) -> Absence:
    """A worker is away from a day, and back on another if it is known; somebody may cover.

    Raises FactRefused when they would be back before they had gone, or cover for themselves.
    """
    if until is not None and until <= on:
        raise FactRefused("They cannot be back before they have gone. Put one of the days right.")
    if covered_by is not None and covered_by.pk == worker.pk:
        raise FactRefused(f"{worker.name} is away. Choose somebody else to cover, or nobody yet.")
    row = Absence.objects.create(
        worker=worker, since_on=on, until_on=until, why=why, recorded_by=by
    )
    what = {"away": on.isoformat(), "back": until.isoformat() if until else ""}
    trail.changed("worker", worker.pk, by=by, what=what)
    if covered_by is not None:
        cover(worker=worker, covered_by=covered_by, by=by, on=on, until=until, reason="Away")
    return row


@transaction.atomic
def come_back(*, absence: Absence, by: "User", on: date) -> Absence:
    """The worker is back on a day, or was never away: the cover that went with it ends too."""
    covers = Cover.objects.filter(
        worker=absence.worker_id, since_on=absence.since_on, until_on=absence.until_on,
        reason="Away",
    )
    if absence.since_on is not None and on <= absence.since_on:
        absence.withdrawn_at = now()
        absence.save(update_fields=["withdrawn_at"])
        covers.update(until_on=absence.since_on)
        what: dict[str, Any] = {"not_away": absence.pk}
    else:
        covers.update(until_on=on)
        absence.until_on = on
        absence.save(update_fields=["until_on"])
        what = {"back": on.isoformat()}
    trail.changed("worker", absence.worker_id, by=by, what=what)
    return absence
