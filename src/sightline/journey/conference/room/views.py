"""The room while a conference is held: the meeting, then one child at a time, then the record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sightline.access.kept.actions import throw_away
from sightline.access.policy.guard import child_page
from sightline.base.forms.reading import key
from sightline.base.moments import london
from sightline.journey.conference.room.beforehand import beforehand, expected
from sightline.journey.conference.room.outline import KIND, Outline
from sightline.journey.conference.room.together import (
    Together,
    interpreters_at,
    together,
    wanting,
)
from sightline.journey.conference.room.typed import MEETING, Typed, belongs
from sightline.record.drafts import actions as drafts
from sightline.record.meetings.models import Participant
from sightline.record.meetings.quorum import quorum
from sightline.record.plans.editor import added, removed
from sightline.record.plans.identity import carried
from sightline.record.reports.models import Report
from sightline.record.tasks.models import Task

if TYPE_CHECKING:
    from sightline.access.users.models import User
    from sightline.base.forms import PageForm

CHAIRS = "conference.chair"
TEMPLATES = {MEETING: "conference/meeting.jinja", "child": "conference/child.jinja"}


@require_GET
@child_page("child.read")
def before(request: HttpRequest, child_id: int, step_id: int) -> HttpResponse:
    """One conference that lies ahead: who comes, who has reported, who has read what."""
    here = together(request, child_id, step_id, all_read=True)
    reader = cast("User", request.user)
    context = {"here": here, "ready": beforehand(here, reader), **wanting(here, reader)}
    return render(request, "conference/before.jinja", context)


def _typed(request: HttpRequest, child_id: int, step_id: int) -> Typed:
    here = together(request, child_id, step_id, all_read=False)
    return Typed(here, cast("User", request.user))


def _part(name: str, here: Together) -> str:
    return MEETING if name == MEETING else str(here.child.pk)


def _quorum(typed: Typed, form: PageForm | None = None) -> str:
    """Whether enough are there, as it is typed so far."""
    form = form or typed.form(MEETING, drawn=False)
    people = [Participant(**row) for row in form.values()["rows"].get("meetings.Participant", [])]
    if any(p.attendance for p in people):
        return quorum(people).words
    enough = expected(people).quorate
    return "Enough, if all come who were invited." if enough else (
        "Nobody’s coming has been marked yet."
    )


def _context(typed: Typed, name: str, form: PageForm) -> dict[str, Any]:
    part = _part(name, typed.here)
    return {
        "here": typed.here, "form": form, "typed": typed, "name": name,
        "version": typed.version(part), "draft": typed.draft,
        "quorum": _quorum(typed, form if name == MEETING else None),
        "spoken": interpreters_at(typed.here, typed.reader) if name == MEETING else [],
        "offers": typed.offers(form) if name != MEETING else [],
        "report": Report.objects.latest_for(typed.here.step.pk) if name != MEETING else None,
        "saved_at": f"{london(typed.saved_at):%H:%M}" if typed.saved_at else "",
    }


def _page(request: HttpRequest, child_id: int, step_id: int, name: str) -> HttpResponse:
    typed = _typed(request, child_id, step_id)
    if not typed.here.step.is_open or typed.here.own.decided is not None:
        messages.info(request, "What this conference decided is recorded.")
        return redirect("conference:after", child_id, step_id)
    part = _part(name, typed.here)
    kept = getattr(request, "kept", None)
    if request.method == "GET":
        if kept is not None:
            typed.keep(part, typed.form(part, data=kept.data), key(kept.data.get("_version")))
            throw_away(post=kept)
            messages.info(request, "You were signed out. What you typed was kept and is below.")
        return render(request, TEMPLATES[name], _context(typed, name, typed.form(part)))
    form = typed.form(part, data=request.POST)
    if taken := typed.take_over(form, request.POST.get("_offer", "")):
        form = typed.form(part, data=_with(request.POST, taken))
    saved = typed.keep(part, form, key(request.POST.get("_version")))
    if saved.theirs is not None:
        messages.warning(request, "This was saved elsewhere while it was being typed. Both are "
                         "kept: this one is below, the other is with the unfinished pages.")
    if form.rearranged or taken or not form.is_valid():
        shown = typed.form(part) if taken or form.rearranged else form
        status = 200 if form.rearranged or taken else 422
        return render(request, TEMPLATES[name], _context(typed, name, shown), status=status)
    return HttpResponseRedirect(_next(request, typed))


def _with(posted: Any, taken: dict[str, list[str]]) -> MultiValueDict[str, str]:
    found: MultiValueDict[str, str] = MultiValueDict(dict(posted.lists()))
    for name, texts in taken.items():
        found.setlist(name, texts)
    return found


def _next(request: HttpRequest, typed: Typed) -> str:
    """Where the button leads: another part of the room, or the answers to check and record."""
    here, go = typed.here, request.POST.get("_go", "")
    if go == "record":
        lead = here.lead
        address = reverse("pages:check", args=[lead.child_id, lead.pk, "decide"])
        return f"{address}?draft={typed.draft.pk}" if typed.draft is not None else address
    if go == "plan":
        return here.url("plan")
    if go == MEETING:
        return here.url("meeting")
    step = next((s for s in here.steps if str(s.child_id) == go), here.step)
    if go:
        return here.url("child", step)
    return request.get_full_path()


@require_http_methods(["GET", "POST"])
@child_page(CHAIRS, refills=True)
def meeting(request: HttpRequest, child_id: int, step_id: int) -> HttpResponse:
    """Who is there, and what is said to everybody."""
    return _page(request, child_id, step_id, MEETING)


@require_http_methods(["GET", "POST"])
@child_page(CHAIRS, refills=True)
def child(request: HttpRequest, child_id: int, step_id: int) -> HttpResponse:
    """One child: what is decided, why, what each agency thinks, and what follows."""
    return _page(request, child_id, step_id, "child")


@require_POST
@child_page(CHAIRS)
def draft(request: HttpRequest, child_id: int, step_id: int, part: str) -> JsonResponse:
    """Keep what has been typed of one part so far, as the browser sends it."""
    if part not in TEMPLATES:
        raise Http404("There is no such part of a conference.")
    typed = _typed(request, child_id, step_id)
    own = _part(part, typed.here)
    saved = typed.keep(own, typed.form(own, data=request.POST), key(request.POST.get("_version")))
    body: dict[str, Any] = {
        "saved_at": f"{london(saved.draft.saved_at):%H:%M}", "version": typed.version(own),
        "draft": saved.draft.pk,
    }
    if saved.theirs is None:
        return JsonResponse(body)
    theirs = {k: v for k, v in saved.theirs.data.items() if belongs(own, k)}
    body |= {"by": str(saved.theirs.saved_by), "theirs": theirs}
    return JsonResponse(body, status=409)


def _posted(data: Any) -> dict[str, list[str]]:
    return {
        name: data.getlist(name) for name in data
        if not name.startswith("_") and name != "csrfmiddlewaretoken"
    }


@require_http_methods(["GET", "POST"])
@child_page(CHAIRS, refills=True)
def plan(request: HttpRequest, child_id: int, step_id: int) -> HttpResponse:
    """The plan as it is typed in the room: an outline, or the plan that the child has already."""
    here = together(request, child_id, step_id, all_read=False)
    if not here.step.is_open or here.own.decided is not None:
        messages.info(request, "What this conference decided is recorded.")
        return redirect("conference:after", child_id, step_id)
    outline = Outline(here.step, request.user)
    if request.method == "POST":
        form = outline.form(_posted(request.POST))
        typed, place = form.typed, ""
        if "_carry" in request.POST:
            typed, place = carried(form, outline.known.standing, request.POST["_carry"])
        elif "_add" in request.POST:
            typed, place = added(typed, request.POST["_add"])
        elif "_remove" in request.POST:
            typed = removed(typed, request.POST["_remove"])
        _save_plan(request, outline, typed)
        if request.POST.get("_go") == "child":
            return redirect(here.url("child"))
        return redirect(f"{here.url('plan')}#{place or 'needs'}")
    kept = getattr(request, "kept", None)
    if kept is not None:
        _save_plan(request, outline, _posted(kept.data))
        throw_away(post=kept)
    draft, form = outline.draft(), outline.form()
    context = {
        "here": here, "form": form, "draft": draft, "name": "plan", "outline": outline,
        "kept_tasks": Task.objects.in_bulk(form.tasks),
        "offers": outline.known.offers(form.as_numbered(KIND)),
        "saved_at": f"{london(draft.saved_at):%H:%M}" if draft is not None else "",
    }
    return render(request, "conference/plan.jinja", context)


def _save_plan(
    request: HttpRequest, outline: Outline, typed: dict[str, list[str]]
) -> drafts.Saved:
    return drafts.save(
        outline.place, typed=typed, by=cast("User", request.user),
        draft_id=key(request.POST.get("_draft")), version=key(request.POST.get("_version")),
    )


@require_POST
@child_page(CHAIRS)
def plan_draft(request: HttpRequest, child_id: int, step_id: int) -> JsonResponse:
    """Keep what has been typed of the outline plan so far."""
    here = together(request, child_id, step_id, all_read=False)
    saved = _save_plan(request, Outline(here.step, request.user), _posted(request.POST))
    body: dict[str, Any] = {
        "saved_at": f"{london(saved.draft.saved_at):%H:%M}", "version": saved.draft.version,
        "draft": saved.draft.pk,
    }
    if saved.theirs is None:
        return JsonResponse(body)
    body |= {"theirs": saved.theirs.data, "by": str(saved.theirs.saved_by)}
    return JsonResponse(body, status=409)
