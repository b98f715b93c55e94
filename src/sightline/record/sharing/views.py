"""The pages of sharing: what each parent has of it, why one has not, what they say to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from sightline.access.policy.guard import child_page
from sightline.base.forms.drawing import draw
from sightline.base.moments import today
from sightline.people.persons.models import Person
from sightline.record.sharing import actions
from sightline.record.sharing.forms import AnswerForm, RemarkForm, WithholdForm
from sightline.record.sharing.kinds import Owed, owed
from sightline.record.sharing.models import Remark
from sightline.record.sharing.queries import parents, sharing_of
from sightline.record.spine.deadlines import deadline
from sightline.record.spine.errors import RecordError
from sightline.record.spine.models import Step

if TYPE_CHECKING:
    from sightline.access.users.models import User


def _step(child_id: int, step_id: int) -> tuple[Step, Owed]:
    rows = Step.objects.standing().select_related("child__authority", "owner_worker", "owner_team")
    step = get_object_or_404(rows, pk=step_id, child_id=child_id)
    kind = owed.get(step.process)
    if kind is None:
        raise Http404("Nothing of this work is owed to parents.")
    return step, kind


def _parent(step: Step, person_id: int, user: User) -> Person:
    if person_id not in {one.person_id for one in parents(step, user)}:
        raise Http404("That is not a parent of this child of whom you may know.")
    return Person.objects.get(pk=person_id)


def _typed(request: HttpRequest) -> Any:
    if request.method == "POST":
        return request.POST
    return request.kept.data if request.kept is not None else None  # type: ignore[attr-defined]


@require_GET
@child_page("child.read")
def sharing(request: HttpRequest, child_id: int, step_id: int) -> HttpResponse:
    """Each parent: when they were sent it, or why not, what they said and were answered."""
    step, kind = _step(child_id, step_id)
    shared = sharing_of(step, cast("User", request.user), kind.sent_by)
    clock = step.clocks.filter(key=kind.clock).select_related("step").order_by("-pk").first()
    context = {
        "step": step, "child": step.child, "kind": kind, "shared": shared,
        "deadline": deadline(clock) if clock is not None else None,
    }
    return render(request, "sharing/sharing.jinja", context)


def _asked(
    request: HttpRequest, form: Form, step: Step, title: str, button: str, **more: Any
) -> HttpResponse:
    context = {"form": draw(form), "step": step, "child": step.child, "title": title,
               "button": button, **more}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "sharing/ask.jinja", context, status=status)


@child_page("journey.authorise", refills=True)
def withhold(request: HttpRequest, child_id: int, step_id: int, person_id: int) -> HttpResponse:
    """A manager decides that one parent is not sent it."""
    step, _ = _step(child_id, step_id)
    by = cast("User", request.user)
    person = _parent(step, person_id, by)
    form = WithholdForm(_typed(request))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.withhold(step=step, person=person, reason=given["reason"], by=by,
                         on=given["on"] or today())
        messages.success(request, f"Recorded: it is not sent to {person.display_name}.")
        return redirect("sharing:sharing", child_id, step_id)
    return _asked(request, form, step, f"Not send it to {person.display_name}", "Record this")


@child_page("journey.record", refills=True)
def remark(request: HttpRequest, child_id: int, step_id: int, person_id: int) -> HttpResponse:
    """What one parent says of it."""
    step, _ = _step(child_id, step_id)
    by = cast("User", request.user)
    person = _parent(step, person_id, by)
    form = RemarkForm(_typed(request))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.remark(step=step, person=person, wish=given["wish"], words=given["words"],
                       by=by, on=given["on"] or today())
        messages.success(request, f"Recorded what {person.display_name} said.")
        return redirect("sharing:sharing", child_id, step_id)
    return _asked(request, form, step, f"What {person.display_name} says of it", "Record it")


@child_page("journey.record", refills=True)
def answer(request: HttpRequest, child_id: int, event_id: int) -> HttpResponse:
    """What one parent was answered."""
    found = get_object_or_404(
        Remark.objects.standing().select_related("event__step", "event__child", "person"),
        event_id=event_id, event__child_id=child_id,
    )
    step, _ = _step(child_id, found.event.step_id)
    _parent(step, found.person_id, cast("User", request.user))
    form = AnswerForm(_typed(request))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.answer(remark=found, reply=given["reply"], words=given["words"],
                           by=cast("User", request.user), on=given["on"] or today())
        except RecordError as wrong:
            form.add_error(None, str(wrong))
        else:
            messages.success(request, f"Recorded: {found.person.display_name} was answered.")
            return redirect("sharing:sharing", child_id, step.pk)
    return _asked(request, form, step, f"Answer {found.person.display_name}",
                  "Record the answer", said=found)
