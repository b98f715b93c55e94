"""The verbs of the night: record an episode with all that it was, and take it up by day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import TYPE_CHECKING, Any

from django.db import models, transaction

from sightline.base.moments import today
from sightline.journey.contact.actions.receiving import About, receive
from sightline.journey.contact.models import Account
from sightline.journey.contact.models import ChildPart as ContactPart
from sightline.oversight.out_of_hours.models import Acknowledged, ChildPart, Episode
from sightline.people.workforce.lookups import managers_of, managers_of_team, worker_of
from sightline.record.orders.actions import came_from, waits_at_a_door
from sightline.record.orders.models import PlaceOfSafety
from sightline.record.spine import actions as spine
from sightline.record.spine.actions import Part
from sightline.record.spine.errors import RecordError
from sightline.record.spine.models import Clock, Step
from sightline.record.tasks import actions as tasks
from sightline.record.tasks.models import Task, TaskSource
from sightline.record.visits.actions import Seen, record_visit

if TYPE_CHECKING:
    from sightline.access.users.models import User
    from sightline.kernel.forms import Page
    from sightline.people.persons.models import Person
    from sightline.people.workforce.models import Worker
    from sightline.record.spine.models import Event, Occasion

CLOCK = "out_of_hours_acknowledged"
ASKED = "Acknowledge what the out of hours service did"
ONE_LINE = 160


@dataclass
class For:
    """What an episode was for one child: safe or not, where put, seen or not, what is to do."""

    child: Person
    part: ChildPart | None = None
    place: PlaceOfSafety | None = None
    seen: Seen | None = None


def record_episode(
    *, children: Sequence[For], by: User, on: date, at: time | None = None,
    episode: Episode | None = None,
) -> Occasion:
    """Record a night's episode once for all its children, with the visit and contact it was.

    Each child's manager by day is asked to acknowledge it; what nobody holds waits at a door.
    """
    if not children:
        raise RecordError("Say which child this is about; nothing was recorded.")
    with transaction.atomic():
        parts = [_part(each, by, on) for each in children]
        occasion = spine.record_occasion(
            "out_of_hours.recorded", by=by, on=on, at=at, parts=parts,
            shared=[episode] if episode is not None else [],
        )
        _visit(children, by=by, on=on, at=at)
        _contact(children, episode, by=by, on=on, at=at)
        for each, part in zip(children, parts, strict=True):
            if part.event is not None:
                _ask(part.event, each.part, by=by)
    return occasion


def _part(each: For, by: User, on: date) -> Part:
    steps = list(Step.objects.open().filter(child=each.child).order_by("-opened_on", "-pk"))
    each.part = each.part or ChildPart()
    if each.part.for_manager_id is None:
        each.part.for_manager = daytime_manager(steps, not_this=worker_of(by))
    facts: list[models.Model] = [each.part]
    if each.place is not None:
        facts.append(each.place)
    if not any(step.owner_worker_id or step.owner_team_id for step in steps):
        facts += waits_at_a_door(each.child, by, on)
    return Part(each.child, opens=True, led_from=came_from(steps, ()), facts=facts)


def daytime_manager(steps: Sequence[Step], *, not_this: Worker | None = None) -> Worker | None:
    """Who answers by day for whoever holds the child: the worker's manager, else the team's."""
    for step in steps:
        found = managers_of(step.owner_worker) if step.owner_worker is not None else []
        if not found and step.owner_team_id is not None:
            found = list(managers_of_team(step.owner_team_id).order_by("pk"))
        for manager in found:
            if manager != not_this:
                return manager
    return None


def _visit(children: Sequence[For], *, by: User, on: date, at: time | None) -> None:
    seen = [each.seen for each in children if each.seen is not None and each.seen.seen]
    if seen:
        record_visit(by=by, on=on, at=at, children=seen, visitor=worker_of(by),
                     purpose="Out of hours")


def _contact(
    children: Sequence[For], episode: Episode | None, *, by: User, on: date, at: time | None
) -> None:
    about = [
        About(person=each.child, part=ContactPart(
            about="", safe=each.part.safe, safe_because=each.part.safe_because,
            where=each.place.words[:200] if each.place is not None else "",
        ))
        for each in children
        if each.part is not None and each.part.contact == ChildPart.Contact.YES
    ]
    if not about:
        return
    told = " ".join(episode.told.split()) if episode is not None else ""
    account = Account(worry=told[:ONE_LINE], detail=episode.told if episode is not None else "",
                      method=Account.Method.PHONE)
    receive(authority=children[0].child.authority, about=about, by=by, on=on, at=at,
            account=account)


def _ask(event: Event, part: ChildPart | None, *, by: User) -> None:
    """Give the manager by day the task of taking it up; without one, the team that holds it."""
    step = event.step
    manager = part.for_manager if part is not None else None
    if step is None:
        return
    step.refresh_from_db(fields=["owner_worker", "owner_team"])
    if manager is None and step.owner_team is None:
        return
    clock = Clock.objects.filter(step=step, key=CLOCK, start_event=event).first()
    tasks.give(
        text=ASKED, due_on=clock.due_on if clock is not None else None, by=by,
        owner_worker=manager, owner_team=step.owner_team if manager is None else None,
        child=event.child, step=step, source=TaskSource.REMINDER, source_event=event,
    )


def acknowledge(
    *, step: Step, by: User, on: date, at: time | None = None, said: Acknowledged | None = None
) -> Event:
    """A daytime manager takes up what the night did; the night cannot do so itself."""
    night = step.events.standing().filter(kind="out_of_hours.recorded").order_by("pk").first()
    if night is not None and night.recorded_by_id == by.pk:
        raise RecordError(
            "You recorded this episode yourself. It is for a manager by day to acknowledge it."
        )
    with transaction.atomic():
        event = spine.record(
            "out_of_hours.acknowledged", by=by, on=on, at=at, step=step,
            facts=[said] if said is not None else [],
        )
        for task in Task.objects.open().filter(step=step, text=ASKED).order_by("pk"):
            tasks.finish(task=task, by=by, on=on, evidence=said.words if said is not None else "")
    return event


def _row(values: Mapping[str, Any], model: type[models.Model]) -> dict[str, Any]:
    rows = values.get("rows", {}).get(model._meta.label, [])
    return dict(rows[0]) if rows else {}


def record_page(
    *, page: Page, step: Step | None, child: Person | None, children: Sequence[Person],
    values: Mapping[str, Any], by: User,
) -> Occasion:
    """The page of an episode handed in."""
    from sightline.record.visits.models import ChildPart as VisitPart

    event = values.get("event", {})
    about = []
    for one in list(children) or ([child] if child is not None else []):
        own = values.get("children", {}).get(one.pk, {})
        place, visit = _row(own, PlaceOfSafety), _row(own, VisitPart)
        about.append(For(
            one, ChildPart(**_row(own, ChildPart)),
            place=PlaceOfSafety(**place) if place else None,
            seen=Seen(one, **visit) if visit else None,
        ))
    return record_episode(
        children=about, by=by, on=event.get("on") or today(), at=event.get("time"),
        episode=Episode(**_row(values, Episode)),
    )


def acknowledge_page(
    *, page: Page, step: Step | None, child: Person | None, children: Sequence[Person],
    values: Mapping[str, Any], by: User,
) -> Event:
    """The page of acknowledging handed in."""
    if step is None:
        raise RecordError("This page belongs to an episode: open the episode first.")
    event = values.get("event", {})
    return acknowledge(
        step=step, by=by, on=event.get("on") or today(), at=event.get("time"),
        said=Acknowledged(**_row(values, Acknowledged)),
    )
