"""Children before the panel: why, since when, what was decided each time, and what came of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from sightline.base.components.words import age_words
from sightline.base.moments import today
from sightline.oversight.scrutiny_panel.models import Listing, Looked, Seen
from sightline.oversight.scrutiny_panel.process import (
    CLOSED,
    DISCUSSED,
    ENDED,
    KEY,
    LISTED,
    MOVING,
)
from sightline.record.decisions.models import Decision
from sightline.record.spine.models import Event, Step
from sightline.record.tasks.models import Task, TaskSource

if TYPE_CHECKING:
    from sightline.access.authorities.models import Authority
    from sightline.people.persons.models import Person


@dataclass
class Asked:
    """One thing the panel asked for, and what became of it."""

    task: Task

    @property
    def who(self) -> str:
        """Who has it to do."""
        worker, team = self.task.owner_worker, self.task.owner_team
        named = worker.name if worker is not None else team.name_now if team is not None else ""
        return f"{self.task.outside} (through {named})" if self.task.outside else named

    @property
    def owed(self) -> bool:
        """Whether it is still to be done, or to be checked."""
        waits = self.task.state == Task.State.DONE and self.task.needs_check
        return self.task.state == Task.State.OPEN or waits

    @property
    def late(self) -> bool:
        """Whether its day has passed."""
        due = self.task.due_on
        return self.task.state == Task.State.OPEN and due is not None and due < today()


@dataclass
class Discussion:
    """One time the panel looked: what it heard, decided and asked for."""

    event: Event
    looked: Looked | None = None
    decision: Decision | None = None
    asked: list[Asked] = field(default_factory=list)

    @property
    def moving(self) -> str:
        """Whether the work was moving, in words."""
        return MOVING.get(self.event.outcome, "")


@dataclass
class Line:
    """One child before the panel, with everything the panel has said so far."""

    step: Step
    events: list[Event] = field(default_factory=list)
    reasons: dict[int, str] = field(default_factory=dict)
    saw: dict[int, list[Seen]] = field(default_factory=dict)
    discussions: list[Discussion] = field(default_factory=list)
    ending: str = ""

    @property
    def child(self) -> Person:
        """The child; every place before the panel is one child's."""
        assert self.step.child is not None
        return self.step.child

    @property
    def age(self) -> str:
        """The child's age in words."""
        return self.child.over or age_words(self.child.born_on, self.child.expected_on)

    @property
    def days(self) -> int:
        """For how many days the child has been before the panel, until it was closed."""
        opened = self.step.opened_on or today()
        return ((self.step.closed_on or today()) - opened).days

    @property
    def by_hand(self) -> list[str]:
        """The reasons that people gave for putting the child on."""
        listed = [event.pk for event in self.events if event.kind == LISTED]
        return [words for pk in listed if (words := self.reasons.get(pk, ""))]

    def seen_by(self, day: date) -> tuple[list[Seen], date | None]:
        """What the rules saw when the child last came before the panel by a day, and when."""
        told = [e for e in self.events if e.pk in self.saw and e.happened_on <= day]
        return (self.saw[told[-1].pk], told[-1].happened_on) if told else ([], None)

    @property
    def asked(self) -> list[Asked]:
        """Everything that the panel has asked for, in order."""
        return [asked for each in self.discussions for asked in each.asked]

    @property
    def owed(self) -> list[Asked]:
        """What of it is still to be done."""
        return [asked for asked in self.asked if asked.owed]

    @property
    def late(self) -> int:
        """How much of it is late."""
        return sum(asked.late for asked in self.asked)

    @property
    def ended(self) -> str:
        """How the child left the panel, in words; empty while they are before it."""
        last = next((each for each in reversed(self.events) if each.kind == CLOSED), None)
        return ENDED.get(last.outcome, "Closed") if last is not None else ""

    def on_day(self, day: date) -> Discussion | None:
        """What the panel made of the child on a day; none when it did not look."""
        return next((each for each in self.discussions if each.event.happened_on == day), None)

    def before(self, day: date) -> Discussion | None:
        """The last time that it looked before a day."""
        earlier = [each for each in self.discussions if each.event.happened_on < day]
        return earlier[-1] if earlier else None

    def is_due(self, day: date) -> bool:
        """Whether the child is on the agenda of a day: looked at then, or not yet and expected."""
        if self.on_day(day) is not None:
            return True
        if self.step.closed_on is not None and self.step.closed_on <= day:
            return False
        placed = [
            event for event in self.events
            if event.kind == LISTED and event.happened_on <= day
            or event.kind == DISCUSSED and event.happened_on < day
        ]
        return bool(placed) and (placed[-1].for_on is None or placed[-1].for_on <= day)


def before_panel(authority: Authority, day: date) -> list[Step]:
    """Places before the panel that were open at some time of a day; one query."""
    steps = Step.objects.of(KEY).filter(
        Q(closed_on__isnull=True) | Q(closed_on__gte=day), authority=authority,
        child__isnull=False, opened_on__lte=day,
    )
    rows = steps.select_related("child", "owner_worker", "owner_team")
    return list(rows.order_by("opened_on", "pk"))


def lines(steps: Sequence[Step]) -> list[Line]:
    """What stands of each of these places; six queries however many there are."""
    found = {step.pk: Line(step) for step in steps}
    if not found:
        return []
    for event in Event.objects.standing().filter(
        step__in=found, kind__in=(LISTED, DISCUSSED, CLOSED)
    ).select_related("recorded_by").in_order():
        found[event.step_id or 0].events.append(event)
    by_event = {event.pk: line for line in found.values() for event in line.events}
    looked = _of(Looked, by_event)
    decided = _of(Decision, by_event)
    for row in Listing.objects.filter(event__in=by_event):
        by_event[row.event_id].reasons[row.event_id] = row.why
    for seen in Seen.objects.filter(event__in=by_event).order_by("pk"):
        by_event[seen.event_id].saw.setdefault(seen.event_id, []).append(seen)
    asked = _asked(found)
    for line in found.values():
        for event in line.events:
            decision = decided.get(event.pk)
            if event.kind == DISCUSSED:
                line.discussions.append(
                    Discussion(event, looked.get(event.pk), decision, asked[event.pk])
                )
            elif event.kind == CLOSED:
                line.ending = decision.rationale if decision else line.reasons.get(event.pk, "")
    return list(found.values())


def _of(model: Any, events: Iterable[int]) -> dict[int, Any]:
    return {row.event_id: row for row in model.objects.filter(event__in=list(events))}


def _asked(steps: Iterable[int]) -> dict[int, list[Asked]]:
    """What the panel asked for each time, by the event that asked."""
    given: dict[int, list[Asked]] = defaultdict(list)
    rows = Task.objects.filter(
        step__in=list(steps), source=TaskSource.PANEL, source_event__isnull=False
    ).exclude(state=Task.State.CANCELLED)
    for task in rows.select_related("owner_worker", "owner_team", "done_by").by_due():
        given[task.source_event_id or 0].append(Asked(task))
    return given
