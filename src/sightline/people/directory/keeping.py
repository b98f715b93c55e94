"""The pages on which it is said what must be kept from whom, and who must keep away."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from sightline.access.policy.guard import child_page
from sightline.base.forms.drawing import DayField, draw
from sightline.base.forms.reading import key
from sightline.people.directory.relatives import adults, family_of
from sightline.people.persons.given import FactRefused
from sightline.people.persons.person import Person
from sightline.people.persons.summary import line_of
from sightline.people.relationships import actions
from sightline.people.relationships.models import ContactLimit, Withheld

NAMED = "Somebody else: give the name below"


class KeepForm(forms.Form):
    """Whom it is about, from whom, from which day."""

    #: the question for the other person
    whom = "Which person?"
    about = forms.ChoiceField(label="Whom is it about?")
    other = forms.ChoiceField(label="Which person?", required=False)
    name = forms.CharField(label="Their name, if they are not in the list", required=False,
                           max_length=120)
    on = DayField(label="From which day?", required=False,
                  help_text="Leave empty if this is not known")

    def __init__(self, *args: Any, about: Any, others: Any, **kwargs: Any) -> None:
        """Offer the child and the grown-ups of the family, as the reader may see them."""
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = about  # type: ignore[attr-defined]
        self.fields["other"].choices = [("", NAMED), *others]  # type: ignore[attr-defined]
        self.fields["other"].label = self.whom

    def clean(self) -> dict[str, Any]:
        """One other person, who is not the one it is about."""
        data = super().clean() or {}
        if bool(data.get("other")) == bool(data.get("name", "").strip()):
            self.add_error("other", "Choose one person, or give one name.")
        if data.get("other") and data.get("other") == data.get("about"):
            self.add_error("other", "This is the person it is about. Choose another.")
        return data


class WithholdForm(KeepForm):
    """Where or how somebody is found is kept from a named person."""

    whom = "From whom is it kept?"
    what = forms.MultipleChoiceField(
        label="What must they not be told?", choices=Withheld.What,
        widget=forms.CheckboxSelectMultiple,
    )
    reason = forms.CharField(
        label="Why?", max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )
    field_order = ("about", "what", "other", "name", "reason", "on")


class LimitForm(KeepForm):
    """Somebody is to keep away from a person."""

    whom = "Who must keep away?"
    kind = forms.ChoiceField(
        label="What is it?", choices=ContactLimit.Kind, widget=forms.RadioSelect
    )
    detail = forms.CharField(label="What does it say?", max_length=300, required=False,
                             widget=forms.Textarea(attrs={"rows": 3}))
    until_on = DayField(label="Until which day?", required=False,
                        help_text="Leave empty if it has no end")
    field_order = ("about", "kind", "other", "name", "detail", "on", "until_on")


@child_page("person.record", refills=True)
def withhold(request: HttpRequest, child_id: int) -> HttpResponse:
    """Keep where or how somebody of the family is found from a named person."""
    return _page(
        request, child_id, WithholdForm, "Keep an address, telephone or school from somebody",
        "No document made here for that person says it, and no text that gives it away is "
        "printed for them.", _withhold,
    )


@child_page("person.record", refills=True)
def limit(request: HttpRequest, child_id: int) -> HttpResponse:
    """Record that somebody must keep away, by an order or by what was agreed."""
    return _page(
        request, child_id, LimitForm, "Record no contact or a protective order",
        "Whoever makes a document for that person is told of it first.", _limit,
    )


def _withhold(person: Person, other: Person | None, by: Any, told: dict[str, Any]) -> None:
    for what in told["what"]:
        actions.withhold(
            person=person, what=what, by=by, on=told["on"], from_person=other,
            from_name=told["name"], reason=told["reason"],
        )


def _limit(person: Person, other: Person | None, by: Any, told: dict[str, Any]) -> None:
    actions.limit_contact(
        person=person, kind=told["kind"], by=by, on=told["on"], other=other,
        other_name=told["name"], detail=told["detail"], until_on=told["until_on"],
    )


def _page(
    request: HttpRequest, child_id: int, kind: Any, title: str, intro: str, save: Any
) -> HttpResponse:
    child = get_object_or_404(Person, pk=child_id)
    family = [one.other for one in family_of(request.user, child)[0]]
    grown = adults(child_id, family)
    others = [(line.id, line.display_name) for line in family]
    about = [(child.pk, child.display_name), *(o for o in others if o[0] in grown)]
    kept = getattr(request, "kept", None)
    typed = request.POST if request.method == "POST" else kept.data if kept else None
    form = kind(typed, about=about, others=others)
    back = redirect("person", child_id=child_id)
    if request.method == "POST" and form.is_valid():
        told = dict(form.cleaned_data)
        people = Person.objects.in_bulk([key(told["about"]), key(told["other"])])
        try:
            save(people[key(told["about"])], people.get(key(told["other"])), request.user, told)
        except FactRefused as refused:
            form.add_error(None, str(refused))
        else:
            return back
    context = {
        "form": draw(form), "title": title, "line": line_of(child), "back": back["Location"],
        "intro": intro,
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "directory/form.jinja", context, status=status)
