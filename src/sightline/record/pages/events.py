"""One event opened: what it says, who recorded it, and how a mistake in it is put right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import resolve
from django.views.decorators.http import require_GET, require_http_methods

from sightline.access.policy import may_read, visible_children
from sightline.access.policy.guard import child_page
from sightline.access.policy.refusing import refused
from sightline.kernel.forms import Page
from sightline.record.pages.again import (
    alone,
    answers,
    asked_by,
    facts_of,
    process_of,
    take_up,
)
from sightline.record.pages.correcting import own_corrections
from sightline.record.pages.showing import shown_events
from sightline.record.pages.spots import Spot
from sightline.record.pages.submitting import EVENT_ROWS, Submission
from sightline.record.spine.errors import RecordError
from sightline.record.spine.models import Event
from sightline.record.spine.voiding import correct, void

if TYPE_CHECKING:
    from sightline.access.users.models import User

EVENTS = Event.objects.select_related(
    "child__authority", "step__authority", "recorded_by", "voided_by", "replaces", "occasion"
)


def _find(child_id: int, event_id: int) -> Event:
    return get_object_or_404(EVENTS, pk=event_id, child_id=child_id)


def page_for(event: Event) -> Page | None:
    """The page on which what this event recorded is corrected, if there is one."""
    pages = process_of(event).pages
    page = asked_by(event, [p for p in pages if not p.shared or p.corrected_alone])
    return alone(page) if page is not None and page.shared else page


def may_put_right(user: User, found: Event) -> bool:
    """Whether somebody may void or correct this: their own recording, or by permission."""
    own = found.recorded_by_id == user.pk
    return own or user.may("journey.correct", found.authority_id)


def asked_of(found: Event) -> tuple[str, ...] | None:
    """The permissions that the page which corrects this asks for; None when there is no page."""
    own = own_corrections.get(found.kind)
    if own is not None and found.step is not None:
        return (getattr(resolve(own(found)).func, "permission", ""),)
    page = page_for(found)
    if page is None or found.step is None or found.child is None:
        return None
    kind = process_of(found).event(page.event)
    return tuple(needed for needed in (page.permission, kind.permission) if needed)


def offered(user: User, found: Event) -> tuple[bool, bool]:
    """(may void, may correct): only what the pages behind the two links will not refuse."""
    if found.child_id is None or not found.stands or not may_put_right(user, found):
        return False, False
    if not may_read(user, found.child_id, permission="journey.record").allowed:
        return False, False
    needed = asked_of(found)
    held = needed is not None and all(user.may(key, found.authority_id) for key in needed)
    return True, held


@require_GET
@child_page("child.read")
def event(request: HttpRequest, child_id: int, event_id: int) -> HttpResponse:
    """Everything that one event says."""
    found = _find(child_id, event_id)
    may_void, may_correct = offered(request.user, found)
    context = {
        "event": found, "child": found.child, "shown": shown_events([found], request.user)[0],
        "may_void": may_void, "may_correct": may_correct,
        "replaced_by": found.replaced_by.first(),
    }
    return render(request, "pages/event.jinja", context)


def _may_void(user: User, found: Event) -> set[int]:
    """The children of the occasion whose records this person may open, and so put right."""
    if found.occasion_id is None:
        return set()
    parts = Event.objects.filter(occasion_id=found.occasion_id, child__isnull=False)
    seen = visible_children(user, permission="journey.record")
    return set(parts.filter(child_id__in=seen).values_list("child_id", flat=True))


@require_http_methods(["GET", "POST"])
@child_page("journey.record")
def void_event(request: HttpRequest, child_id: int, event_id: int) -> HttpResponse:
    """Void an event with a reason, for this child or for everybody it was about."""
    found = _find(child_id, event_id)
    if not may_put_right(request.user, found):
        return refused(request, "journey.correct")
    context: dict[str, Any] = {
        "event": found, "child": found.child, "shown": shown_events([found], request.user)[0],
        "shared": found.occasion_id is not None, "wrong": "", "reason": "",
        "again": asked_by(found, process_of(found).pages) is not None,
    }
    if request.method == "GET":
        return render(request, "pages/void.jinja", context)
    reason = request.POST.get("reason", "")
    try:
        voided = void(
            found, by=request.user, reason=reason, for_all=request.POST.get("for") == "all",
            among=_may_void(request.user, found),
        )
    except RecordError as wrong:
        context |= {"wrong": str(wrong), "reason": reason}
        return render(request, "pages/void.jinja", context, status=422)
    return _after_voiding(request, found, voided)


def _after_voiding(request: HttpRequest, found: Event, voided: list[Event]) -> HttpResponse:
    """To the voided record; or, where it is written again, to its page with the same words."""
    messages.success(request, "Voided. It stays readable, with your reason.")
    assert found.child_id is not None
    if "again" in request.POST:
        address = take_up(voided, child_id=found.child_id, by=request.user)
        if address:
            messages.info(request, "Put right what was wrong, and record it again.")
            return redirect(address)
    return redirect("pages:event", found.child_id, found.pk)


@require_http_methods(["GET", "POST"])
@child_page("journey.record")
def correct_event(request: HttpRequest, child_id: int, event_id: int) -> HttpResponse:
    """Put a corrected event in the place of a mistaken one, with the reason."""
    found = _find(child_id, event_id)
    if not may_put_right(request.user, found):
        return refused(request, "journey.correct")
    own = own_corrections.get(found.kind)
    if own is not None and found.step is not None:
        return redirect(own(found))
    page = page_for(found)
    if page is None or found.step is None or found.child is None:
        messages.info(request, "This has no page of its own: void it, and record it again.")
        return redirect("pages:void", child_id, event_id)
    process = process_of(found)
    spot = Spot(process, page, found.child, found.step, reader=request.user)
    # a correction decides anew: whoever may put mistakes right does not become the chair by it
    for needed in asked_of(found) or ():
        if not request.user.may(needed, found.authority_id):
            return refused(request, needed)
    form = spot.form(
        data=request.POST if request.method == "POST" else None, initial=answers(found, page)
    )
    context = {"event": found, "child": found.child, "spot": spot, "form": form, "wrong": "",
               "reason": request.POST.get("reason", "")}
    if request.method == "GET" or form.rearranged or not form.is_valid():
        return render(request, "pages/correct.jinja", context)
    return _correct(request, found, spot, context)


def _correct(
    request: HttpRequest, found: Event, spot: Spot, context: dict[str, Any]
) -> HttpResponse:
    submission = Submission(
        process=spot.process, page=spot.page, values=context["form"].values(), by=request.user,
        step=found.step,
    )
    asked = {name for section in spot.page.sections if not section.model for name in section.fields}
    values = submission.event_values()
    given = {}
    if "on" in asked and values.get("on"):
        given["on"] = values["on"]
    if "time" in asked:
        given["at"] = values.get("time")
    if "outcome" in asked:
        given["outcome"] = values.get("outcome") or ""
    if "for_on" in asked:
        given["for_on"] = values.get("for_on")
    facts = facts_of(found, submission, EVENT_ROWS) if spot.page.models() else None
    try:
        new = correct(found, by=request.user, reason=context["reason"], facts=facts, **given)
    except RecordError as wrong:
        return render(request, "pages/correct.jinja", {**context, "wrong": str(wrong)}, status=422)
    messages.success(request, "Corrected. What was recorded first stays readable.")
    return redirect("pages:event", found.child_id, new.pk)
