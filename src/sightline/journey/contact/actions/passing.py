"""A contact about a child already worked with, put before those who must decide on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from sightline import law
from sightline.journey.contact import queries
from sightline.journey.contact.models import Known
from sightline.people.workforce.lookups import cover_for, managers_of, managers_of_team
from sightline.record.spine import actions as spine
from sightline.record.spine.models import Step
from sightline.record.tasks import actions as tasks
from sightline.record.tasks.models import Task, TaskSource

if TYPE_CHECKING:
    from sightline.access.users.models import User
    from sightline.people.workforce.models import Team, Worker
    from sightline.record.spine.models import Event


@dataclass
class Deciders:
    """Who must decide on a contact: the worker, their cover and their managers, or the team."""

    workers: list[Worker] = field(default_factory=list)
    team: Team | None = None


def deciders(step: Step, on: date) -> Deciders:
    """Who holds the child's work on a day, with cover and managers, each once."""
    held = queries.holding_step(step)
    if held is None:
        return Deciders()
    team = held.owner_team
    found: dict[int, Worker] = {}
    worker = held.owner_worker
    if worker is not None:
        found[worker.pk] = worker
        for other in [*cover_for(worker.pk, on), *managers_of(worker, on)]:
            found.setdefault(other.pk, other)
    elif team is not None:
        for manager in managers_of_team(team.pk, on):
            found.setdefault(manager.pk, manager)
    return Deciders(list(found.values()), team)


def pass_on(*, step: Step, by: User | None, on: date, at: time | None = None) -> Event:
    """Pass a contact to the allocated worker, cover and manager, each with a task to decide it.

    The contact joins the episode in which the child is already worked with: it is no
    re-referral.
    """
    with transaction.atomic():
        join_episode(step)
        event = spine.record("contact.passed_on", by=by, on=on, at=at, step=step)
        _ask(deciders(step, on), step, event, by=by, on=on)
    return event


def _ask(who: Deciders, step: Step, event: Event, *, by: User | None, on: date) -> None:
    """A task for each; where nobody holds the child, the contact stays in the front door's list."""
    text = f"Decide on a contact about a child you work with: {queries.headline(step)}"
    team = who.team or step.owner_team
    owners: list[Worker | None] = [*who.workers] or [None]
    for worker in owners:
        if worker is not None or team is not None:
            tasks.give(
                text=text, owner_worker=worker, owner_team=team, due_on=_due(step, on), by=by,
                on=on, child=step.child, step=step, source=TaskSource.CONTACT, source_event=event,
            )


def _due(step: Step, on: date) -> date:
    """Today where anyone is in danger, else the working day after it was passed on."""
    account = queries.account_of(step)
    if account is not None and account.danger == Known.YES:
        return on
    return law.calendar().next_working(on + timedelta(days=1))


def join_episode(step: Step) -> None:
    """Count the contact in the child's open episode of need, where there is one."""
    if step.episode_id is not None or step.child_id is None:
        return
    referral = queries.open_referral(step.child_id)
    if referral is not None:
        step.episode_id = referral.episode_id
        step.save(update_fields=["episode"])


def settle_tasks(step: Step, *, by: User | None, on: date) -> None:
    """Finish what was asked of those to whom the contact was passed, now that one has decided."""
    asked = Task.objects.open().filter(step=step, source=TaskSource.CONTACT)
    for task in asked.order_by("pk"):
        tasks.finish(task=task, by=by, on=on, evidence="The contact was decided on.")
