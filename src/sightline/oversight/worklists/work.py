"""My work: my children, what is due, what I was asked, what is half written, what came back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import BooleanField, ExpressionWrapper, Q
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from sightline import law
from sightline.access.policy import visible_children
from sightline.access.policy.guard import permission
from sightline.base.moments import today
from sightline.kernel.register import processes
from sightline.oversight.worklists import exporting
from sightline.oversight.worklists.answering import Told, told_of
from sightline.oversight.worklists.rows import Row, ago, due_by, readable, rows_of
from sightline.people.workforce.lookups import covered_by, worker_of
from sightline.record.allocation.queries import children_of
from sightline.record.decisions.models import Decision
from sightline.record.drafts.models import Draft
from sightline.record.handover.models import Answer
from sightline.record.spine.models import Event
from sightline.record.tasks.models import TaskStep
from sightline.record.tasks.queries import for_worker

if TYPE_CHECKING:
    from sightline.people.workforce.models import Worker

#: How far ahead the first list looks, and how far back what was returned is shown.
AHEAD_WORKING_DAYS = 5
BACK_DAYS = 28
#: Sent back by somebody who reads it, and what takes it up again.
SENT_BACK = {
    "assessment.returned": "assessment.submitted", "section47.returned": "section47.submitted",
}


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A half-written page: what it is, about whom, how old."""

    title: str
    about: str
    href: str
    saved_at: datetime

    @property
    def age(self) -> str:
        """How long ago it was last saved."""
        return ago(self.saved_at)


@dataclass(frozen=True, slots=True)
class Returned:
    """Something that came back: what, about whom, when and why."""

    words: str
    about: str
    href: str
    on: date
    why: str = ""


@dataclass
class Work:
    """One worker's own work, and that of those they cover for."""

    worker: Worker | None
    rows: list[Row]
    covered: list[Row]

    @property
    def every(self) -> list[Row]:
        """Their own children, then those they cover."""
        return [*self.rows, *self.covered]

    @property
    def contacts(self) -> list[Told]:
        """Contacts about children already worked with, which wait for a decision."""
        return told_of(self.every)


def work_of(user: Any) -> Work:
    """Everybody this person works with or covers today, as far as they may open them."""
    worker = worker_of(user)
    if worker is None:
        return Work(None, [], [])
    away = list(covered_by(worker.pk).order_by().values_list("pk", flat=True))
    held = children_of([worker.pk, *away])
    seen = set(visible_children(user).values_list("pk", flat=True)) if held else set()
    rows = rows_of([each for each in held if each.child is not None and each.child.pk in seen])
    mine = [row for row in rows if row.worker == worker]
    return Work(worker, mine, [row for row in rows if row.worker != worker])


def unfinished(user: Any) -> list[Unfinished]:
    """Half-written pages this person began or last saved, oldest first; one query."""
    # they may have lost their grounds since, or the record may have been closed to them
    open_to = Q(about__isnull=True) | Q(about__in=visible_children(user))
    drafts = (
        Draft.objects.open().filter(Q(started_by=user) | Q(saved_by=user))
        .alias(about=Coalesce("step__child_id", "child_id")).filter(open_to)
        .select_related("child", "step__child").order_by("saved_at")
    )
    return [_unfinished(draft) for draft in drafts]


def _unfinished(draft: Draft) -> Unfinished:
    child = draft.step.child if draft.step is not None else draft.child
    declared = processes.get(draft.process)
    page = next((p for p in declared.pages if p.key == draft.page), None) if declared else None
    title = page.title if page is not None else draft.page.replace("_", " ").capitalize()
    if draft.step is not None and child is not None:
        href = reverse("pages:page", args=[child.pk, draft.step_id, draft.page])
    elif child is not None:
        href = reverse("pages:start_page", args=[child.pk, draft.process, draft.page])
    elif draft.process == "contact":
        return Unfinished("Record a contact", "nobody yet",
                          reverse("contact:take", args=[draft.pk]), draft.saved_at)
    else:
        return Unfinished(title, "nobody yet", "", draft.saved_at)
    return Unfinished(title, child.display_name, f"{href}?draft={draft.pk}", draft.saved_at)


def returned(worker: Worker, rows: list[Row], user: Any) -> list[Returned]:
    """What came back to this worker and was not taken up again, newest first; three queries.

    `user` is the worker as they sign in: whom they may no longer open is not named.
    """
    since = today() - timedelta(days=BACK_DAYS)
    names = {step.pk: row for row in rows for step in row.steps}
    found = [
        *_sent_back(names), *_handed_back(worker, since, user), *_tasks_back(worker, since, user)
    ]
    return sorted(found, key=lambda each: each.on, reverse=True)


def _sent_back(names: dict[int, Row]) -> list[Returned]:
    """Work given back by whoever reads it, while nobody has handed it in again."""
    kinds = [*SENT_BACK, *SENT_BACK.values()]
    events = Event.objects.standing().of(*kinds).filter(step_id__in=names)
    last = {event.step_id: event for event in events.in_order()}
    back = [event for event in last.values() if event.kind in SENT_BACK]
    said = Decision.objects.filter(event__in=[event.pk for event in back]) if back else []
    why = {decision.event_id: decision.rationale for decision in said}
    return [
        Returned(
            words_of_kind(event.kind), names[event.step_id].child.display_name,
            reverse("pages:step", args=[event.child_id, event.step_id]), event.happened_on,
            why.get(event.pk, ""),
        )
        for event in back if event.step_id is not None
    ]


def words_of_kind(kind: str) -> str:
    """The words of a kind of event."""
    return processes.event(kind)[1].title


def _handed_back(worker: Worker, since: date, user: Any) -> list[Returned]:
    """Handovers sent back of children who are still this worker's."""
    answers = Answer.objects.standing().filter(
        event__kind="handover.returned", event__happened_on__gte=since,
        event__step__owner_worker=worker, event__step__closed_on__isnull=True,
        event__child_id__in=visible_children(user),
    ).select_related("event__child", "event__step")
    return [
        Returned(
            "Handover sent back", answer.event.child.display_name,
            reverse("pages:step", args=[answer.event.child_id, answer.event.step_id]),
            answer.event.happened_on, answer.reason,
        )
        for answer in answers if answer.event.child is not None
    ]


def _tasks_back(worker: Worker, since: date, user: Any) -> list[Returned]:
    """Tasks that were checked and found wanting, and are still to be done."""
    steps = TaskStep.objects.filter(
        kind=TaskStep.Kind.SENT_BACK, on__gte=since, task__owner_worker=worker,
        task__state="open",
    ).select_related("task__child")
    open_to = Q(task__child_id__in=visible_children(user))
    steps = steps.annotate(open_to=ExpressionWrapper(open_to, BooleanField()))
    return [
        Returned(
            f"Task: {step.task.text}",
            step.task.child.display_name if step.open_to and step.task.child else "",
            reverse("child", args=[step.task.child_id]) if step.open_to else "",
            step.on, step.words,
        )
        for step in steps
    ]


@permission("caseload.view")
@require_GET
def work(request: HttpRequest) -> HttpResponse:
    """The first page of a social worker's day."""
    mine = work_of(request.user)
    until = law.calendar().add(today(), AHEAD_WORKING_DAYS)
    context: dict[str, Any] = {"work": mine, "until": until, "drafts": unfinished(request.user)}
    if mine.worker is not None:
        tasks = list(for_worker(mine.worker).select_related("child"))
        seen, _ = readable(request.user, [task.child for task in tasks])
        context |= {
            "due": due_by(mine.every, until), "seen": seen,
            "tasks": [task for task in tasks if task.child is None or not task.child.over],
            "left": [task for task in tasks if task.child is not None and task.child.over],
            "returned": returned(mine.worker, mine.rows, request.user),
        }
    return render(request, "worklists/work.jinja", context)


@permission("caseload.view")
@require_GET
def work_export(request: HttpRequest) -> HttpResponse:
    """My children as a file for a spreadsheet."""
    return exporting.spreadsheet(request, work_of(request.user).every, kind="work", ident=None)
