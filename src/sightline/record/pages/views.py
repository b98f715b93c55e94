"""The recording pages: fill in, save for later, check the answers, record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from sightline.access.kept.actions import throw_away
from sightline.access.policy.guard import child_page
from sightline.access.policy.refusing import refused
from sightline.base.forms.reading import key
from sightline.base.moments import london
from sightline.record.drafts import actions as drafts
from sightline.record.drafts.models import Draft
from sightline.record.pages import spots
from sightline.record.pages.advising import advice_of
from sightline.record.pages.homes import home_of
from sightline.record.pages.spots import ALSO, Spot
from sightline.record.pages.submitting import Submission, submit
from sightline.record.spine.errors import GateRefused, RecordError

if TYPE_CHECKING:
    from sightline.base.forms import PageForm


def _typed(request: HttpRequest, form: PageForm) -> dict[str, list[str]]:
    typed = form.to_draft()
    also = request.POST.getlist(ALSO)
    return {**typed, ALSO: also} if also else typed


def _open(
    request: HttpRequest, child_id: int, page: str, step_id: int | None, process: str | None
) -> tuple[Spot, Draft | None]:
    spot = spots.find(child_id, page, step_id=step_id, process=process)
    spot.reader = request.user
    draft = drafts.standing(spot.place, request.user)
    wanted = key(request.GET.get("draft") or request.POST.get("_draft"))
    if wanted:
        # a page that would open a step has none yet: its draft is told from others by the child
        draft = Draft.objects.open().filter(
            pk=wanted, step=spot.step, child=spot.place.child, process=spot.process.key,
            page=spot.page.key,
        ).first() or draft
    return spots.with_also(spot, request.user, spots.chosen(request, draft)), draft


def _held_back(request: HttpRequest, spot: Spot) -> HttpResponse | None:
    """The page that refuses a page of the journey to those who may not record it; else none."""
    for needed in (spot.page.permission, spot.kind.permission):
        if not request.user.may(needed, spot.child.authority_id):
            return refused(request, needed)
    return None


def _context(request: HttpRequest, spot: Spot, form: PageForm, draft: Draft | None) -> dict:
    others = spots.may_be_about(spot, request.user) if spot.page.shared else []
    return {
        "spot": spot, "form": form, "draft": draft, "others": others,
        "also": {person.pk for person in spot.also},
    }


def _keep(request: HttpRequest, spot: Spot, form: PageForm) -> drafts.Saved:
    return drafts.save(
        spot.place, typed=_typed(request, form), by=request.user,
        draft_id=key(request.POST.get("_draft")),
        version=key(request.POST.get("_version")),
    )


@require_http_methods(["GET", "POST"])
@child_page("journey.record", refills=True)
def page(
    request: HttpRequest, child_id: int, page: str, step_id: int | None = None,
    process: str | None = None,
) -> HttpResponse:
    """One page of questions; whatever is posted is kept before anything is said about it."""
    spot, draft = _open(request, child_id, page, step_id, process)
    if refusal := _held_back(request, spot):
        return refusal
    if request.method == "GET":
        if request.kept is not None:
            kept = _keep(request, spot, spot.form(data=request.kept.data))
            draft = kept.draft
            # the draft has it now; kept text must not come back over later typing
            throw_away(post=request.kept)
            messages.info(request, "You were signed out. What you typed was kept and is below.")
        form = spot.form(draft=draft)
        return render(request, "pages/page.jinja", _context(request, spot, form, draft))
    form = spot.form(data=request.POST)
    saved = _keep(request, spot, form)
    if saved.theirs is not None:
        who = "You" if saved.theirs.saved_by == request.user else str(saved.theirs.saved_by)
        messages.warning(
            request,
            f"{who} saved this page elsewhere while this was being typed. Both are kept: "
            "this one is below, the other is listed with the unfinished pages.",
        )
    stay = form.rearranged or "_choose" in request.POST
    if stay or ("_save" not in request.POST and not form.is_valid()):
        return render(
            request, "pages/page.jinja", _context(request, spot, form, saved.draft),
            status=200 if stay else 422,
        )
    if "_save" in request.POST:
        messages.success(request, "Saved for later. Nothing has been recorded yet.")
        return HttpResponseRedirect(spot.back())
    return redirect(f"{spot.url('check')}?draft={saved.draft.pk}")


@require_POST
@child_page("journey.record")
def draft(
    request: HttpRequest, child_id: int, page: str, step_id: int | None = None,
    process: str | None = None,
) -> HttpResponse:
    """Keep what has been typed so far; answers when it was saved, or whose text stands beside."""
    spot, _ = _open(request, child_id, page, step_id, process)
    if refusal := _held_back(request, spot):
        return refusal
    saved = _keep(request, spot, spot.form(data=request.POST))
    body: dict[str, Any] = {
        "saved_at": f"{london(saved.draft.saved_at):%H:%M}", "version": saved.draft.version,
        "draft": saved.draft.pk,
    }
    if saved.theirs is None:
        return JsonResponse(body)
    body |= {"theirs": spot.of_these(saved.theirs.data), "by": str(saved.theirs.saved_by)}
    return JsonResponse(body, status=409)


@require_POST
@child_page("journey.record")
def advice(
    request: HttpRequest, child_id: int, page: str, step_id: int | None = None,
    process: str | None = None,
) -> HttpResponse:
    """What is to be said of the answers so far: a part of the page, and nothing is kept of it."""
    spot, _ = _open(request, child_id, page, step_id, process)
    if refusal := _held_back(request, spot):
        return refusal
    told = advice_of(spot, spot.form(data=request.POST), finished=False)
    return render(request, "pages/_advice.jinja", {"advice": told, "typing": True})


@require_http_methods(["GET", "POST"])
@child_page("journey.record")
def check(
    request: HttpRequest, child_id: int, page: str, step_id: int | None = None,
    process: str | None = None,
) -> HttpResponse:
    """The answers as they will stand, what is missing, and the button that records them."""
    spot, draft = _open(request, child_id, page, step_id, process)
    if refusal := _held_back(request, spot):
        return refusal
    if draft is None:
        messages.info(request, "This page has been recorded or set aside already.")
        return HttpResponseRedirect(spot.back())
    form = spot.form(draft=draft)
    if not form.is_valid():
        return HttpResponseRedirect(f"{spot.url()}?draft={draft.pk}")
    context = {"spot": spot, "form": form, "draft": draft}
    if request.method == "GET":
        context["advice"] = advice_of(spot, form, finished=True)
        return render(request, "pages/check.jinja", context)
    return _record(request, spot, form, draft, context)


def _record(
    request: HttpRequest, spot: Spot, form: PageForm, draft: Draft, context: dict
) -> HttpResponse:
    submission = Submission(
        process=spot.process, page=spot.page, values=form.values(), by=request.user,
        step=spot.step, children=spot.children,
        missing=form.missing_of(None),
        missing_of={child.pk: form.missing_of(child.pk) for child in spot.children},
    )
    try:
        with transaction.atomic():
            if not drafts.claim(draft):
                messages.info(request, "This page has been recorded already.")
                return HttpResponseRedirect(spot.back())
            event = submit(submission)
            drafts.finish(draft, became=event)
    except GateRefused as held:
        refusals = {"refusals": held.refusals}
        return render(request, "pages/check.jinja", context | refusals, status=409)
    except RecordError as wrong:
        return render(request, "pages/check.jinja", {**context, "wrong": str(wrong)}, status=422)
    messages.success(request, f"Recorded: {spot.kind.title.lower()}.")
    if spot.step is not None and home_of(spot.step) is not None:
        return HttpResponseRedirect(spot.back())
    if event.step_id is not None and event.child_id == spot.child.pk:
        return redirect("pages:step", spot.child.pk, event.step_id)
    return HttpResponseRedirect(spot.back())


@require_POST
@child_page("journey.record")
def set_aside(request: HttpRequest, child_id: int, draft_id: int) -> HttpResponse:
    """Set a draft aside: it leaves the lists, and stays in the database."""
    found = get_object_or_404(Draft.objects.open(), pk=draft_id)
    step = found.step
    about = step.child_id if step is not None else found.child_id
    if about != child_id:
        return redirect("child", child_id)
    drafts.finish(found)
    messages.success(request, "Set aside.")
    return redirect("child", child_id)
