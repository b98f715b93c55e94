"""The page on which a person is looked for."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sightline.access.policy.guard import permission
from sightline.people.matching.search import find


@permission("person.find")
def search(request: HttpRequest) -> HttpResponse:
    """Who answers to what was typed; the list alone when the page asks for it while typing."""
    text = request.GET.get("q", "").strip()
    found = find(request.user, text) if text else None
    part = request.headers.get("HX-Request") == "true"
    template = "directory/_found.jinja" if part else "directory/search.jinja"
    return render(request, template, {"text": text, "found": found})
