"""The child's page, the chronology, and who has looked."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from sightline.access.audit.looked import who_has_looked
from sightline.access.policy.guard import child_page
from sightline.base.forms.reading import key
from sightline.kernel.register import processes
from sightline.people.persons.models import Person
from sightline.record.child.situation import situation
from sightline.record.timeline import chronology as timeline


@require_GET
@child_page("child.read")
def child(request: HttpRequest, child_id: int) -> HttpResponse:
    """One child: what is due and why, where the journey stands, what happened last."""
    found = get_object_or_404(Person.objects.select_related("authority"), pk=child_id)
    context = {
        "child": found, "now_is": situation(found, request.user),
        "latest": timeline.chronology([child_id], size=12), "processes": processes,
    }
    return render(request, "child/child.jinja", context)


@require_GET
@child_page("child.read")
def chronology(request: HttpRequest, child_id: int) -> HttpResponse:
    """Everything that has happened, a hundred at a time, newest first."""
    found = get_object_or_404(Person, pk=child_id)
    number = request.GET.get("page", "1")
    paged = timeline.chronology(
        [child_id], significant_only="significant" in request.GET,
        page=key(number) or 1,
    )
    context = {"child": found, "paged": paged, "significant": "significant" in request.GET}
    return render(request, "child/chronology.jinja", context)


@require_GET
@child_page("audit.view")
def looked(request: HttpRequest, child_id: int) -> HttpResponse:
    """Who has opened this child's record, when, and on what ground."""
    found = get_object_or_404(Person, pk=child_id)
    return render(
        request, "child/looked.jinja", {"child": found, "entries": who_has_looked(child_id)}
    )
