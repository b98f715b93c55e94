"""My day: what changed, today, who was not seen, what is due, what came back, what is begun."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from sightline import law
from sightline.access.policy.guard import permission
from sightline.access.policy.noting import noted
from sightline.access.policy.scope import open_among, opening
from sightline.base import worded
from sightline.base.moments import now, today
from sightline.kernel.register import processes
from sightline.oversight.worklists import exporting
from sightline.oversight.worklists.answering import Told, told_of
from sightline.oversight.worklists.beforehand import beforehand, facts
from sightline.oversight.worklists.duties import by_family, jobs_of, unseen
from sightline.oversight.worklists.families import families
from sightline.oversight.worklists.happened import (
    HANDED_BACK,
    SENT_BACK,
    Booked,
    Happened,
    happened,
)
from sightline.oversight.worklists.rows import Row, ago, rows_of
from sightline.people.persons.models import Person
from sightline.people.restriction.barrier import hidden
from sightline.people.workforce.lookups import teams_answered_for, worker_and_covered
from sightline.people.workforce.models import Team
from sightline.record.allocation.queries import children_of
from sightline.record.child.flags import asks, declared, told_in
from sightline.record.child.rows import Ask, together_of
from sightline.record.drafts.models import Draft
from sightline.record.drafts.naming import line
from sightline.record.interpreters import queries as interpreters
from sightline.record.meetings.booked import books
from sightline.record.sharing.kinds import clocks_owed
from sightline.record.sharing.queries import owed_steps
from sightline.record.tasks.models import Task, TaskStep
from sightline.record.tasks.queries import for_worker
from sightline.record.timeline.marking import behind, behind_words, marks

if TYPE_CHECKING:
    from sightline.people.workforce.models import Worker
    from sightline.record.spine.models import Event

#: How far ahead the day looks, and how far back what was returned is shown.
AHEAD_WORKING_DAYS = 5
BACK_DAYS = 28
#: Said in place of a task's words to who may not open the child's record.
NOT_OPEN = "A task about a record that is not open to you: ask your manager who takes it on"


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
class Owed:
    """One action owed by a day, for one child or word for word the same for several."""

    text: str
    source: str
    due_on: date | None
    tasks: list[Task] = field(default_factory=list)

    @property
    def late(self) -> bool:
        """Whether its day has passed."""
        return self.due_on is not None and self.due_on < today()


@dataclass
class Work:
    """One worker's own work, and that of those they cover for, with the boards left to them."""

    worker: Worker | None
    rows: list[Row]
    covered: list[Row]
    boards: list[Team] = field(default_factory=list)
    #: children with no open work here, whose parents are still owed something of what closed
    owing: list[Row] = field(default_factory=list)

    @property
    def every(self) -> list[Row]:
        """Their own children, then those they cover."""
        return [*self.rows, *self.covered]

    @property
    def grounds(self) -> dict[int, tuple[str, int]]:
        """On what ground each of them is on this worker's list."""
        own = {row.child.pk: ("allocated", row.child.authority_id) for row in self.rows}
        covered = {r.child.pk: ("allocated_cover", r.child.authority_id) for r in self.covered}
        left = {row.child.pk: ("owing", row.child.authority_id) for row in self.owing}
        return left | covered | own

    @property
    def contacts(self) -> list[Told]:
        """Contacts about children already worked with, which wait for a decision."""
        return told_of(self.every)


def work_of(user: Any, *, planned: bool = True) -> Work:
    """Everybody this person works with or covers today, as far as they may open them."""
    worker, away = worker_and_covered(user)
    if worker is None:
        return Work(None, [], [])
    held = children_of([worker.pk, *away], opens=opening(user), also=owed_steps)
    every = rows_of(held, planned=planned)
    rows = [row for row in every if row.at_work]
    mine = [row for row in rows if row.worker == worker]
    boards = list(Team.objects.in_force(today()).filter(
        pk__in=teams_answered_for(user.pk, deputy_only=True)
    )) if away else []
    return Work(worker, mine, [row for row in rows if row.worker != worker], boards,
                owing=[_left(row) for row in every if not row.at_work])


def _left(row: Row) -> Row:
    """What is owed of closed work alone: what else runs for the child is for whoever has it."""
    keys = clocks_owed()
    return replace(row, clocks=[clock for clock in row.clocks if clock.key in keys])


def unfinished(user: Any, known: Collection[int] = ()) -> list[Unfinished]:
    """Half-written pages this person began or last saved, oldest first.

    `known` are children whom they may open, as the page has found already; one query, and one
    more where it is of others.
    """
    drafts = worded.found("unfinished", [[user.pk]], _begun, now())
    whose = [each.step.child_id if each.step and each.step.child_id else each.child_id
             for each in drafts]
    # they may have lost their grounds since, or the record may have been closed to them
    opens = _open_to(user, whose, known)
    return [_unfinished(draft) for draft, child_id in zip(drafts, whose, strict=True)
            if child_id is None or child_id in opens]


def _begun(users: Sequence[int]) -> QuerySet[Draft]:
    mine = Q(started_by_id=users[0]) | Q(saved_by_id=users[0])
    found = Draft.objects.open().filter(mine).order_by("saved_at")
    return found.select_related("child", "step__child", "saved_by")


def _open_to(user: Any, child_ids: Iterable[int | None], known: Collection[int]) -> set[int]:
    """Which of these children this person may open; one query for those not known already."""
    asked = {child_id for child_id in child_ids if child_id is not None}
    return asked & set(known) | open_among(user, sorted(asked - set(known)))


def _unfinished(draft: Draft) -> Unfinished:
    if draft.process == "contact" and draft.step is None and draft.child is None:
        return Unfinished("Record a contact", "nobody yet",
                          reverse("contact:take", args=[draft.pk]), draft.saved_at)
    named = line(draft)
    return Unfinished(named.title, named.child or "nobody yet", named.href, draft.saved_at)


def returned(rows: Iterable[Row], events: Sequence[Event], tasks: Iterable[Any]) -> list[Returned]:
    """What came back to this worker and was not taken up again, newest first; at most one query.

    `events` are those of the day's reading; `tasks` the open ones, each with when and why it was
    last sent back.
    """
    names = {step.pk: row for row in rows for step in row.steps}
    back: list[Any] = [event for event in _still_back(events) if event.step_id in names]
    found = [
        Returned(
            words_of_kind(event.kind), names[event.step_id or 0].child.display_name,
            reverse("pages:step", args=[event.child_id, event.step_id]), event.happened_on,
            event.because,
        )
        for event in back
    ]
    found += [
        Returned(
            f"Task: {task.text}", task.child.display_name if task.open_to and task.child else "",
            reverse("child", args=[task.child_id]) if task.open_to else "", task.back_on,
            task.back_words,
        )
        for task in tasks if task.back_on is not None and task.back_on >= _back_since()
    ]
    return sorted(found, key=lambda each: each.on, reverse=True)


def _back_since() -> date:
    return today() - timedelta(days=BACK_DAYS)


def _still_back(events: Iterable[Event]) -> list[Event]:
    """Work given back while nobody has handed it in again, and handovers sent back."""
    handed = [event for event in events if event.kind == HANDED_BACK]
    last = {event.step_id: event for event in events if event.kind != HANDED_BACK}
    return [*handed, *(event for event in last.values() if event.kind in SENT_BACK)]


def words_of_kind(kind: str) -> str:
    """The words of a kind of event; a handover says that it came back."""
    return "Handover sent back" if kind == HANDED_BACK else processes.event(kind)[1].title


def tasks_of(worker: Worker, user: Any, known: Collection[int] = ()) -> list[Any]:
    """What a worker has to do, with whether they may open each child, and what was sent back.

    A task stays with whoever owns it until somebody else takes it. Its words are of the child, and
    once the record is kept from the owner they are told no more; of a sealed child nothing is.
    `known` are children whom they may open, as the page has found already.
    """
    every: list[Any] = worded.found("tasks", [[worker.pk]], _tasks, now())
    opens = _open_to(user, (task.child_id for task in every), known)
    shut = {task.child_id for task in every if task.child_id is not None} - opens
    kept = hidden(user, shut) if shut else set()
    found = []
    for task in every:
        task.open_to, task.own = task.child_id in opens, task.owner_worker_id == worker.pk
        if task.child is not None and task.child_id in kept:
            if task.child.restriction != Person.Restriction.RESTRICTED:
                continue
            task.text, task.back_words = NOT_OPEN, ""
        found.append(task)
    return found


def _tasks(workers: Sequence[int]) -> QuerySet[Task]:
    back = TaskStep.objects.filter(task=OuterRef("pk"), kind=TaskStep.Kind.SENT_BACK)
    last = back.order_by("-id")
    return for_worker(workers[0]).select_related("child").annotate(
        back_on=Subquery(last.values("on")[:1]), back_words=Subquery(last.values("words")[:1]),
    )


def owed(tasks: Iterable[Any]) -> list[Owed]:
    """Actions as a day shows them: the same words for several children stand once; no query."""
    found: dict[tuple[str, date | None], Owed] = {}
    for task in tasks:
        one = found.setdefault(
            (task.text, task.due_on), Owed(task.text, task.get_source_display(), task.due_on)
        )
        one.tasks.append(task)
    return list(found.values())


def _day(request: HttpRequest, mine: Work, until: date) -> dict[str, Any]:
    """What the page shows of a worker's children, in the order in which it is read."""
    user = request.user
    every = mine.every
    alive = [row for row in every if not row.child.over]
    family = families([row.child.pk for row in every], user)
    children = {row.child.pk: row.child for row in every}
    read = happened(user, children, until, family, _back_since())
    not_seen = unseen(alive)
    apart = {each.clock.pk for each in not_seen}
    owing = [row for row in mine.owing if not row.child.over]
    due, others = by_family([*alive, *owing], family, until, jobs=jobs_of(request), apart=apart)
    tasks = tasks_of(mine.worker, user, mine.grounds) if mine.worker is not None else []
    going = owed([task for task in tasks if task.child is None or not task.child.over])
    soon = [each for each in going if each.due_on is None or each.due_on <= until]
    return {
        "news": read.news, **_today(read, every, user), "unseen": not_seen,
        "due": due, "others": others,
        "tasks": soon, "later_tasks": [each for each in going if each not in soon],
        "left": [task for task in tasks if task.child is not None and task.child.over],
        "returned": returned(mine.rows, read.returned, [t for t in tasks if t.own]),
        "homes": homes(mine.rows, family), "covered_homes": homes(mine.covered, family),
    }


@dataclass(frozen=True)
class Ready:
    """What a booked visit or meeting still wants: an interpreter, or a chronology up to date."""

    spoken: list[interpreters.Line]
    behind: list[str]


def _today(read: Happened, every: Sequence[Row], user: Any) -> dict[str, Any]:
    """What is booked, with what is known beforehand, and the flags of every child; one query."""
    now_on = [each for each in read.booked if each.on == today()]
    visited = [child.pk for each in now_on for child in each.children]
    met = sorted({child.pk for each in read.booked for child in each.children})
    children = [row.child for row in every]
    lists = [[user.pk], visited, met, [child.pk for child in children]]
    rows = together_of(("my day", declared()), lists, _asks) if children else {}
    known = beforehand(rows)
    return {
        "visits": [(each, known[each.children[0].pk], _ready(each, rows)) for each in now_on],
        "later": [(each, _ready(each, rows)) for each in read.booked if each.on > today()],
        "flags": told_in(rows, children, user),
    }


def _asks(
    reader: Sequence[int], visited: Sequence[int], met: Sequence[int], all_of_them: Sequence[int]
) -> list[Ask]:
    """What is read for it: of those visited today, of those met soon, and flags."""
    booked = [*interpreters.asks(met, reader[0]),
              Ask("weighed", marks(met), ("child_id", "happened_on"))] if met else []
    return [*facts(visited), *booked, *asks(all_of_them)]


def _ready(each: Booked, rows: Mapping[str, Sequence[Sequence[str]]]) -> Ready:
    """What one of them wants, of rows already read."""
    ids, what = [child.pk for child in each.children], books[each.kind].what
    spoken = interpreters.told_in(rows).lines(ids, what, each.on)
    if what != "conference":
        return Ready(spoken, [])
    weighed = {int(row[0]): date.fromisoformat(row[1][:10]) for row in sorted(
        rows.get("weighed", ()), key=lambda row: row[1]
    )}
    last = [weighed.get(pk) for pk in ids]
    return Ready(spoken, list(dict.fromkeys(
        behind_words(day, each.on) for day in last if behind(day, each.on)
    )))


def homes(rows: Iterable[Row], family: dict[int, int]) -> list[list[Row]]:
    """Rows put together by family, in the order of names."""
    found: dict[int, list[Row]] = {}
    for row in sorted(rows, key=lambda row: _by_name(row.child)):
        found.setdefault(family.get(row.child.pk, row.child.pk), []).append(row)
    return list(found.values())


def _by_name(child: Person) -> tuple[str, date, str]:
    return child.family_name, child.born_on or date.max, child.given_names


def _shown(mine: Work, context: dict[str, Any]) -> list[int]:
    """Ids of everybody of whom the page says more than a name."""
    tasks = [task for each in (*context["tasks"], *context["later_tasks"]) for task in each.tasks]
    asked = [task.child_id for task in tasks if task.open_to and task.child_id is not None]
    return [*(row.child.pk for row in (*mine.every, *mine.owing)), *asked]


@permission("caseload.view")
@require_GET
def work(request: HttpRequest) -> HttpResponse:
    """The first page of a social worker's day, in the order in which a day is thought through."""
    mine = work_of(request.user, planned=False)
    until = law.calendar().add(today(), AHEAD_WORKING_DAYS)
    drafts = unfinished(request.user, mine.grounds)
    context: dict[str, Any] = {"work": mine, "until": until, "drafts": drafts}
    if mine.worker is not None:
        context |= _day(request, mine, until)
        noted(request, "my_day", _shown(mine, context), mine.grounds)
    return render(request, "worklists/work.jinja", context)


@permission("caseload.view")
@require_GET
def work_export(request: HttpRequest) -> HttpResponse:
    """My children as a file for a spreadsheet."""
    return exporting.spreadsheet(request, work_of(request.user).every, kind="work", ident=None)
