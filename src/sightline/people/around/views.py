"""The pages of the professionals around a person, and of the organisations they work for."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from sightline.access.policy.guard import child_page, permission
from sightline.base.forms.drawing import draw
from sightline.base.moments import today
from sightline.base.numbers import key
from sightline.people.around import actions
from sightline.people.around.forms import AroundForm, ClosingForm, OrganisationForm
from sightline.people.around.lookups import around
from sightline.people.around.models import AroundPerson, Service, State
from sightline.people.directory.asking import asked, typed
from sightline.people.directory.forms import PutRightForm
from sightline.people.organisations.actions import (
    close_organisation,
    enter_organisation,
    enter_professional,
)
from sightline.people.organisations.models import Organisation, Professional
from sightline.people.persons.given import FactRefused
from sightline.people.persons.person import Person
from sightline.people.persons.summary import line_of

#: The kinds of organisation that each service belongs to; every kind where none is named.
KINDS = {
    "gp": ["gp"], "health_visitor": ["community_health"], "school_nurse": ["community_health"],
    "midwife": ["hospital", "community_health"], "school": ["school", "college"],
    "nursery": ["nursery"], "paediatrician": ["hospital", "community_health"],
    "child_mental_health": ["mental_health"], "adult_mental_health": ["mental_health"],
    "police": ["police"], "probation": ["probation"], "housing": ["housing", "authority"],
}
NEW_KIND = {service: kinds[0] for service, kinds in KINDS.items()}


@require_GET
@child_page("child.read")
def professionals(request: HttpRequest, child_id: int) -> HttpResponse:
    """Every service around a child, with who it is and how they are reached."""
    child = get_object_or_404(Person, pk=child_id)
    context = {"person": child, "line": line_of(child), "rows": around(child_id)}
    return render(request, "around/professionals.jinja", context)


@child_page("person.record", refills=True)
def say(request: HttpRequest, child_id: int, service: str) -> HttpResponse:
    """Say of one service whether it is involved, who it is, and how that is known."""
    child = get_object_or_404(Person, pk=child_id)
    if service not in Service.values:
        raise Http404("There is no such service.")
    form = AroundForm(typed(request), organisations=_offered(service))
    if request.method == "POST" and form.is_valid():
        try:
            _say(child, service, form.cleaned_data, request.user)
        except FactRefused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("professionals", child_id=child_id)
    return asked(request, form, str(Service(service).label), child, "professionals")


def _offered(service: str) -> Any:
    rows = Organisation.objects.filter(until_on__isnull=True)
    kinds = KINDS.get(service)
    return rows.filter(kind__in=kinds) if kinds else rows


def _say(child: Person, service: str, told: dict[str, Any], by: Any) -> None:
    on, organisation = told["on"] or today(), None
    involved = told["state"] == State.INVOLVED
    if involved and (number := key(told["organisation"])):
        organisation = get_object_or_404(Organisation, pk=number)
    elif involved and told["new_organisation"].strip():
        kind = NEW_KIND.get(service, Organisation.Kind.OTHER.value)
        name = told["new_organisation"]
        organisation = enter_organisation(name=name, kind=kind, by=by, on=told["on"])
    named = None
    if involved and told["name"].strip():
        named = _known(told, organisation) or enter_professional(
            name=told["name"], organisation=organisation, by=by, on=on,
            role_title=told["role_title"], phone=told["phone"], email=told["email"],
        )
    actions.say_around(
        person=child, service=service, state=told["state"], by=by, on=told["on"],
        organisation=organisation, professional=named, checked_on=told["checked_on"],
        how=told["how"],
    )


def _known(told: dict[str, Any], organisation: Organisation | None) -> Professional | None:
    """The same professional as was entered for another child, with the same number."""
    if organisation is None:
        return None
    return Professional.objects.filter(
        name__iexact=told["name"].strip(), organisation=organisation, until_on__isnull=True,
        role_title=told["role_title"], phone=told["phone"], email=told["email"],
    ).first()


@child_page("person.record", refills=True)
def end(request: HttpRequest, child_id: int, row_id: int) -> HttpResponse:
    """A professional is no longer involved, or was recorded by mistake."""
    child = get_object_or_404(Person, pk=child_id)
    row = get_object_or_404(AroundPerson.objects.standing(), pk=row_id, person_id=child_id)
    form = PutRightForm(typed(request))
    if request.method == "POST" and form.is_valid():
        told: Any = form.cleaned_data
        try:
            if told["how"] == "ended":
                actions.end_around(row=row, by=request.user, on=told["on"])  # type: ignore[arg-type]
            else:
                actions.withdraw_around(
                    row=row, by=request.user, reason=told["reason"],  # type: ignore[arg-type]
                )
        except FactRefused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("professionals", child_id=child_id)
    return asked(request, form, "End or put right", child, "professionals")


@require_GET
@permission("person.find")
def organisations(request: HttpRequest) -> HttpResponse:
    """The organisations that know children, found by name or kind."""
    text, kind = request.GET.get("q", "").strip(), request.GET.get("kind", "")
    rows = Organisation.objects.order_by("until_on", "name")
    if text:
        rows = rows.filter(name__icontains=text)
    if kind in Organisation.Kind.values:
        rows = rows.filter(kind=kind)
    context = {
        "rows": rows[:200], "more": rows.count() > 200, "text": text, "kind": kind,
        "kinds": Organisation.Kind.choices,
    }
    return render(request, "around/organisations.jinja", context)


@permission("person.record", refills=True)
def enter(request: HttpRequest) -> HttpResponse:
    """Enter an organisation that is not known here yet."""
    form = OrganisationForm(typed(request))
    if request.method == "POST" and form.is_valid():
        told = dict(form.cleaned_data)
        enter_organisation(on=told.pop("on"), by=request.user, **told)  # type: ignore[arg-type]
        return redirect("organisations")
    return _form(request, form, "Enter an organisation", "Enter it")


@permission("person.record", refills=True)
def close(request: HttpRequest, body_id: int) -> HttpResponse:
    """Say that an organisation has closed; the children who were there keep it in their past."""
    row = get_object_or_404(Organisation, pk=body_id)
    form = ClosingForm(typed(request))
    if request.method == "POST" and form.is_valid():
        on = form.cleaned_data["on"]
        try:
            close_organisation(organisation=row, by=request.user, on=on)  # type: ignore[arg-type]
        except FactRefused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("organisations")
    return _form(request, form, f"{row.name} has closed", "Close it")


def _form(request: HttpRequest, form: Any, title: str, button: str) -> HttpResponse:
    context = {"form": draw(form), "title": title, "button": button}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "around/form.jinja", context, status=status)
