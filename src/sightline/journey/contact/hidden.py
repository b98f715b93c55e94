"""Work that goes on behind a contact which an outcome has ended: it counts as open."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Exists, F, OuterRef, Q

from sightline.base.moments import today
from sightline.journey.contact.process import ENDING
from sightline.record.handover.queries import pending_on
from sightline.record.spine.models import Event, Step
from sightline.record.tasks.models import Task, TaskMark

if TYPE_CHECKING:
    from sightline.access.authorities.models import Authority
    from sightline.record.handover.models import Handover
    from sightline.record.spine.querysets import EventQuerySet

#: What follows a decision without being work on the worry.
AFTERWARDS = frozenset({
    "contact.acknowledged", "contact.referrer_told", "contact.decided", "contact.matched",
    "contact.reopened", "contact.worker_decided", "allocation.ended", "allocation.placed",
    "handover.sent", "handover.accepted", "handover.returned", "task.done", "task.checked",
    "person.expected", "person.born", "person.died", "person.pregnancy_ended",
})

#: Tasks that are about the record and not about the child: an answer left out, a reminder.
CHORES = frozenset({"missing_answers", "reminder"})


@dataclass
class ClosedWithWork:
    """A contact closed by its outcome on which work goes on: open, and as old as its receipt."""

    step: Step
    received_on: date
    decided: Event
    tasks: list[Task] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    handover: Handover | None = None

    @property
    def age_days(self) -> int:
        """Days since receipt."""
        return (today() - self.received_on).days


def _decided(authority: Authority) -> dict[int, Event]:
    """The decision that ended each contact which is closed."""
    events = Event.objects.standing().filter(
        authority=authority, kind="contact.decided", outcome__in=ENDING,
        step__closed_on=F("happened_on"), step__process="contact",
    )
    turned = Event.objects.standing().filter(
        _later(), step=OuterRef("step"), kind__in=["contact.decided", "contact.reopened"]
    )
    events = events.filter(_any_work()).exclude(Exists(turned))
    return {event.step_id or 0: event for event in events.select_related("step__child")}


def _later() -> Q:
    """An event after the decision it is compared with, by day and by order in the day."""
    return Q(happened_on__gt=OuterRef("happened_on")) | Q(
        happened_on=OuterRef("happened_on"), order__gt=OuterRef("order")
    )


def _work() -> EventQuerySet[Event]:
    """Whatever was recorded, but for what only follows a decision or is about the record."""
    chore = TaskMark.objects.filter(event=OuterRef("pk"), task__source__in=CHORES)
    found: EventQuerySet[Event] = Event.objects.standing().exclude(kind__in=AFTERWARDS)
    return found.exclude(Exists(chore))


def _any_work() -> Q:
    tasks = Task.objects.unfinished().exclude(source__in=CHORES).filter(step=OuterRef("step"))
    work = _work().filter(_later())
    on_it = work.filter(step=OuterRef("step"))
    about = work.filter(step__isnull=True, child=OuterRef("child"))
    handed = Event.objects.standing().filter(kind="handover.sent", step=OuterRef("step"))
    return Q(Exists(tasks)) | Q(Exists(on_it)) | Q(Exists(about)) | Q(Exists(handed))


def closed_with_work(authority: Authority) -> list[ClosedWithWork]:
    """Contacts closed as advice, no further action, early help or transferred, with work going on.

    Work is an unfinished task on the contact, anything recorded on it afterwards, anything
    recorded about the child afterwards that belongs to no other open step, or a hand-over that
    nobody has accepted. Oldest first.
    """
    decided = _decided(authority)
    elsewhere = _followed(decided)
    rows = []
    for step_id, event in decided.items():
        row = _row(event, followed=step_id in elsewhere)
        if row.tasks or row.events or row.handover is not None:
            rows.append(row)
    return sorted(rows, key=lambda row: (row.received_on, row.step.pk))


def _followed(decided: dict[int, Event]) -> set[int]:
    """Contacts whose child has other work open, or a later contact: loose events are theirs."""
    children = {event.child_id for event in decided.values() if event.child_id is not None}
    others = Step.objects.standing().filter(child_id__in=children).exclude(pk__in=decided)
    open_for = set(others.filter(closed_on__isnull=True).values_list("child_id", flat=True))
    newest: dict[int, int] = {}
    contacts = Step.objects.standing().filter(child_id__in=children, process="contact")
    for pk, child_id in contacts.order_by("opened_on", "pk").values_list("pk", "child_id"):
        newest[child_id] = pk
    return {
        step_id for step_id, event in decided.items()
        if event.child_id in open_for or newest.get(event.child_id or 0) != step_id
    }


def _row(event: Event, *, followed: bool) -> ClosedWithWork:
    step = event.step
    assert step is not None
    assert step.opened_on is not None
    unfinished = Task.objects.unfinished().exclude(source__in=CHORES)
    after = Q(happened_on__gt=event.happened_on) | Q(
        happened_on=event.happened_on, order__gt=event.order
    )
    work = _work().filter(after)
    where = Q(step=step)
    if not followed:
        where |= Q(step__isnull=True, child_id=event.child_id)
    return ClosedWithWork(
        step=step, received_on=step.opened_on, decided=event,
        tasks=list(unfinished.filter(step=step).by_due()),
        events=list(work.filter(where).in_order()), handover=pending_on(step),
    )
