"""Taking a contact: search first, add whoever is not known, save at once with whatever there is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sightline.access.audit import read
from sightline.access.authorities.models import Authority
from sightline.access.kept.actions import throw_away
from sightline.access.policy.guard import permission
from sightline.access.policy.here import current_authority
from sightline.base.forms import texts_of
from sightline.base.forms.reading import key
from sightline.base.moments import london
from sightline.journey.contact import queries
from sightline.journey.contact.newcomers import WORDS
from sightline.journey.contact.taking import Taking, begun, changed, place, record, sign
from sightline.people.matching.search import find as find_people
from sightline.record.drafts import actions as drafts
from sightline.record.drafts.models import Draft
from sightline.record.spine.deadlines import deadlines
from sightline.record.spine.errors import RecordError
from sightline.record.spine.models import Clock, Event, Occasion, Step

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from sightline.access.users.models import User


def _user(request: HttpRequest) -> User:
    """Whoever is signed in; the guard has let nobody else through."""
    return cast("User", request.user)


def _authority(request: HttpRequest) -> Authority:
    authority = current_authority(request)
    if authority is None:
        raise Http404("You hold no role in an authority, so there is nowhere to record a contact.")
    return authority


def _open_drafts(request: HttpRequest) -> QuerySet[Draft]:
    return Draft.objects.open().filter(
        process="contact", page="receive", step__isnull=True, started_by=_user(request)
    ).select_related("authority")


def _mine(request: HttpRequest, draft_id: int) -> Draft:
    return get_object_or_404(_open_drafts(request), pk=draft_id)


def _keep(request: HttpRequest, draft: Draft, typed: Any) -> drafts.Saved:
    return drafts.save(
        place(draft.authority), typed=typed, by=_user(request), draft_id=draft.pk,
        version=key(request.POST.get("_version")),
    )


@permission("journey.record")
@require_http_methods(["GET", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """Whom is it about? Search before anything is written; then begin the contact."""
    authority = _authority(request)
    if request.method == "POST":
        typed = changed(begun(authority, _user(request)), request.POST.get("do", ""))
        saved = drafts.save(place(authority), typed=typed, by=_user(request))
        return redirect("contact:take", saved.draft.pk)
    sought = request.GET.get("q", "").strip()
    found = None
    if sought:
        found = find_people(
            _user(request), sought, authority_id=authority.pk, where="a new contact"
        )
    mine = Draft.objects.open().filter(
        process="contact", page="receive", step__isnull=True, started_by=_user(request),
        authority=authority,
    )
    context = {
        "sought": sought, "found": found, "restricted": _restricted(request, found),
        "kinds": WORDS.items(), "unfinished": mine.order_by("-saved_at")[:5],
    }
    return render(request, "contact/find.jinja", context)


def _restricted(request: HttpRequest, found: Any) -> list[tuple[str, str]]:
    hits = found.restricted if found is not None else []
    return [(hit.words, sign(hit.person_id, _user(request))) for hit in hits]


@permission("journey.record", refills=True)
@require_http_methods(["GET", "POST"])
def take(request: HttpRequest, draft_id: int) -> HttpResponse:
    """The contact itself: everything typed is kept before anything is said about it."""
    if not _open_drafts(request).filter(pk=draft_id).exists():
        return _recorded_already(request, draft_id)
    draft = _mine(request, draft_id)
    if request.method == "GET":
        kept = getattr(request, "kept", None)
        if kept is not None:
            draft = _keep(request, draft, texts_of(kept.data)).draft
            throw_away(post=kept)
            messages.info(request, "You were signed out. What you typed was kept and is below.")
        return _page(request, draft)
    do = request.POST.get("_do", "")
    typed = changed(texts_of(request.POST), do)
    saved = _keep(request, draft, typed)
    if do == "save":
        return _record(request, saved.draft)
    if do == "later":
        messages.success(request, "Saved for later. Nothing has been recorded yet.")
        return redirect("contact:find")
    where = "#found" if typed.get("q", [""])[0] else "#who"
    address = reverse("contact:take", args=[saved.draft.pk])
    return HttpResponseRedirect(f"{address}{where}")


def _page(
    request: HttpRequest, draft: Draft, *, told: bool = False, wrong: str = ""
) -> HttpResponse:
    taking = Taking(_user(request), draft.authority, draft.data)
    if told:
        taking.form.tell()
    found = taking.search()
    context = {
        "draft": draft, "taking": taking, "found": found, "kinds": WORDS.items(),
        "restricted": _restricted(request, found), "wrong": wrong,
        "unreadable": taking.unreadable if told else [],
        "like": {s.entry: taking.like(s) for s in taking.people},
    }
    return render(request, "contact/take.jinja", context, status=422 if told or wrong else 200)


def _record(request: HttpRequest, draft: Draft) -> HttpResponse:
    taking = Taking(_user(request), draft.authority, draft.data)
    if not taking.people:
        return _page(
            request, draft,
            wrong="Say whom this is about. If nobody can name them yet, add a child not yet "
            "identified, or the address.",
        )
    if taking.unreadable:
        return _page(request, draft, told=True)
    try:
        with transaction.atomic():
            if not drafts.claim(draft):
                return _recorded_already(request, draft.pk)
            event = record(taking, by=_user(request))
            drafts.finish(draft, became=event)
    except RecordError as refused:
        return _page(request, draft, wrong=str(refused))
    return redirect("contact:received", event.occasion_id)


def _recorded_already(request: HttpRequest, draft_id: int) -> HttpResponse:
    """A button pressed twice, or a page gone back to: what was recorded, once."""
    became = Draft.objects.filter(
        pk=draft_id, process="contact", page="receive", started_by=_user(request),
        became__occasion__isnull=False,
    ).select_related("became").first()
    if became is None or became.became is None:
        raise Http404("This contact was set aside.")
    messages.info(request, "This contact has been recorded already. What you see is that one.")
    return redirect("contact:received", became.became.occasion_id)


@permission("journey.record")
@require_POST
def keep(request: HttpRequest, draft_id: int) -> JsonResponse:
    """Keep what has been typed so far, and say when."""
    draft = _mine(request, draft_id)
    saved = _keep(request, draft, texts_of(request.POST))
    return JsonResponse({
        "saved_at": f"{london(saved.draft.saved_at):%H:%M}", "version": saved.draft.version,
        "draft": saved.draft.pk,
    })


@permission("journey.record")
@require_POST
def set_aside(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Set an unfinished contact aside; nothing of it was recorded."""
    drafts.finish(_mine(request, draft_id))
    messages.success(request, "Set aside. Nothing was recorded.")
    return redirect("contact:find")


@permission("journey.record")
@require_GET
def received(request: HttpRequest, occasion_id: int) -> HttpResponse:
    """What was recorded, for whoever recorded it: when it is due, and where it has gone."""
    occasion = get_object_or_404(
        Occasion, pk=occasion_id, kind="contact.received", recorded_by=_user(request)
    )
    events = Event.objects.standing().filter(occasion=occasion).select_related("child")
    steps = Step.objects.filter(events__in=events).select_related("child", "owner_team")
    rows = [_row(request, step) for step in steps.order_by("pk")]
    context = {"occasion": occasion, "rows": rows, "account": _account(rows)}
    return render(request, "contact/received.jinja", context)


def _account(rows: list[dict[str, Any]]) -> Any:
    return queries.account_of(rows[0]["step"]) if rows else None


def _row(request: HttpRequest, step: Step) -> dict[str, Any]:
    clocks = Clock.objects.filter(step=step, state=Clock.State.RUNNING).select_related("step")
    if step.child_id is not None:
        read(
            user=_user(request), child_id=step.child_id, page="contact:received",
            ground="recorded it", authority_id=step.authority_id,
        )
    return {
        "step": step, "child": step.child, "kept": bool(step.child and step.child.restriction),
        "passed_on": Event.objects.standing().filter(
            step=step, kind="contact.passed_on"
        ).exists(),
        "deadlines": deadlines(clocks.order_by("due_on", "key")),
    }
