"""The page of the genogram."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from sightline.access.policy.guard import child_page
from sightline.people.persons.models import Person
from sightline.record.genogram.drawing import drawn
from sightline.record.genogram.family import family


@require_GET
@child_page("child.read")
def genogram(request: HttpRequest, child_id: int) -> HttpResponse:
    """The family of a child, drawn, with the same in a table beside it."""
    child = get_object_or_404(Person, pk=child_id)
    found = family(child, request.user)  # type: ignore[arg-type]
    drawing = drawn(found)
    rows = [
        (
            figure.relative.line.display_name,
            figure.relative.words,
            f"{figure.relative.line.birth}, {figure.relative.line.age}",
            "" if figure.chief else "Yes" if figure.relative.home else "No, or not known",
            figure.relative.responsible,
        )
        for figure in drawing.figures
    ]
    context = {"child": child, "family": found, "drawing": drawing, "rows": rows}
    return render(request, "genogram/genogram.jinja", context)
