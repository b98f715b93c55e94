"""What duty is to do for children whom nobody is working with, child by child, while it lasts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, cast

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from sightline.access.policy.guard import child_page
from sightline.access.policy.here import holds
from sightline.access.policy.noting import noted
from sightline.base.forms.drawing import DayField, draw
from sightline.base.moments import at, london, now, today
from sightline.oversight.worklists.board import board
from sightline.oversight.worklists.teams import team_here, team_page
from sightline.oversight.worklists.waiting import Waits, without_worker
from sightline.people.persons.models import Person
from sightline.people.workforce.models import Team
from sightline.record.allocation.models import DutyTurn
from sightline.record.spine.errors import RecordError
from sightline.record.spine.models import Step
from sightline.record.tasks import actions as tasks
from sightline.record.tasks.models import Task, TaskSource

if TYPE_CHECKING:
    from sightline.access.users.models import User
    from sightline.oversight.worklists.board import Board


@dataclass
class Gap:
    """One child with nobody at work: the wait, what duty is to do meanwhile, and what it did."""

    waits: Waits
    to_do: list[Task] = field(default_factory=list)
    done: list[Task] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        """Whether nobody has said what duty is to do."""
        return not (self.to_do or self.done)


def uncovered(shown: Board) -> list[Waits]:
    """Those whose worker is away while nobody covers, and what was said of the risk since."""
    found = []
    for row in shown.rows:
        away = shown.away.get(row.worker.pk) if row.worker is not None else None
        if away is None or away.covered_by or without_worker(row):
            continue
        since = at(away.since_on) if away.since_on is not None else now()
        said = shown.considered(row)
        if said is not None and london(since).date() > said.happened_on:
            said = None
        found.append(Waits(
            row, since, f"{row.worker} is away and nobody covers",
            said.risk or "" if said is not None else "",
            said.happened_on if said is not None else None,
        ))
    return found


def gaps(shown: Board) -> list[Gap]:
    """Each child nobody is working with, the longest first, with what duty does; one query.

    A child whose worker is there again stands last while duty has something left to do.
    """
    waiting = sorted([*shown.waiting, *uncovered(shown)], key=lambda each: each.since)
    rows = {row.child.pk: row for row in shown.rows}
    told = Task.objects.filter(source=TaskSource.DUTY, child_id__in=rows).exclude(
        state=Task.State.CANCELLED
    )
    given: dict[int, list[Task]] = defaultdict(list)
    for task in told.select_related("owner_worker", "owner_team", "done_by").by_due():
        given[task.child_id or 0].append(task)
    held = {each.row.child.pk for each in waiting}
    waiting += [
        Waits(rows[child], now(), f"{rows[child].worker} is there again")
        for child, tasks_of in given.items() if child not in held and any(
            task.state == Task.State.OPEN and task.owner_worker_id is None
            for task in tasks_of
        )
    ]
    found = []
    for each in waiting:
        gap = Gap(each)
        for task in given[each.row.child.pk]:
            if task.state == Task.State.OPEN:
                gap.to_do.append(task)
            elif task.done_on is not None and task.done_on >= london(each.since).date():
                gap.done.append(task)
        found.append(gap)
    return found


class DutyForm(forms.Form):
    """What duty is to do for a child, and by when."""

    text = forms.CharField(
        label="What is duty to do?", widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One thing: a call, a visit, a letter. Say for whom and where.",
    )
    due_on = DayField(label="By when?", required=False)


@team_page
@require_GET
def duty(request: HttpRequest, team_id: int) -> HttpResponse:
    """The team's duty list: each child nobody is working with, the longest waiting first."""
    team = team_here(request, team_id)
    shown = board(team, request.user)
    found = gaps(shown)
    noted(request, "duty", [gap.waits.row.child.pk for gap in found], shown.grounds)
    context = {
        "team": team, "gaps": found, "shut": shown.shut,
        "on_duty": DutyTurn.objects.at(now()).filter(team=team).select_related("worker"),
        "to_do": sum(len(gap.to_do) for gap in found),
        "may_record": holds(request, "journey.record"),
        "may_decide": holds(request, "allocation.decide"),
    }
    return render(request, "worklists/duty.jinja", context)


@require_http_methods(["GET", "POST"])
@child_page("journey.record", refills=True)
def duty_task(request: HttpRequest, child_id: int) -> HttpResponse:
    """One more thing for duty to do for a child; a child who has a worker has that worker's."""
    child = get_object_or_404(Person, pk=child_id)
    held = _held(child_id)
    kept = getattr(request, "kept", None)
    typed = request.POST if request.method == "POST" else kept.data if kept else None
    form = DutyForm(typed, initial={"due_on": today()})
    if request.method == "POST" and form.is_valid() and held is not None:
        try:
            _give(child, held, cast("User", request.user), **form.cleaned_data)
        except RecordError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"Duty is asked to do it for {child.display_name}.")
            return redirect(_back(held))
    words = "" if held is not None else "No team holds this child’s open work, so no duty answers."
    context = {
        "child": child, "form": draw(form), "title": "Something for duty to do", "words": words,
        "button": "Ask duty to do it", "back_words": "What duty is to do",
        "back": _back(held) if held is not None else reverse("child", args=[child_id]),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "allocation/form.jinja", context, status=status)


def _held(child_id: int) -> Step | None:
    """The open work whose team's duty answers: that without a worker before the rest."""
    steps = Step.objects.open().filter(Q(owner_team__isnull=False), child_id=child_id)
    return steps.select_related("owner_team", "owner_worker").order_by(
        "owner_worker", "-opened_on", "-pk"
    ).first()


def _back(held: Step) -> str:
    team = cast("Team", held.owner_team)
    return reverse("worklists:duty", args=[team.pk])


def _give(child: Person, held: Step, by: User, *, text: str, due_on: date | None) -> Task:
    return tasks.give(
        text=text, due_on=due_on, by=by, owner_team=held.owner_team, child=child, step=held,
        source=TaskSource.DUTY,
    )
