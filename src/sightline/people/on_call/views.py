"""The list of those to ring: read, added to, and taken from."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from sightline.access.authorities.models import Authority
from sightline.access.policy.guard import permission
from sightline.access.policy.here import current_authority
from sightline.base.forms.drawing import draw
from sightline.people.on_call import actions
from sightline.people.on_call.forms import OnCallForm
from sightline.people.on_call.models import OnCall
from sightline.people.on_call.queries import listed


def _here(request: HttpRequest) -> Authority:
    authority = current_authority(request)
    if authority is None:
        raise Http404("You hold no role in an authority.")
    return authority


@require_http_methods(["GET", "POST"])
@permission("allocation.decide", refills=True)
def numbers(request: HttpRequest) -> HttpResponse:
    """Who is to be rung when the offices are shut, and the form that adds somebody."""
    authority = _here(request)
    kept: Any = request.kept  # type: ignore[attr-defined]
    typed = request.POST if request.method == "POST" else kept.data if kept is not None else None
    form = OnCallForm(typed)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.put_on_call(
            authority=authority, by=request.user,  # type: ignore[arg-type]
            **{name: given[name] for name in ("kind", "name", "phone", "note", "since", "until")},
        )
        messages.success(request, f"{given['name']} is on the list.")
        return redirect("on_call:numbers")
    context = {"rows": listed(authority), "form": draw(form), "authority": authority}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "on_call/numbers.jinja", context, status=status)


@require_POST
@permission("allocation.decide")
def take_off(request: HttpRequest, number_id: int) -> HttpResponse:
    """Somebody is no longer to be rung."""
    row = get_object_or_404(
        OnCall, pk=number_id, authority=_here(request), ended_at__isnull=True
    )
    actions.take_off(row=row, by=request.user)  # type: ignore[arg-type]
    messages.success(request, f"{row.name} was taken off the list.")
    return redirect("on_call:numbers")
