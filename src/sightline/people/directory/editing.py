"""The pages on which a person's facts and relationships are told, ended and put right."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from sightline.access.policy.guard import child_page
from sightline.base.forms.advising import Answers, advice_on
from sightline.base.forms.drawing import DayField, draw
from sightline.base.forms.reading import key
from sightline.people.directory.asking import typed
from sightline.people.directory.forms import PutRightForm
from sightline.people.directory.held import ROWS, shown_rows
from sightline.people.directory.relatives import family_of, relative_of
from sightline.people.directory.sections import OF_RELATIVES, SECTIONS
from sightline.people.matching.scope import scope_of
from sightline.people.matching.search import find
from sightline.people.persons import actions
from sightline.people.persons.given import FactRefused
from sightline.people.persons.person import Person
from sightline.people.persons.summary import line_of
from sightline.people.relationships.actions import (
    end_keeping,
    end_relationship,
    relate,
    withdraw_keeping,
    withdraw_relationship,
)
from sightline.people.relationships.kinds import choices
from sightline.people.relationships.models import (
    ContactLimit,
    ParentalResponsibility,
    Relationship,
    Withheld,
)
from sightline.people.restriction.barrier import split


@child_page("person.record", refills=True)
def add(request: HttpRequest, child_id: int, section: str) -> HttpResponse:
    """A fact of one kind is told about a child."""
    child = get_object_or_404(Person, pk=child_id)
    return _told(request, child, section, back=redirect("person", child_id=child_id))


@child_page("person.record", refills=True)
def add_of_relative(
    request: HttpRequest, child_id: int, person_id: int, section: str
) -> HttpResponse:
    """A fact of one kind is told about an adult of the child's family."""
    if section not in OF_RELATIVES:
        raise Http404("That is not told of an adult.")
    person = relative_of(request.user, child_id, person_id)
    back = redirect("person_relative", child_id=child_id, person_id=person_id)
    return _told(request, person, section, back=back)


def _told(request: HttpRequest, person: Person, key: str, *, back: HttpResponse) -> HttpResponse:
    section = SECTIONS.get(key)
    if section is None:
        raise Http404("There is no such section.")
    form = section.form(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            section.save(person, request.user, dict(form.cleaned_data))
        except FactRefused as refused:
            form.add_error(None, str(refused))
        else:
            _advise(request, person, key)
            return back
    return _form(request, form, section.title, person, back, section.intro)


def _advise(request: HttpRequest, person: Person, key: str) -> None:
    """Say what seems wrong with a fact that has just been told; it stands all the same."""
    answers = Answers(f"person.{key}", [person.pk], {}, frozenset(), finished=True)
    for each in advice_on(answers):
        messages.warning(request, f"Look at this again: {each.words} {each.mend}")


class RelateForm(forms.Form):
    """What somebody is to the child."""

    kind = forms.ChoiceField(label="They are the child's", choices=choices)
    on = DayField(label="From", required=False, help_text="Leave empty if this is not known")
    responsibility = forms.ChoiceField(
        label="Parental responsibility",
        choices=[("", "None, or not known"), *ParentalResponsibility.Basis.choices],
        required=False,
    )
    note = forms.CharField(label="Note", max_length=200, required=False)


@child_page("person.record", refills=True)
def relate_to(request: HttpRequest, child_id: int) -> HttpResponse:
    """Somebody already recorded is found, and said to be of the child's family."""
    child = get_object_or_404(Person, pk=child_id)
    other = _found(request, child)
    if other is None:
        text = request.GET.get("q", "").strip()
        found = find(request.user, text, authority_id=child.authority_id) if text else None
        context = {"person": child, "line": line_of(child), "text": text, "found": found}
        return render(request, "directory/relate.jinja", context)
    form = RelateForm(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            relate(person=child, other=other, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]
        except FactRefused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("person", child_id=child_id)
    title = f"What is {other.display_name} to {child.display_name}?"
    return _form(request, form, title, child, redirect("person", child_id=child_id), "")


def _found(request: HttpRequest, child: Person) -> Person | None:
    """The other person, if the searcher may find them."""
    number = key(request.GET.get("other"))
    if number is None or number == child.pk:
        return None
    scope = scope_of(request.user, child.authority_id)
    return get_object_or_404(Person.objects.filter(scope.q()), pk=number)


@child_page("person.record", refills=True)
def put_right(request: HttpRequest, child_id: int, kind: str, row_id: int) -> HttpResponse:
    """A fact or a relationship of the child is over, or was recorded by mistake."""
    child = get_object_or_404(Person, pk=child_id)
    row = _row(request.user, kind, child_id, row_id)
    form = PutRightForm(typed(request))
    back = redirect("person", child_id=child_id)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            _right(row, told, request.user)
        except FactRefused as refused:
            form.add_error(None, str(refused))
        else:
            return back
    return _form(request, form, "End or put right", child, back, "")


def _right(row: Any, told: dict[str, Any], by: Any) -> None:
    end, withdraw = _verbs(row)
    if told["how"] == "ended":
        end(row=row, by=by, on=told["on"])
    else:
        withdraw(row=row, by=by, reason=told["reason"])


def _verbs(row: Any) -> tuple[Any, Any]:
    """How a row of this kind is ended, and how it is withdrawn."""
    if isinstance(row, Relationship):
        return end_relationship, withdraw_relationship
    if isinstance(row, Withheld | ContactLimit):
        return end_keeping, withdraw_keeping
    return actions.end_fact, actions.withdraw_fact


def _row(user: Any, kind: str, child_id: int, row_id: int) -> Any:
    if kind == "relationship":
        rows = Relationship.objects.standing()
        mine = rows.filter(person_id=child_id) | rows.filter(other_id=child_id)
        tie = get_object_or_404(mine, pk=row_id)
        # a tie to somebody whom the page of the family does not name is not there by number either
        ends = {tie.person_id, tie.other_id}
        if split(user, ends - {child_id})[0] != ends - {child_id}:
            raise Http404("There is no such relationship.")
        return tie
    if kind in KEPT:
        near = {child_id} | {one.other.id for one in family_of(user, _child(child_id))[0]}
        # a row that names somebody hidden from this reader is not there by number either
        row = get_object_or_404(KEPT[kind].objects.standing(), pk=row_id, person_id__in=near)
        other = getattr(row, "from_person_id", None) or getattr(row, "other_id", None)
        if other is not None and other not in split(user, {other})[0]:
            raise Http404("There is no such row.")
        return row
    if kind not in ROWS:
        raise Http404("There is no such kind of fact.")
    return get_object_or_404(shown_rows(kind, user, _child(child_id)), pk=row_id)


#: What is kept from people, by the word in the address.
KEPT: dict[str, Any] = {"withheld": Withheld, "limit": ContactLimit}


def _child(child_id: int) -> Person:
    return get_object_or_404(Person, pk=child_id)


def _form(
    request: HttpRequest,
    form: forms.Form,
    title: str,
    person: Person,
    back: HttpResponse,
    intro: str,
) -> HttpResponse:
    context = {
        "form": draw(form),
        "title": title,
        "line": line_of(person),
        "back": back["Location"],
        "intro": intro,
    }
    return render(request, "directory/form.jinja", context)
