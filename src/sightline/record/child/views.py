"""The child's page, the same on paper, what is to be put right, and who has looked."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from sightline.access.audit.looked import who_has_looked
from sightline.access.policy.guard import child_page
from sightline.base.components.navigation import holds
from sightline.base.documents import html, pdf
from sightline.kernel.register import processes
from sightline.people.matching.merged import merges_of
from sightline.people.persons.models import Person
from sightline.record.child.printed import document
from sightline.record.child.putting_right import put_right
from sightline.record.child.situation import situation

CHILDREN = Person.objects.select_related("authority")


def _context(request: HttpRequest, child_id: int) -> dict[str, Any]:
    child = get_object_or_404(CHILDREN, pk=child_id)
    return {
        "child": child, "now_is": situation(child, request.user), "processes": processes,
        "may_record": holds(request, "journey.record"), "may_audit": holds(request, "audit.view"),
    }


@require_GET
@child_page("child.read")
def child(request: HttpRequest, child_id: int) -> HttpResponse:
    """One child: the situation now, the journey so far, and what happened last."""
    return render(request, "child/child.jinja", _context(request, child_id))


@require_GET
@child_page("child.read")
def situation_now(request: HttpRequest, child_id: int) -> HttpResponse:
    """The situation now as it will be printed, with what was left out and why."""
    context = _context(request, child_id)
    made = document(context["now_is"], request.user)
    return render(
        request, "child/paper.jinja", {**context, "document": made, "paper": html(made)}
    )


@require_GET
@child_page("child.read")
def situation_pdf(request: HttpRequest, child_id: int) -> HttpResponse:
    """The same as a PDF of one side."""
    found = get_object_or_404(CHILDREN, pk=child_id)
    made = document(situation(found, request.user), request.user)
    answer = HttpResponse(pdf(made), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="situation-{found.ref or found.pk}.pdf"'
    return answer


@require_GET
@child_page("child.read")
def to_put_right(request: HttpRequest, child_id: int) -> HttpResponse:
    """What is not as it should be, to do, and unfinished: a page, or a part of the child's page."""
    found = get_object_or_404(CHILDREN, pk=child_id)
    part = request.headers.get("HX-Request") == "true"
    template = "child/_put_right.jinja" if part else "child/put_right.jinja"
    return render(request, template, {"child": found, "found": put_right(found)})


@require_GET
@child_page("child.read")
def journey(request: HttpRequest, child_id: int) -> HttpResponse:
    """The journey drawn as lanes with its table, and every piece of work, open and closed."""
    return render(request, "child/journey.jinja", _context(request, child_id))


@require_GET
@child_page("audit.view")
def looked(request: HttpRequest, child_id: int) -> HttpResponse:
    """Who has opened this child's record, when, and on what ground."""
    found = get_object_or_404(Person, pk=child_id)
    doubles = [one.person_id for one in merges_of(child_id) if one.parted_at is None]
    context = {"child": found, "entries": who_has_looked(child_id, also=doubles)}
    return render(request, "child/looked.jinja", context)
