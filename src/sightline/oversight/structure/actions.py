"""A team closes: what it holds passes to another team first, and nothing is left with nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from sightline.base.moments import today
from sightline.oversight.structure.open_work import (
    open_work,
    steps_of,
    tasks_of,
    turns_of,
    waiting,
)
from sightline.people.workforce import actions as workforce
from sightline.people.workforce.lookups import members_of
from sightline.people.workforce.models import TeamMembership
from sightline.record.allocation.actions import allocate, call_off_duty, place_in_team
from sightline.record.handover import actions as handover
from sightline.record.spine.errors import RecordError
from sightline.record.tasks.actions import answered_by_team

if TYPE_CHECKING:
    from datetime import date

    from sightline.access.users.models import User
    from sightline.people.workforce.models import Team
    from sightline.record.handover.models import Handover
    from sightline.record.spine.models import Step


def close_team(
    *, team: Team, by: User, on: date, to: Team | None = None, with_workers: bool = False
) -> Team:
    """A team is no more from a day that has come; `to` takes over today what it still holds.

    With its workers, whoever is still in it joins that team from the day it closes.

    Child by child, so that nobody waits for the whole: begun and broken off, it is begun again.
    Raises RecordError while something is held and no team is named that takes it, or the day is
    still to come.
    """
    if on > today():
        raise RecordError(
            "Close a team on the day itself or after it: until then work goes on coming to it."
        )
    if to is not None:
        if to.pk == team.pk:
            raise RecordError("A team cannot take over from itself. Choose another team.")
        if to.until_on is not None and to.until_on <= today():
            raise RecordError(f"{to.name_now} has closed. Choose a team that is there.")
        pass_on(team=team, to=to, by=by)
    with transaction.atomic():
        if open_work(team):
            raise RecordError(
                f"{team.name_now} still holds open work. Hand it over, or name the team that "
                "takes it."
            )
        for turn in turns_of(team):
            call_off_duty(turn=turn, by=by)
        if to is not None and with_workers:
            _take_along(team, to, by=by, on=on)
        return workforce.close_team(team=team, by=by, on=on)


def pass_on(*, team: Team, to: Team, by: User) -> None:
    """Everything a team holds is another's from today; a worker who is still here goes with it."""
    why = f"{team.name_now} closes, and {to.name_now} takes over"
    for step in steps_of(team).select_related("child", "owner_worker", "owner_team"):
        step.refresh_from_db(fields=["owner_worker", "owner_team"])
        # with the first of a child's work goes the rest of it
        if step.owner_team_id == team.pk:
            _pass(step, to, by=by, why=why)
    for task in tasks_of(team).order_by("pk"):
        answered_by_team(task=task, by=by, on=today(), team=to, words=why)
    for sending in waiting(team):
        _send_again(sending, team, to, by=by)


def _take_along(team: Team, to: Team, *, by: User, on: date) -> None:
    """The workers join the other team, which keeps its own managers."""
    there = set(members_of(to.pk, on).values_list("pk", flat=True))
    places = TeamMembership.objects.in_force(on).filter(team=team).select_related("worker")
    for place in places.order_by("pk"):
        if place.worker_id not in there:
            there.add(place.worker_id)
            workforce.place(worker=place.worker, team=to, role=place.role, by=by, on=on)


def _pass(step: Step, to: Team, *, by: User, why: str) -> None:
    worker, on = step.owner_worker, today()
    if worker is not None and (worker.until_on is None or worker.until_on > on):
        allocate(step=step, worker=worker, team=to, by=by, on=on, reason=why)
    else:
        place_in_team(step=step, team=to, by=by, on=on, reason=why)


def _send_again(sending: Handover, team: Team, to: Team, *, by: User) -> None:
    """What waits for an answer waits for it from the team that is there."""
    receiver = to if sending.to_team_id == team.pk else sending.to_team
    step = sending.event.step
    if step is None or (sending.to_team_id != team.pk and receiver == to):
        # sent by the team that closes to the one that takes over: it still has to accept it
        return
    first = f"First sent on {sending.event.happened_on:%-d %B %Y}"
    if receiver == to and step.owner_team_id == to.pk:
        handover.return_(step=step, by=by, on=today(), reason=f"{first}. {team.name_now} closed.")
        return
    handover.send(
        step=step, direction=sending.direction, destination=sending.destination, by=by,
        on=today(), to_team=receiver, to_outside=sending.to_outside,
        reason=f"{first}; {team.name_now} closed. {sending.reason}".strip(),
        plan_so_far=sending.plan_so_far,
    )
