"""The pages on which a document is chosen, looked over, shared from, and recorded as sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from sightline.access.policy.guard import child_page
from sightline.access.policy.refusing import refused
from sightline.base.documents import html, pdf
from sightline.base.forms.drawing import draw
from sightline.base.forms.reading import key
from sightline.base.moments import today
from sightline.people.persons.models import Person
from sightline.record.documents import actions
from sightline.record.documents.blank_pages import as_file, beneath
from sightline.record.documents.choosing import (
    Batch,
    ChooseForm,
    SendForm,
    batch,
    kind_called,
    opened,
    recipients_of,
    siblings_offered,
)
from sightline.record.documents.composing import step_for
from sightline.record.documents.kinds import kinds
from sightline.record.documents.models import ForWhom, SentDocument
from sightline.record.documents.recipients import circle_of
from sightline.record.documents.sent_pages import told_to
from sightline.record.pages.homes import home_of
from sightline.record.spine.errors import GateRefused, RecordError

if TYPE_CHECKING:
    from sightline.access.users.models import User

DISCLOSE = "document.disclose"
LISTED = 50


def _child(child_id: int) -> Person:
    found: Person = get_object_or_404(Person.objects.select_related("authority"), pk=child_id)
    return found


@require_GET
@child_page("child.read")
def documents(request: HttpRequest, child_id: int) -> HttpResponse:
    """What can be made for this child, and what was sent before."""
    child = _child(child_id)
    rows = SentDocument.objects.standing().filter(event__child=child)
    sent = rows.select_related("event__recorded_by").order_by("-event__happened_on", "-pk")
    offered = [
        (kind, kind.steps is None or step_for(kind, child_id) is not None)
        for kind in sorted(kinds, key=lambda kind: kind.order)
    ]
    told = told_to(cast("User", request.user), sent[:LISTED])
    context = {"child": child, "offered": offered, "sent": told}
    return render(request, "documents/list.jinja", context)


@require_http_methods(["GET", "POST"])
@child_page("document.send", refills=True)
def choose(request: HttpRequest, child_id: int, document: str) -> HttpResponse:
    """For whom, of which children, and how it is printed."""
    kind, child = kind_called(document), _child(child_id)
    reader = cast("User", request.user)
    people = recipients_of(kind, circle_of(child, reader))
    siblings = siblings_offered(child, reader) if kind.recipients is None else []
    kept = getattr(request, "kept", None)
    typed = request.POST if request.method == "POST" else kept.data if kept else None
    form = ChooseForm(typed, people=people, siblings=siblings,
                      agency=ForWhom.AGENCY in kind.for_whom)
    if request.method == "POST" and form.is_valid():
        where = reverse("documents:preview", args=[child_id, document])
        return redirect(f"{where}?for={form.choice().sealed(child_id, document)}")
    context = {
        "child": child, "kind": kind, "form": draw(form),
        "nobody": not people and ForWhom.AGENCY not in kind.for_whom,
        "ready": kind.steps is None or step_for(kind, child_id) is not None,
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "documents/choose.jinja", context, status=status)


def chosen(request: HttpRequest, child_id: int, document: str) -> Batch:
    """What the link of a page asks for, made anew for whoever reads it."""
    kind, child = kind_called(document), _child(child_id)
    choice = opened(request.GET.get("for", ""), child_id, document)
    return batch(kind, child, choice, cast("User", request.user), "documents:preview")


@require_http_methods(["GET", "POST"])
@child_page("document.send", refills=True)
def preview(request: HttpRequest, child_id: int, document: str) -> HttpResponse:
    """The document as its recipient will get it, and before sending what was left out and why."""
    made = chosen(request, child_id, document)
    pressed = request.POST.get("do", "") if request.method == "POST" else ""
    if pressed == "share":
        return _share(request, made)
    form = _send_form(made, request.POST if pressed == "send" else None)
    if pressed == "send" and form.is_valid():
        return _send(request, made, form)
    return _shown(request, made, form, status=422 if pressed else 200)


def _send_form(made: Batch, typed: Mapping[str, Any] | None = None) -> SendForm:
    return SendForm(typed, names=made.names, to=made.first.asked.to.name, as_typed=made.as_typed)


def _shown(request: HttpRequest, made: Batch, form: SendForm, *, status: int = 200,
           **more: object) -> HttpResponse:
    user = cast("User", request.user)
    context = {
        "batch": made, "child": made.first.child, "kind": made.kind, "form": draw(form),
        "link": request.GET.get("for", ""),
        "drawn": [(one, beneath(html(one.document))) for one in made.made],
        "may_share": user.may(DISCLOSE, made.first.child.authority_id), **more,
    }
    return render(request, "documents/preview.jinja", context, status=status)


def _send(request: HttpRequest, made: Batch, form: SendForm) -> HttpResponse:
    by = cast("User", request.user)
    for one in made.made:
        if request.POST.get(f"seal-{one.child.pk}") != one.seal:
            messages.warning(request, "The record has changed since you looked. Look again.")
            return _shown(request, made, form, status=409)
    try:
        with transaction.atomic():
            events = [
                actions.record_sent(made=one, way=form.cleaned_data["way"], by=by, on=today())
                for one in made.made
            ]
    except GateRefused as held:
        return _shown(request, made, form, status=409, refusals=held.refusals)
    except RecordError as wrong:
        return _shown(request, made, form, status=422, wrong=str(wrong))
    messages.success(request, f"Recorded as sent to {made.first.asked.to.name}.")
    home = home_of(events[0].step)
    if home is not None and len(events) == 1:
        return redirect(home[1])
    if len(events) == 1:
        return redirect("documents:sent", events[0].child_id, events[0].pk)
    return redirect("documents:list", made.first.child.pk)


def _share(request: HttpRequest, made: Batch) -> HttpResponse:
    by = cast("User", request.user)
    one = next((m for m in made.made if m.child.pk == key(request.POST.get("child"))), None)
    if one is None:
        raise Http404("That child is not among those of this document.")
    if not by.may(DISCLOSE, one.child.authority_id):
        return refused(request, DISCLOSE)
    left = next((x for x in one.judged.left if x.part.key == request.POST.get("part")), None)
    if left is None:
        messages.info(request, "That part is no longer left out.")
        return redirect(request.get_full_path())
    try:
        actions.share_part(
            made=one, left=left, reason=request.POST.get("reason", ""), by=by, on=today()
        )
    except RecordError as wrong:
        return _shown(request, made, _send_form(made), status=422, wrong=str(wrong))
    messages.success(request, f"Shared with {one.asked.to.name}: {left.part.title}.")
    return redirect(request.get_full_path())


@require_GET
@child_page("document.send")
def preview_pdf(request: HttpRequest, child_id: int, document: str) -> HttpResponse:
    """The file that would be sent, of one of the children chosen."""
    made = chosen(request, child_id, document)
    wanted = key(request.GET.get("of")) or child_id
    one = next((m for m in made.made if m.child.pk == wanted), None)
    if one is None:
        raise Http404("That child is not among those of this document.")
    return as_file(pdf(one.document), f"preview-{one.child.pk}")
