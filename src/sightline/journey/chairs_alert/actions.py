"""The verbs of a chair's alert: raise, reply, take further up, end; and set the ladder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from sightline.access.audit.actions import change as audit_change
from sightline.base.moments import now
from sightline.journey.chairs_alert.ladder import COMMON, HIGHEST, above, ladder, standing
from sightline.journey.chairs_alert.models import Alert, Level, Reply, Sent
from sightline.people.workforce.lookups import managers_of, managers_of_team, worker_of
from sightline.record.orders.actions import came_from, waits_at_a_door
from sightline.record.spine import actions as spine
from sightline.record.spine.actions import Part
from sightline.record.spine.errors import RecordError
from sightline.record.spine.models import Event, Step
from sightline.record.tasks import actions as tasks
from sightline.record.tasks.models import Task, TaskSource

if TYPE_CHECKING:
    from django.db import models

    from sightline.access.authorities.models import Authority
    from sightline.access.users.models import User
    from sightline.people.persons.models import Person
    from sightline.people.workforce.models import Worker
    from sightline.record.decisions.models import Decision
    from sightline.record.spine.models import Occasion

#: The work that an alert is about, the nearest first.
ABOUT = ("protection_plan", "conference", "section47", "child_in_need")
ASKED, LOOK = "Reply to the chair’s alert: ", "Look at the reply to your alert: "
ONE_LINE = 140


@dataclass
class To:
    """Whom an alert goes to, for whom it is raised, and by when a reply is wanted."""

    worker: Worker | None = None
    chair: Worker | None = None
    reply_by: date | None = None


def raise_alert(
    *, children: Sequence[Person], about: str, by: User, on: date, to: To | None = None,
    said: Mapping[int, Alert] | None = None,
) -> Occasion:
    """Raise an alert for one child or several; a manager is asked for each, by the first level."""
    to, said = to or To(), said or {}
    if not children:
        raise RecordError("Say which child this is about; nothing was recorded.")
    with transaction.atomic():
        parts = [_part(child, about, to, said.get(child.pk), by, on) for child in children]
        occasion = spine.record_occasion("chairs_alert.raised", by=by, on=on, parts=parts)
        for part in parts:
            if part.event is not None:
                _ask(part.event, by=by)
    return occasion


def _part(
    child: Person, about: str, to: To, said: Alert | None, by: User, on: date
) -> Part:
    rung = ladder(child.authority_id, on)[0]
    steps = list(Step.objects.open().filter(child=child).order_by("-opened_on", "-pk"))
    nearest = came_from(steps, ABOUT)
    sent = Sent(
        level=rung.number, level_name=rung.name, chair=to.chair or worker_of(by),
        to_worker=to.worker or _manager(nearest, not_this=worker_of(by)),
    )
    facts: list[models.Model] = [said or Alert(), sent]
    if not any(step.owner_worker_id or step.owner_team_id for step in steps):
        facts += waits_at_a_door(child, by, on)
    return Part(child, opens=True, led_from=nearest, outcome=about, facts=facts,
                for_on=to.reply_by or rung.due(on))


def _manager(step: Step | None, *, not_this: Worker | None) -> Worker | None:
    """Who manages whoever works with the child."""
    if step is None:
        return None
    found = managers_of(step.owner_worker) if step.owner_worker is not None else []
    if step.owner_team_id is not None:
        found += list(managers_of_team(step.owner_team_id).order_by("pk"))
    return next((each for each in found if each != not_this), None)


def sendings(step: Step) -> list[Sent]:
    """To whom an alert has gone so far, in order."""
    rows = Sent.objects.standing().filter(event__step=step).select_related("to_worker", "chair")
    return list(rows.order_by("level", "event__happened_on", "event_id"))


def concern_of(step: Step) -> str:
    """What the chair saw, in one line."""
    row = Alert.objects.standing().filter(event__step=step).order_by("event_id").last()
    words = " ".join(row.concern.split()) if row is not None else ""
    return words if len(words) <= ONE_LINE else f"{words[:ONE_LINE - 1]}…"


def _ask(event: Event, *, by: User) -> Task | None:
    """The manager asked has a task until they reply; without one, the team that holds the child."""
    step = event.step
    assert step is not None
    step.refresh_from_db(fields=["owner_worker", "owner_team"])
    sent = sendings(step)[-1]
    owner = sent.to_worker or (None if step.owner_team_id else sent.chair)
    if owner is None and step.owner_team is None:
        return None
    return tasks.give(
        text=f"{ASKED}{concern_of(step)}", due_on=event.for_on, by=by, on=event.happened_on,
        owner_worker=owner, owner_team=None if owner is not None else step.owner_team, step=step,
        source=TaskSource.CHAIR, source_event=event,
    )


def _open_tasks(step: Step, words: str) -> list[Task]:
    return list(Task.objects.open().filter(step=step, text__startswith=words).order_by("pk"))


def reply(
    *, step: Step, answer: str, by: User, on: date, put_right_by: date | None = None,
    said: Reply | None = None,
) -> Event:
    """A manager answers; the chair is asked to look again by the day that was promised."""
    said = said or Reply()
    if said.by_worker_id is None:
        said.by_worker = worker_of(by)
    with transaction.atomic():
        event = spine.record(
            "chairs_alert.replied", by=by, on=on, step=step, outcome=answer, for_on=put_right_by,
            facts=[said],
        )
        for task in _open_tasks(step, ASKED):
            tasks.finish(task=task, by=by, on=on, evidence=said.words)
        sent = sendings(step)
        if step.is_open and sent and sent[0].chair is not None:
            tasks.give(
                text=f"{LOOK}{concern_of(step)}", due_on=put_right_by or on, by=by, on=on,
                owner_worker=sent[0].chair, step=step, source=TaskSource.CHAIR, source_event=event,
            )
    return event


def escalate(
    *, step: Step, why: str, by: User, on: date, to: Worker | None = None,
    reply_by: date | None = None,
) -> Event:
    """Take an alert one level up; at the highest it is asked again of the same level."""
    sent = sendings(step)
    rungs = ladder(step.authority_id, on)
    last = sent[-1] if sent else None
    rung = above(rungs, last.level if last is not None else 0) or rungs[-1]
    former = last.to_worker if last is not None else None
    if to is None and former is not None:
        to = next(iter(managers_of(former)), None)
    row = Sent(level=rung.number, level_name=rung.name, to_worker=to, why=why,
               chair=sent[0].chair if sent else worker_of(by))
    with transaction.atomic():
        event = spine.record(
            "chairs_alert.escalated", by=by, on=on, step=step, facts=[row],
            for_on=reply_by or rung.due(on),
        )
        _call_off(step, by=by, on=on, words=f"It went to the next level: {rung.name}")
        _ask(event, by=by)
    return event


def _call_off(step: Step, *, by: User, on: date, words: str) -> None:
    for task in [*_open_tasks(step, ASKED), *_open_tasks(step, LOOK)]:
        tasks.cancel(task=task, by=by, on=on, words=words)


def end(
    *, step: Step, kind: str, by: User, on: date, decision: Decision | None = None
) -> Event:
    """The chair says that it was put right ("resolved"), or was not needed ("withdrawn")."""
    words = decision.rationale if decision is not None else ""
    facts: list[models.Model] = []
    if decision is not None:
        decision.made_by = decision.made_by or worker_of(by)
        facts.append(decision)
    with transaction.atomic():
        event = spine.record(f"chairs_alert.{kind}", by=by, on=on, step=step, facts=facts)
        for task in _open_tasks(step, LOOK):
            tasks.finish(task=task, by=by, on=on, evidence=words)
        _call_off(step, by=by, on=on, words="The chair has ended the alert")
    return event


def set_level(
    *, authority: Authority, number: int, name: str, days: int | None, since_on: date, owner: str,
    approved_on: date, by: User,
) -> Level:
    """Say who answers at a level and within how many working days, from a day on.

    With no name the level is left out from that day.
    """
    if not 1 <= number <= HIGHEST:
        raise RecordError(f"A ladder has levels 1 to {HIGHEST}; {number} is none of them.")
    if number == 1 and not name.strip():
        raise RecordError("The first level cannot be left out: an alert has to go to somebody.")
    with transaction.atomic():
        _begin(authority, since_on, owner, approved_on, by)
        standing(authority.pk).filter(number=number, since_on=since_on).update(
            superseded_at=now()
        )
        row = Level.objects.create(
            authority=authority, number=number, name=name.strip(), days=days, since_on=since_on,
            owner=owner, approved_on=approved_on, recorded_by=by,
        )
        audit_change(
            user=by, action="level of challenge set", kind="level", ident=row.pk,
            authority_id=authority.pk,
            payload={"level": number, "days": days, "since": since_on.isoformat()},
        )
    return row


def _begin(
    authority: Authority, since_on: date, owner: str, approved_on: date, by: User
) -> None:
    """The first level that is set takes the rest of the common ladder with it, to be changed."""
    if standing(authority.pk).filter(since_on__lte=since_on).exists():
        return
    for rung in COMMON:
        if not standing(authority.pk).filter(number=rung.number).exists():
            Level.objects.create(
                authority=authority, number=rung.number, name=rung.name, days=rung.days,
                since_on=since_on, owner=owner, approved_on=approved_on, recorded_by=by,
            )
