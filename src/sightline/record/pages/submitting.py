"""A page's answers turned into the event that they record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models, transaction

from sightline import law
from sightline.base.moments import today
from sightline.kernel.forms import Page
from sightline.kernel.process import Process
from sightline.record.pages.opening import named
from sightline.record.spine import actions as spine
from sightline.record.spine.actions import Part
from sightline.record.spine.errors import RecordError
from sightline.record.spine.models import (
    Event,
    EventFacts,
    EventItem,
    Occasion,
    OccasionFacts,
    OccasionItem,
    Step,
)
from sightline.record.tasks import actions as tasks

if TYPE_CHECKING:
    from sightline.access.users.models import User
    from sightline.people.persons.models import Person

Values = Mapping[str, Any]
EVENT_ROWS = (EventFacts, EventItem)
OCCASION_ROWS = (OccasionFacts, OccasionItem)


@dataclass
class Submission:
    """One page as it is handed in: where, about whom, what was answered and by whom.

    `values` has the shape of `PageForm.values()`; `children` are those the page is about.
    `missing` is what was left out of the answers given once for all of them, and `missing_of`
    what was left out of each child's own: nobody's task speaks of another child.
    """

    process: Process
    page: Page
    values: Values
    by: User | None
    step: Step | None = None
    children: Sequence[Person] = ()
    missing: Sequence[str] = field(default_factory=list)
    missing_of: Mapping[int, Sequence[str]] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """Full name of the event that the page records."""
        return f"{self.process.key}.{self.page.event}"

    @property
    def child(self) -> Person | None:
        """The one child, or the first of several."""
        if self.children:
            return self.children[0]
        return self.step.child if self.step is not None else None

    def event_values(self, child_id: int | None = None) -> dict[str, Any]:
        """The event's own columns as answered, with a child's own over the shared ones."""
        found = dict(self.values.get("event", {}))
        if child_id is not None:
            part = self.values.get("children", {}).get(child_id, {})
            found.update({k: v for k, v in part.get("event", {}).items() if v not in (None, "")})
        return found

    def rows(self, kinds: tuple[type, ...], child_id: int | None = None) -> list[models.Model]:
        """Unsaved typed rows of the page: the shared ones, or one child's own."""
        source = self.values if child_id is None else (
            self.values.get("children", {}).get(child_id, {})
        )
        found: list[models.Model] = []
        for label, rows in source.get("rows", {}).items():
            model = apps.get_model(label)
            if issubclass(model, kinds):
                found.extend(model(**row) for row in rows)
        return found


def submit(submission: Submission) -> Event:
    """Record the page's event, and give a task for whatever was left unanswered.

    What has happened is recorded whatever is missing; only a gate may hold the page back.
    """
    with transaction.atomic():
        action = named(submission.page.action)
        if action is not None:
            result: Any = action(
                page=submission.page, step=submission.step, child=submission.child,
                children=list(submission.children), values=submission.values, by=submission.by,
            )
        else:
            result = _record(submission)
        event = _event_of(result, submission.kind)
        _owe(submission, event)
    return event


def _event_of(result: Event | Step | Occasion, kind: str) -> Event:
    if isinstance(result, Event):
        return result
    if isinstance(result, Occasion):
        first = result.parts.standing().order_by("pk").first()
    else:
        events = result.events.standing()
        first = events.filter(kind=kind).order_by("-pk").first() or events.order_by("pk").first()
    if first is None:
        raise RecordError("Nothing was recorded: the page gave no event.")
    return first


def _when(values: Mapping[str, Any]) -> dict[str, Any]:
    return {"on": values.get("on") or today(), "at": values.get("time")}


def _record(submission: Submission) -> Event | Step | Occasion:
    opening = submission.step is None and submission.page.event in submission.process.opens
    if submission.page.shared and submission.children:
        return _record_shared(submission, opening=opening)
    values = submission.event_values()
    common = {
        "by": submission.by, **_when(values), "outcome": values.get("outcome") or "",
        "for_on": values.get("for_on"), "facts": submission.rows(EVENT_ROWS),
    }
    if opening:
        return spine.open_step(submission.kind, child=submission.child, **common)
    return spine.record(
        submission.kind, step=submission.step,
        child=None if submission.step is not None else submission.child, **common,
    )


def _record_shared(submission: Submission, *, opening: bool) -> Occasion:
    parts = []
    shared_values = submission.event_values()
    for child in submission.children:
        values = submission.event_values(child.pk)
        step = submission.step
        if step is not None and step.child_id != child.pk:
            step = sibling_step(step, child.pk)
        parts.append(
            Part(
                child=child, step=step, outcome=values.get("outcome") or "",
                for_on=values.get("for_on"), opens=opening,
                facts=[*submission.rows(EVENT_ROWS), *submission.rows(EVENT_ROWS, child.pk)],
            )
        )
    return spine.record_occasion(
        submission.kind, by=submission.by, parts=parts, shared=submission.rows(OCCASION_ROWS),
        **_when(shared_values),
    )


def sibling_step(step: Step, child_id: int) -> Step | None:
    """A brother's or sister's open step of the same process, where there is one."""
    return (
        Step.objects.open().filter(child_id=child_id, process=step.process)
        .order_by("-opened_on", "-pk").first()
    )


def next_working_day(day: date) -> date:
    """The working day after a day."""
    return law.calendar().next_working(day + timedelta(days=1))


def _owe(submission: Submission, event: Event) -> None:
    """Put what is missing in front of those who can supply it, each child's on their own record."""
    parts = [event]
    if event.occasion_id is not None:
        others = Event.objects.standing().filter(occasion_id=event.occasion_id, kind=event.kind)
        parts += others.exclude(pk=event.pk).select_related("step", "child")
    for part in parts:
        own = submission.missing_of.get(part.child_id or 0, ())
        if words := [*(submission.missing if part is event else ()), *own]:
            _task(submission, part, words)


def _task(submission: Submission, event: Event, missing: Sequence[str]) -> None:
    step = event.step
    worker = getattr(submission.by, "worker", None)
    worker = worker or (step.owner_worker if step is not None else None)
    team = step.owner_team if step is not None else None
    if worker is None and team is None:
        # nobody to give it to: the gaps still show on the step, and nothing is refused for it
        return
    tasks.give(
        text=f"{submission.page.title}: still to be filled in: {', '.join(missing)}",
        owner_worker=worker, owner_team=team, due_on=next_working_day(today()),
        by=submission.by, on=today(), child=event.child, step=step, source="missing_answers",
        source_event=event,
    )
