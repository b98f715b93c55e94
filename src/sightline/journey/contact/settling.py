"""Hand-made pages about one contact: who it is about, and when it was really received."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from sightline.access.policy import visible_children
from sightline.access.policy.guard import child_page
from sightline.base.forms.drawing import DayField, draw
from sightline.base.forms.reading import Unreadable, key, read_time
from sightline.base.moments import now, today
from sightline.journey.contact import actions, queries
from sightline.journey.contact.newcomers import NewcomerForm
from sightline.people.matching.scope import scope_of
from sightline.people.matching.search import find
from sightline.people.persons.models import Person
from sightline.record.spine.errors import RecordError
from sightline.record.spine.models import Step

if TYPE_CHECKING:
    from sightline.access.users.models import User


class ReceiptForm(forms.Form):
    """When a contact was really received, and why the record said otherwise."""

    on = DayField(label="On which day was it received?")
    time = forms.CharField(label="At what time?", max_length=10, required=False)
    reason = forms.CharField(
        label="Why is this being changed?", widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The head of service sees every change, with your name and this reason.",
    )

    def clean_on(self) -> Any:
        """A day that has come."""
        on = self.cleaned_data["on"]
        if on is not None and on > today():
            raise forms.ValidationError("This day is in the future. Give the day it reached us.")
        return on

    def clean_time(self) -> Any:
        """A time of day, or none."""
        text = self.cleaned_data["time"].strip()
        try:
            return read_time(text) if text else None
        except Unreadable as unreadable:
            raise forms.ValidationError(str(unreadable)) from None


def _user(request: HttpRequest) -> User:
    return cast("User", request.user)


def contact_of(child_id: int, step_id: int) -> Step:
    steps = Step.objects.standing().of("contact").select_related("child__authority", "led_from")
    return get_object_or_404(steps, pk=step_id, child_id=child_id)


@require_http_methods(["GET", "POST"])
@child_page("journey.record")
def identify(request: HttpRequest, child_id: int, step_id: int) -> HttpResponse:
    """Who the unnamed person is: somebody known already, or a name for their own record."""
    step = contact_of(child_id, step_id)
    child = cast("Person", step.child)
    form = NewcomerForm("child", request.POST if request.POST.get("do") == "name" else {}, "who")
    wrong = ""
    if request.method == "POST":
        try:
            if (settled := _settle(request, step, form)) is not None:
                return settled
        except RecordError as refused:
            wrong = str(refused)
    sought = request.GET.get("q", "").strip()
    found = None
    if sought:
        found = find(_user(request), sought, authority_id=step.authority_id, where="a contact")
    context = {
        "step": step, "child": child, "questions": draw(form), "sought": sought, "found": found,
        "part": queries.child_part(step), "headline": queries.headline(step), "wrong": wrong,
    }
    return render(request, "contact/identify.jinja", context, status=422 if wrong else 200)


def _settle(request: HttpRequest, step: Step, form: NewcomerForm) -> HttpResponse | None:
    verb, _, number = request.POST.get("do", "").partition(":")
    by = _user(request)
    if verb == "add" and key(number) is not None:
        reach = scope_of(by, step.authority_id).q()
        known = get_object_or_404(Person.objects.filter(reach), pk=key(number))
        actions.match(step=step, known=known, by=by, on=today(), at=now().time())
        messages.success(
            request, f"The contact stands on the record of {known.display_name}, from the moment "
            "it was received.",
        )
        return redirect("contact:find")
    if not form.is_valid():
        return None
    new = form.new()
    if not (new.given or new.family):
        raise RecordError("Give a name, or search for somebody who is known already.")
    actions.identify(
        step=step, given=new.given, family=new.family, born_on=new.born_on, sex=new.sex, by=by,
        on=today(), at=now().time(),
    )
    messages.success(request, "Named. Everything told about them stands as it was.")
    return redirect("pages:step", step.child_id, step.pk)


@require_http_methods(["GET", "POST"])
@child_page("journey.correct")
def receipt(request: HttpRequest, child_id: int, step_id: int) -> HttpResponse:
    """Change when a contact was received: for everybody it was about, with a reason."""
    step = contact_of(child_id, step_id)
    received = queries.received(step)
    form = ReceiptForm(request.POST if request.method == "POST" else None)
    wrong = ""
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_receipt(
                step=step, on=form.cleaned_data["on"], at=form.cleaned_data["time"],
                reason=form.cleaned_data["reason"], by=_user(request),
            )
        except RecordError as refused:
            wrong = str(refused)
        else:
            messages.success(
                request, "Changed, for this child, for those told of with them whose records you "
                "may put right, and for what it led to.",
            )
            return redirect("pages:step", child_id, step_id)
    context = {
        "step": step, "child": step.child, "received": received, "questions": draw(form),
        "together": queries.siblings_of(step).select_related("child").exclude(pk=step.pk)
        .filter(child_id__in=visible_children(_user(request))),
        "wrong": wrong,
    }
    status = 422 if wrong or (form.is_bound and form.errors) else 200
    return render(request, "contact/receipt.jinja", context, status=status)
