"""The keepers of restricted and sealed records hear of a match, and nobody else learns of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any

from sightline import law
from sightline.base.moments import today
from sightline.people.matching.sealed import SealedMatch, on_sealed_match
from sightline.people.restriction.models import Restriction
from sightline.people.workforce.lookups import managers_of_team
from sightline.people.workforce.models import Team
from sightline.record.tasks import actions as tasks
from sightline.record.tasks.models import Task, TaskSource

if TYPE_CHECKING:
    from sightline.access.users.models import User
    from sightline.record.spine.models import Event


def tell_keeper(person_id: int, *, by: User, where: str) -> None:
    """Task the custodian of a kept record that something typed names this very person.

    The custodian is told once a day of each person; whoever typed it sees nothing of the task.
    """
    kept = (
        Restriction.objects.filter(person_id=person_id, until_on__isnull=True)
        .select_related("custodian", "person").first()
    )
    if kept is None or _told_today(kept):
        return
    day = today()
    due_on = law.calendar().next_working(day + timedelta(days=1))
    tasks.give(
        text=f"{by.display_name} typed something that names this person exactly ({where}). Find "
        "out what it is about, and whether they must know.",
        owner_worker=kept.custodian, due_on=due_on, by=by, on=day, child=kept.person,
        source=TaskSource.MATCH,
    )
    if kept.level == Restriction.Level.SEALED:
        _tell_duty_manager(kept, by=by)


def _told_today(kept: Restriction) -> bool:
    told = Task.objects.filter(
        child=kept.person, source=TaskSource.MATCH, given_on=today(), owner_worker=kept.custodian
    )
    return told.exists()


def _tell_duty_manager(kept: Restriction, *, by: User) -> None:
    """The front door's manager hears that it happened and whom to ask, and not about whom."""
    day = today()
    authority = kept.person.authority
    doors = Team.objects.in_force(day).filter(kind=Team.Kind.FRONT_DOOR, authorities=authority)
    for door in doors:
        for manager in managers_of_team(door.pk, day):
            tasks.give(
                text=f"A sealed record was matched by something {by.display_name} typed. "
                f"{kept.custodian.name} keeps it and has been told: speak to them today.",
                owner_worker=manager, due_on=day, by=by, on=day, authority=authority,
                source=TaskSource.MATCH,
            )


def tell_of_moved_receipt(event: Event, *, on: date, at: time | None, by: User) -> None:
    """Task whoever keeps this child that the contact is now said to have come at another moment.

    It names nobody else whom the contact was about, and stands on this child's record alone.
    """
    assert event.child is not None
    kept = (
        Restriction.objects.filter(person_id=event.child_id, until_on__isnull=True)
        .select_related("custodian").first()
    )
    step, day = event.step, today()
    worker = kept.custodian if kept is not None else (step.owner_worker if step else None)
    team = None if worker is not None or step is None else step.owner_team
    if worker is None and team is None:
        doors = Team.objects.in_force(day).filter(kind=Team.Kind.FRONT_DOOR)
        team = doors.filter(authorities=event.authority_id).order_by("pk").first()
    if worker is None and team is None:
        return
    moment = f"{on:%-d %B %Y}" + (f" at {at:%H:%M}" if at is not None else "")
    tasks.give(
        text=f"{by.display_name}, who may not open this record, put right when the contact of "
        f"{event.happened_on:%-d %B %Y} was received: {moment}. Deadlines here still count from "
        "the moment recorded. Change it here too, or leave it, after speaking to them.",
        owner_worker=worker, owner_team=team, by=by, on=day, child=event.child, step=step,
        due_on=law.calendar().next_working(day + timedelta(days=1)), source=TaskSource.MATCH,
        source_event=event,
    )


def on_match(matches: Sequence[SealedMatch], user: Any) -> None:
    """What happens when a search or a new record meets a sealed one."""
    for match in matches:
        tell_keeper(match.person_id, by=user, where=match.where)


def declare() -> None:
    """Listen for sealed matches."""
    on_sealed_match.add("contact", on_match)
