"""A conference's booking, its limit, its reports, its chair, and whether enough people came."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sightline.base.moments import today
from sightline.people.workforce.lookups import managers_of, teams_of
from sightline.record.meetings.models import Meeting, Participant
from sightline.record.meetings.quorum import Quorum, quorum
from sightline.record.spine.models import Clock, Event, Step

if TYPE_CHECKING:
    from sightline.access.authorities.models import Authority
    from sightline.people.workforce.models import Worker

#: The limits within which each kind of conference is held.
LIMITS = {
    "initial": ("icpc",),
    "pre_birth": ("icpc", "prebirth_conference"),
    "transfer_in": ("icpc_transfer_in",),
    "review": ("cp_review_first", "cp_review_next"),
}
REPORT_CLOCKS = ("conference_report_parents_initial", "conference_report_parents_review")


@dataclass(frozen=True)
class Story:
    """Everything that stands on one conference, read once."""

    step: Step
    events: tuple[Event, ...]

    def last(self, *kinds: str) -> Event | None:
        """The latest event of these kinds."""
        wanted = {f"conference.{kind}" for kind in kinds}
        found = [event for event in self.events if event.kind in wanted]
        return found[-1] if found else None

    @property
    def kind(self) -> str:
        """Which conference it is; empty if nobody said."""
        asked = self.last("requested")
        if asked is not None:
            return asked.outcome
        return "transfer_in" if self.last("transfer_notified") is not None else ""

    @property
    def booking(self) -> Event | None:
        """The booking that holds: the latest, unless the conference was since put off or held."""
        last = self.last("booked", "adjourned", "stood_down", "cancelled", "decided")
        if last is None or last.kind == "conference.booked":
            return last
        # an adjournment that names its day is a booking for that day
        return last if last.kind == "conference.adjourned" and last.for_on else None

    @property
    def decided(self) -> Event | None:
        """The decision for this child, if the conference has reached one."""
        return self.last("decided")

    @property
    def met_beforehand(self) -> bool:
        """Whether the chair met the family before the conference."""
        return any(
            e.kind == "conference.pre_meeting_held" and e.outcome != "not_held"
            for e in self.events
        )


def stories(steps: Sequence[Step]) -> list[Story]:
    """What stands on each of these conferences; one query."""
    found: dict[int, list[Event]] = {step.pk: [] for step in steps}
    for event in Event.objects.standing().filter(step__in=found).in_order():
        if event.step_id is not None:
            found[event.step_id].append(event)
    return [Story(step, tuple(found[step.pk])) for step in steps]


def kind_of(step: Step) -> str:
    """Which conference it is: initial, review, transfer_in or pre_birth; empty if nobody said."""
    return stories([step])[0].kind


def booking(step: Step) -> Event | None:
    """The booking that holds for a conference."""
    return stories([step])[0].booking


def due_on(step: Step) -> date | None:
    """The first day by which one of the limits on this conference falls."""
    running = Clock.objects.filter(
        child_id=step.child_id, key__in=LIMITS.get(kind_of(step), ()), state=Clock.State.RUNNING,
        due_on__isnull=False,
    )
    return running.order_by("due_on").values_list("due_on", flat=True).first()


def late_by(step: Step, for_on: date | None) -> date | None:
    """The day by which the conference was due, if it is booked for a later one."""
    due = due_on(step)
    return due if due is not None and for_on is not None and for_on > due else None


def quorum_of(event: Event) -> Quorum:
    """Whether the conference that reached this decision was quorate, in words."""
    return quorum(Participant.objects.filter(occasion=event.occasion))


def chair_named(event: Event) -> Worker | None:
    """The chair of the meeting that an event booked or was decided at."""
    rows = Meeting.objects.filter(occasion=event.occasion).select_related("chair")
    meeting: Meeting | None = rows.first()
    return meeting.chair if meeting is not None else None


def chair_too_near(step: Step, chair: Worker, on: date | None = None) -> str:
    """Why a chair is not independent of the line that works the case; empty when they are."""
    day, lead = on or today(), step.owner_worker
    if lead is not None and lead.pk == chair.pk:
        return f"{chair.name} is the child's lead worker."
    if lead is not None and chair in managers_of(lead, day):
        return f"{chair.name} manages the child's lead worker."
    if step.owner_team_id and step.owner_team in list(teams_of(chair.pk, day)):
        return f"{chair.name} is in the team that works with the child."
    return ""


@dataclass(frozen=True)
class ReportOwed:
    """A report that the parents have not had, and by when they should have."""

    step: Step
    conference_on: date | None
    due_on: date | None
    overdue: bool


def reports_owed(
    *, authority: Authority | None = None, steps: Iterable[Step] | None = None,
    on: date | None = None,
) -> list[ReportOwed]:
    """Booked conferences whose report the parents have not had, the most pressing first."""
    day = on or today()
    clocks = Clock.objects.filter(key__in=REPORT_CLOCKS, state=Clock.State.RUNNING)
    if authority is not None:
        clocks = clocks.filter(step__authority=authority)
    if steps is not None:
        clocks = clocks.filter(step__in=[step.pk for step in steps])
    rows = clocks.select_related("step__child", "start_event").order_by("due_on", "pk")
    return [
        ReportOwed(
            clock.step, clock.start_event.for_on, clock.due_on,
            clock.due_on is not None and clock.due_on < day,
        )
        for clock in rows
    ]


def shared_with(step: Step) -> dict[str, date]:
    """The first day on which a report reached the parents, child, chair and agencies."""
    events = Event.objects.standing().filter(step=step, kind="conference.report_shared")
    found: dict[str, date] = {}
    for outcome, on in events.in_order().values_list("outcome", "happened_on"):
        found.setdefault(outcome, on)
    return found


@dataclass(frozen=True)
class ReportsInTime:
    """How many decided conferences had their report with the parents in time, of how many."""

    conferences: int
    in_time: int

    @property
    def percent(self) -> float | None:
        """The share in time; none when there were no conferences."""
        return 100 * self.in_time / self.conferences if self.conferences else None


def reports_in_time(authority: Authority, since: date, until: date) -> ReportsInTime:
    """Conferences decided in a period whose report the parents had by the day it was due."""
    held = Event.objects.standing().of("conference.decided").filter(
        authority=authority, happened_on__range=(since, until)
    )
    clocks = Clock.objects.filter(key__in=REPORT_CLOCKS, step__in=held.values("step_id"))
    met = {
        step_id for step_id, due, stopped in clocks.filter(state=Clock.State.STOPPED)
        .values_list("step_id", "due_on", "stopped_on") if due and stopped and stopped <= due
    }
    steps = set(held.values_list("step_id", flat=True))
    return ReportsInTime(len(steps), len(steps & met))


@dataclass(frozen=True)
class Days:
    """By when the law asks for the first core group and for the next review of a plan."""

    core_group_by: date | None = None
    review_by: date | None = None


def days_offered(decision: Event) -> Days:
    """The latest days for what follows a decision, as the clocks of the child's plan have them."""
    if decision.outcome not in ("plan_made", "plan_continues"):
        return Days()
    clocks = dict(
        Clock.objects.filter(
            child_id=decision.child_id, state=Clock.State.RUNNING,
            key__in=("core_group_first", "cp_review_first", "cp_review_next"),
        ).order_by("-due_on").values_list("key", "due_on")
    )
    review = clocks.get("cp_review_next") or clocks.get("cp_review_first")
    return Days(clocks.get("core_group_first"), review)
