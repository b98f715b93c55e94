"""The two chronologies of a child or family, and the page that weighs an event for them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from sightline.access.audit import reads
from sightline.access.policy.guard import child_page
from sightline.base.components.navigation import holds
from sightline.base.forms.reading import key
from sightline.people.persons.models import Person
from sightline.record.child.family import Relative, family_of
from sightline.record.spine.errors import RecordError
from sightline.record.spine.models import Event
from sightline.record.timeline import chronology as timeline
from sightline.record.timeline import marking
from sightline.record.timeline.process import MARKED


@require_GET
@child_page("child.read")
def chronology(request: HttpRequest, child_id: int) -> HttpResponse:
    """What has happened, a hundred at a time; what mattered alone, or the whole family's."""
    child = get_object_or_404(Person, pk=child_id)
    told: dict[str, str] = {
        name: "1" for name in ("significant", "family", "oldest") if name in request.GET
    }
    others = _family(request, child) if "family" in told else []
    names = {child.pk: child.display_name}
    names |= {one.person.pk: one.person.display_name for one in others}
    paged = timeline.chronology(
        names, user=request.user, significant_only="significant" in told,
        page=key(request.GET.get("page", "1")) or 1, oldest_first="oldest" in told,
        query=urlencode(told),
    )
    return render(request, "child/chronology.jinja", {
        "child": child, "paged": paged, "asked": told, "names": names, "others": others,
        "ways_to_read": _ways(told), "may_weigh": holds(request, "journey.record"),
    })


def _family(request: HttpRequest, child: Person) -> list[Relative]:
    """The relatives whose records the reader may open; each opening is noted, as on their page."""
    decision: Any = request.decision  # type: ignore[attr-defined]
    found = [one for one in family_of(child, request.user).relatives if one.seen]
    reads(
        user=request.user, child_ids=[one.person.pk for one in found], page="chronology",
        ground=decision.ground, authority_id=child.authority_id, reason=f"family of {child.pk}",
    )
    return found


def _ways(told: dict[str, str]) -> list[tuple[str, str, bool]]:
    """The ways to read it: words, address, and whether it is the one on the page."""
    def href(name: str) -> str:
        turned = {k: v for k, v in told.items() if k != name}
        turned |= {} if name in told else {name: "1"}
        return f"?{urlencode(turned)}"

    words = {
        "significant": ("What mattered", "Everything recorded"),
        "family": ("The whole family", "This child alone"),
        "oldest": ("Oldest first", "Newest first"),
    }
    return [(pair[name in told], href(name), name in told) for name, pair in words.items()]


@require_http_methods(["GET", "POST"])
@child_page("journey.record", refills=True)
def weigh(request: HttpRequest, child_id: int, event_id: int) -> HttpResponse:
    """Mark an event as significant, with the reason and a sentence, or take it out again."""
    event = get_object_or_404(
        Event.objects.standing().exclude(kind=MARKED).select_related("child", "step"),
        pk=event_id, child_id=child_id,
    )
    last = marking.weighed([child_id]).get(event.pk)
    kept = request.kept.data if request.method == "GET" and request.kept else request.POST
    context = {
        "child": event.child, "event": event, "last": last, "wrong": "",
        "entry": timeline.entries([event], {}, {})[0],
        "reason": kept.get("reason", last.reason if last else ""),
        "sentence": kept.get("sentence", last.sentence if last else ""),
    }
    if request.method == "GET":
        return render(request, "child/weigh.jinja", context)
    try:
        if "_out" in request.POST:
            marking.take_out(event=event, by=request.user, reason=context["reason"])
        else:
            marking.mark(event=event, by=request.user, reason=context["reason"],
                         sentence=context["sentence"])
    except RecordError as wrong:
        return render(request, "child/weigh.jinja", {**context, "wrong": str(wrong)}, status=422)
    said = "Taken out of what mattered." if "_out" in request.POST else "Marked as significant."
    messages.success(request, said)
    return redirect("chronology", child_id)
