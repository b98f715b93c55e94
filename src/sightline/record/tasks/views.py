"""One task about a child: said to be done, checked by another, given another day, called off."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from sightline.access.policy.guard import child_page
from sightline.base.forms.drawing import draw
from sightline.base.moments import today
from sightline.record.spine.errors import RecordError
from sightline.record.tasks import actions
from sightline.record.tasks.forms import (
    SATISFIED,
    AnotherDayForm,
    CallOffForm,
    CheckForm,
    DoneForm,
)
from sightline.record.tasks.models import Task

if TYPE_CHECKING:
    from sightline.access.users.models import User

Given = Mapping[str, Any]
TASKS = Task.objects.select_related(
    "child", "step", "owner_worker", "owner_team", "given_by", "done_by", "checked_by"
)


@dataclass(frozen=True, slots=True)
class Way:
    """One thing that may be done with a task: its questions, its button, and what does it."""

    key: str
    title: str
    button: str
    said: str
    form: type[forms.Form]
    act: Callable[[Task, User, Given], Task]


WAYS = {
    way.key: way
    for way in (
        Way("done", "It has been done", "Record that it is done", "Recorded as done.", DoneForm,
            lambda task, by, given: actions.finish(
                task=task, by=by, on=given["on"] or today(), evidence=given["words"])),
        Way("check", "Check it", "Record the check", "Recorded.", CheckForm,
            lambda task, by, given: actions.check(
                task=task, by=by, on=today(), satisfied=given["satisfied"] == SATISFIED,
                words=given["words"])),
        Way("redate", "It needs another day", "Change the day", "The day is changed.",
            AnotherDayForm,
            lambda task, by, given: actions.redate(
                task=task, by=by, on=today(), due_on=given["due_on"], words=given["words"])),
        Way("cancel", "It is no longer wanted", "Call it off", "Called off.", CallOffForm,
            lambda task, by, given: actions.cancel(
                task=task, by=by, on=today(), words=given["words"])),
    )
}


def ways_open(task: Task, user: User) -> list[Way]:
    """What this person may do with the task as it is.

    A date is moved, and a task called off, by whoever gave it or a manager: never by the one
    who was to do it alone.
    """
    if task.state == Task.State.DONE and task.needs_check:
        return [] if actions.why_not_checker(task, user) else [WAYS["check"]]
    if task.state != Task.State.OPEN:
        return []
    gave_it = task.given_by_id == user.pk
    if gave_it or user.may("journey.authorise", task.authority_id):
        return [WAYS["done"], WAYS["redate"], WAYS["cancel"]]
    return [WAYS["done"]]


def _back(task: Task) -> str:
    if task.step_id is not None:
        return reverse("pages:step", args=[task.child_id, task.step_id])
    return reverse("child", args=[task.child_id])


@require_http_methods(["GET", "POST"])
@child_page("journey.record", refills=True)
def task(request: HttpRequest, child_id: int, task_id: int) -> HttpResponse:
    """What is to be done, by whom and by when, its history, and what may be done with it."""
    found = get_object_or_404(TASKS, pk=task_id, child_id=child_id)
    user = cast("User", request.user)
    kept = getattr(request, "kept", None)
    typed = request.POST if request.method == "POST" else kept.data if kept else None
    pressed = typed.get("way", "") if typed is not None else ""
    drawn, status = [], 200
    for way in ways_open(found, user):
        form = way.form(
            typed if pressed == way.key else None, prefix=way.key, initial={"on": today()}
        )
        if request.method == "POST" and pressed == way.key:
            if form.is_valid() and _done(request, found, way, form):
                return redirect(_back(found))
            status = 422
        drawn.append((way, draw(form)))
    if request.method == "POST" and status == 200:
        messages.info(request, "Somebody has dealt with this task already.")
        return redirect("tasks:task", child_id, task_id)
    context = {
        "task": found, "child": found.child, "ways": drawn, "back": _back(found),
        "pressed": pressed, "history": found.history.select_related("recorded_by"),
    }
    return render(request, "tasks/task.jinja", context, status=status)


def _done(request: HttpRequest, found: Task, way: Way, form: forms.Form) -> bool:
    try:
        way.act(found, cast("User", request.user), form.cleaned_data)
    except RecordError as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, way.said)
    return True
