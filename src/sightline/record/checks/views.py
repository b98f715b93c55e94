"""The pages of agency checks: who was asked and what came back, and one more asked or answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from sightline.access.policy import visible_children
from sightline.access.policy.guard import child_page
from sightline.base.forms.drawing import draw
from sightline.base.moments import today
from sightline.people.persons.models import Person
from sightline.record.checks import actions
from sightline.record.checks.forms import AnswerForm, AskForm
from sightline.record.checks.models import Asked
from sightline.record.checks.queries import checks_of
from sightline.record.meetings.models import Agency
from sightline.record.spine.errors import RecordError
from sightline.record.spine.models import Event, Step

if TYPE_CHECKING:
    from sightline.access.users.models import User


def _typed(request: HttpRequest) -> Any:
    if request.method == "POST":
        return request.POST
    return request.kept.data if request.kept is not None else None  # type: ignore[attr-defined]


def beside(step: Step, user: Any) -> list[Step]:
    """The same piece of work of the children it began with, whom this person may record for."""
    occasions = Event.objects.standing().filter(
        step=step, occasion__isnull=False
    ).values("occasion_id")
    together = Event.objects.standing().filter(occasion_id__in=occasions).values("step_id")
    steps = Step.objects.open().of(step.process).filter(
        pk__in=together, child_id__in=visible_children(user, permission="journey.record")
    )
    return list(steps.exclude(pk=step.pk).select_related("child").order_by("child__born_on", "pk"))


@child_page("journey.record", refills=True)
def ask(request: HttpRequest, child_id: int, step_id: int) -> HttpResponse:
    """Who was asked what about a child and what came back; others are asked from here."""
    child = get_object_or_404(Person, pk=child_id)
    step = get_object_or_404(Step.objects.standing(), pk=step_id, child_id=child_id)
    others = beside(step, request.user)
    form = AskForm(_typed(request), others=others)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        chosen = {*given.get("together", ())}
        steps = [step, *(other for other in others if other.pk in chosen)]
        try:
            _ask(request, steps, given)
        except RecordError as refused:
            form.add_error(None, str(refused))
        else:
            asked = ", ".join(str(Agency(code).label) for code in given["agencies"])
            messages.success(request, f"Recorded as asked: {asked}.")
            return redirect("checks:ask", child_id, step_id)
    context = {
        "child": child, "step": step, "checks": checks_of([step.pk]).get(step.pk, []),
        "form": draw(form), "open": form.is_bound,
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "checks/ask.jinja", context, status=status)


def _ask(request: HttpRequest, steps: list[Step], given: dict[str, Any]) -> None:
    with transaction.atomic():
        for agency in given["agencies"]:
            actions.ask(
                steps=steps, agency=agency, by=cast("User", request.user),
                on=given["on"] or today(), at=given["at"], whom=given["whom"], what=given["what"],
            )


@child_page("journey.record", refills=True)
def answer(request: HttpRequest, child_id: int, event_id: int) -> HttpResponse:
    """What one agency said of the child it was asked about."""
    child = get_object_or_404(Person, pk=child_id)
    asked = get_object_or_404(
        Asked.objects.standing().select_related("event__step", "event__child"),
        event_id=event_id, event__child_id=child_id,
    )
    form = AnswerForm(_typed(request))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.answer(
                asked=asked, outcome=given["outcome"], by=cast("User", request.user),
                on=given["on"] or today(), at=given["at"], by_whom=given["by_whom"],
                words=given["words"],
            )
        except RecordError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"Recorded: {asked.get_agency_display()} answered.")
            return redirect("checks:ask", child_id, asked.event.step_id)
    context = {"child": child, "asked": asked, "form": draw(form)}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "checks/answer.jinja", context, status=status)
