"""A child is allocated to a worker, placed with a team, or a worker's part ends."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from typing import TYPE_CHECKING

from django.db import transaction

from sightline.people.workforce.lookups import teams_of
from sightline.record.allocation.models import Allocation, Considered, Involvement
from sightline.record.allocation.roles import InvolvementRole
from sightline.record.spine import actions as spine
from sightline.record.spine.errors import RecordError
from sightline.record.spine.models import Step
from sightline.record.spine.writing import lock
from sightline.record.tasks.actions import follow_child

if TYPE_CHECKING:
    from sightline.access.users.models import User
    from sightline.people.workforce.models import Team, Worker
    from sightline.record.spine.models import Event


def check_here(worker: Worker, on: date) -> None:
    """A worker who had left by that day cannot be given a child to hold."""
    if worker.until_on is not None and worker.until_on <= on:
        raise RecordError(
            f"{worker.name} left on {worker.until_on:%-d %B %Y}. Choose somebody who worked here "
            f"on {on:%-d %B %Y}."
        )


def _check_step(step: Step, on: date) -> None:
    step.refresh_from_db(fields=["opened_on", "closed_on", "owner_worker", "owner_team"])
    if step.opened_on is None:
        raise RecordError("This work was opened in error and voided, so nobody can hold it.")
    if step.closed_on is not None and on > step.closed_on:
        raise RecordError(
            f"This work closed on {step.closed_on:%-d %B %Y}. Allocate work that is open, or give "
            "a day on which this still was."
        )


def team_for(worker: Worker, step: Step, on: date) -> Team | None:
    """The team that answers when none is named: who holds it now if the worker is in it, or theirs.

    A worker of no team leaves the work with the team that has it.
    """
    theirs = list(teams_of(worker.pk, on))
    standing = step.owner_team
    if standing is not None and (not theirs or standing in theirs):
        return standing
    return theirs[0] if theirs else standing


def allocate(
    *, step: Step, worker: Worker, by: User | None, on: date, at: time | None = None,
    role: str = InvolvementRole.LEAD, team: Team | None = None, reason: str = "",
    tasks_follow: bool = True,
) -> Event:
    """Name a worker for the child, in a role; a new lead takes over the whole open journey.

    Open tasks that the former lead held about this child go with it unless told otherwise.
    """
    check_here(worker, on)
    with transaction.atomic():
        lock([step.child_id] if step.child_id is not None else [])
        _check_step(step, on)
        if team is None and role == InvolvementRole.LEAD:
            team = team_for(worker, step, on)
        before_worker, before_team = step.owner_worker, step.owner_team
        event = spine.record(
            "allocation.allocated", by=by, on=on, at=at, step=step, outcome=str(role),
            facts=[Allocation(worker=worker, team=team, role=str(role), reason=reason)],
        )
        moved = step.owner_worker_id == worker.pk and before_worker != worker
        if tasks_follow and role == InvolvementRole.LEAD and step.child_id is not None and moved:
            follow_child(
                child_id=step.child_id, from_worker=before_worker, from_team=before_team,
                to_worker=worker, to_team=team, by=by, on=on,
            )
    return event


def allocate_together(
    *, steps: Sequence[Step], worker: Worker, by: User | None, on: date,
    role: str = InvolvementRole.LEAD, team: Team | None = None, reason: str = "",
) -> list[Event]:
    """Name one worker for brothers and sisters at once: all are allocated, or none."""
    with transaction.atomic():
        lock([step.child_id for step in steps if step.child_id is not None])
        return [
            allocate(step=s, worker=worker, by=by, on=on, role=role, team=team, reason=reason)
            for s in steps
        ]


def end_allocation(
    *, step: Step, worker: Worker, by: User | None, on: date,
    role: str = InvolvementRole.LEAD, reason: str = "",
) -> Event:
    """A worker's part is over; a child whose lead ends stays with the team, to be allocated."""
    with transaction.atomic():
        lock([step.child_id] if step.child_id is not None else [])
        held = Involvement.objects.current().filter(role=role, worker=worker)
        if step.child_id is not None:
            held = held.filter(child_id=step.child_id)
        else:
            held = held.filter(step=step)
        running = held.select_related("step").first()
        if running is None:
            raise RecordError(
                f"{worker.name} is not the {InvolvementRole(role).label.lower()} of this work, "
                "so that cannot end."
            )
        return spine.record(
            "allocation.ended", by=by, on=on, step=running.step, outcome=str(role),
            facts=[Allocation(worker=worker, team=running.team, role=str(role), reason=reason)],
        )


def place_in_team(
    *, step: Step, team: Team, by: User | None, on: date, at: time | None = None, reason: str = ""
) -> Event:
    """Put a child in a team's hands until its manager names a worker."""
    if team.until_on is not None and team.until_on <= on:
        raise RecordError(
            f"{team.name_now} closed on {team.until_on:%-d %B %Y}. Choose a team that was open."
        )
    with transaction.atomic():
        lock([step.child_id] if step.child_id is not None else [])
        _check_step(step, on)
        return spine.record(
            "allocation.placed", by=by, on=on, at=at, step=step,
            facts=[Allocation(team=team, role=InvolvementRole.LEAD, reason=reason)],
        )


def keep_in_view(*, step: Step, risk: str, by: User | None, on: date) -> Event:
    """Write down what the risk is while nobody is there, and who keeps it in view.

    Work without a worker who is still here stays placed with its team; of a worker who is only
    away the child stays theirs.
    """
    worker = step.owner_worker
    if worker is not None and (worker.until_on is None or worker.until_on > on):
        return spine.record(
            "allocation.considered", by=by, on=on, step=step, facts=[Considered(risk=risk)]
        )
    if step.owner_team is None:
        raise RecordError("No team holds this work. Place it with a team first.")
    return place_in_team(step=step, team=step.owner_team, by=by, on=on, reason=risk)
