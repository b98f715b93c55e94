"""One form on a page of its own: what was typed, now or before the session ended, and the page."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from sightline.base.forms.drawing import draw
from sightline.people.persons.person import Person
from sightline.people.persons.summary import line_of


def typed(request: HttpRequest) -> Any:
    """What was typed now, or before the session ended; nothing when a page is first opened."""
    if request.method == "POST":
        return request.POST
    kept = getattr(request, "kept", None)
    return kept.data if kept is not None else None


def asked(
    request: HttpRequest,
    form: forms.Form,
    title: str,
    person: Person,
    back: str,
    intro: str = "",
) -> HttpResponse:
    """The page that asks; `back` is the name of a page of the same person."""
    context = {
        "form": draw(form),
        "title": title,
        "line": line_of(person),
        "back": reverse(back, kwargs={"child_id": person.pk}),
        "intro": intro,
    }
    return render(request, "directory/form.jinja", context)
