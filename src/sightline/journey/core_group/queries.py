"""When the core group last met and meets next, and who has not been sent its notes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q

from sightline import law
from sightline.base.moments import today
from sightline.journey.core_group.models import NotesSent
from sightline.record.meetings.models import Attendance, Participant
from sightline.record.spine.models import Clock, Event, Step

if TYPE_CHECKING:
    from sightline.access.authorities.models import Authority

PLAN = "protection_plan"
#: Working days in which notes go to every member: local procedure.
NOTES_WITHIN = 5


def plan_steps(child_ids: Iterable[int], on: date | None = None) -> dict[int, Step]:
    """The protection plan that each child had on a day; a child with none is left out.

    A meeting written up after the plan ended still belongs to it.
    """
    day = on or today()
    steps = Step.objects.standing().of(PLAN).filter(
        Q(closed_on__isnull=True) | Q(closed_on__gte=day), child_id__in=list(child_ids),
        opened_on__lte=day,
    )
    found = steps.select_related("child", "owner_worker", "owner_team").order_by("opened_on", "pk")
    return {step.child_id: step for step in found if step.child_id is not None}


def meetings(step: Step) -> list[Event]:
    """The core groups that a plan has had, those missed too, as they happened."""
    events = Event.objects.standing().of("core_group.held", "core_group.missed")
    return list(events.filter(step=step).in_order())


def next_on(step: Step) -> date | None:
    """The day agreed for the next core group: at the last one, or by the conference."""
    kinds = ("core_group.held", "core_group.missed", "protection_plan.started")
    last = Event.objects.standing().of(*kinds).filter(step=step).in_order().last()
    return last.for_on if last is not None else None


def due_on(step: Step) -> date | None:
    """The day by which the core group has to meet."""
    clocks = Clock.objects.filter(
        step=step, key__in=("core_group_first", "core_group_next", "prebirth_review"),
        state=Clock.State.RUNNING, due_on__isnull=False,
    )
    return clocks.order_by("due_on").values_list("due_on", flat=True).first()


@dataclass(frozen=True)
class NotesOwed:
    """A core group whose notes have not reached everybody, who is left, and since when."""

    event: Event
    members: tuple[str, ...]
    due_on: date

    def overdue(self, on: date) -> bool:
        """Whether the days for sending have passed."""
        return self.due_on < on


def members(event: Event) -> list[Participant]:
    """The members of a core group, those who could not come too."""
    rows = Participant.objects.filter(occasion=event.occasion).exclude(name="")
    return list(rows.order_by("pk"))


def unsent(event: Event) -> list[str]:
    """The members of a core group to whom its notes have not been sent."""
    shared = Event.objects.standing().of("core_group.notes_shared").filter(step=event.step)
    later = _since(event, shared)
    sent = NotesSent.objects.filter(event__in=later)
    names = {name.casefold().strip() for name in sent.values_list("name", flat=True)}
    return [m.name for m in members(event) if m.name.casefold().strip() not in names]


def _since(event: Event, shared: Iterable[Event]) -> list[int]:
    """The sendings that belong to a core group: those before the next one met."""
    held = Event.objects.standing().of("core_group.held").filter(step=event.step).in_order()
    place = (event.happened_on, event.order, event.pk)
    after = [(e.happened_on, e.order, e.pk) for e in held]
    until = min((p for p in after if p > place), default=None)
    return [
        e.pk for e in shared
        if (e.happened_on, e.order, e.pk) > place
        and (until is None or (e.happened_on, e.order, e.pk) < until)
    ]


def notes_owed(
    *, steps: Iterable[Step] | None = None, authority: Authority | None = None
) -> list[NotesOwed]:
    """The latest core group of each open plan whose notes have not reached every member."""
    held = Event.objects.standing().of("core_group.held").filter(step__closed_on__isnull=True)
    if steps is not None:
        held = held.filter(step__in=[step.pk for step in steps])
    if authority is not None:
        held = held.filter(authority=authority)
    latest = {event.step_id: event for event in held.select_related("step", "child").in_order()}
    calendar, found = law.calendar(), []
    for event in latest.values():
        left = unsent(event)
        if left:
            due = calendar.add(event.happened_on, NOTES_WITHIN)
            found.append(NotesOwed(event, tuple(left), due))
    return sorted(found, key=lambda owed: owed.due_on)


@dataclass(frozen=True)
class Late:
    """A plan whose core group has not met in time."""

    step: Step
    due_on: date
    days: int


def not_in_time(authority: Authority, on: date | None = None) -> list[Late]:
    """Open plans whose core group is past its day, longest first."""
    day = on or today()
    clocks = Clock.objects.filter(
        step__authority=authority, key__in=("core_group_first", "core_group_next"),
        state=Clock.State.RUNNING, due_on__lt=day,
    ).select_related("step__child").order_by("due_on", "pk")
    return [
        Late(clock.step, clock.due_on, (day - clock.due_on).days)
        for clock in clocks if clock.due_on is not None
    ]


def attended_share(step: Step) -> float | None:
    """The share of members' invitations to a plan's core groups that were answered by coming."""
    held = Event.objects.standing().of("core_group.held").filter(step=step)
    rows = Participant.objects.filter(occasion__in=held.values("occasion")).exclude(attendance="")
    asked = rows.count()
    return rows.filter(attendance=Attendance.ATTENDED).count() / asked if asked else None
