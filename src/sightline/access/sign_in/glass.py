"""The pages of broken glass and of the trail: open in an emergency, review, see who looked."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from sightline.access.audit import who_has_looked
from sightline.access.policy import actions
from sightline.access.policy.grounds import barriers, grounds, tables
from sightline.access.policy.guard import permission
from sightline.access.policy.here import current_authority
from sightline.access.policy.models import BreakGlass
from sightline.access.policy.scope import GLASS
from sightline.access.roles import ROLES
from sightline.access.sign_in.doors import safe_next
from sightline.base.moments import now

SHOWN = 100


@permission("glass.break")
def break_glass(request: HttpRequest, child_id: int) -> HttpResponse:
    """Open a record without grounds for a shift, with a reason that somebody reviews."""
    context: dict[str, Any] = {"next_page": safe_next(request), "typed": "", "error": ""}
    if request.method == "POST":
        user: Any = request.user
        context["typed"] = request.POST.get("reason", "")
        try:
            actions.break_glass(child_id=child_id, by=user, reason=context["typed"])
        except actions.GlassRefused as refused:
            context["error"] = str(refused)
        else:
            return HttpResponseRedirect(context["next_page"] or "/")
    return render(
        request, "sign_in/break_glass.jinja", context, status=422 if context["error"] else 200
    )


@permission("glass.review")
def glass(request: HttpRequest) -> HttpResponse:
    """Every emergency opening in this authority, those nobody has reviewed first."""
    grants = BreakGlass.objects.filter(authority=current_authority(request))
    grants = grants.select_related("user", "reviewed_by").order_by("-granted_at")
    context = {
        "waiting": grants.unreviewed()[:SHOWN],
        "reviewed": grants.exclude(reviewed_at=None)[:SHOWN],
        "outcomes": BreakGlass.Outcome.choices,
    }
    return render(request, "sign_in/glass.jinja", context)


@permission("glass.review")
@require_POST
def review(request: HttpRequest, number: int) -> HttpResponse:
    """Judge an emergency opening."""
    user: Any = request.user
    mine = BreakGlass.objects.filter(authority=current_authority(request))
    grant = get_object_or_404(mine, pk=number)
    outcome, note = request.POST.get("outcome", ""), request.POST.get("note", "")
    try:
        actions.review_glass(grant=grant, by=user, outcome=outcome, note=note)
    except actions.GlassRefused as refused:
        context = {"grant": grant, "error": str(refused)}
        return render(request, "sign_in/review_refused.jinja", context, status=422)
    return redirect("glass")


@permission("audit.view")
def looked(request: HttpRequest, child_id: int) -> HttpResponse:
    """Who has looked at a child's record; it shows readers, and nothing of the record."""
    table, authority = tables["children"], current_authority(request)
    here = table.rows().filter(**{table.authority: authority.pk if authority else None})
    user: Any = request.user
    if not user.may("restriction.manage", authority.pk if authority else None):
        # whoever guards the seals sees who looked behind them; to others there is nobody there
        for barrier in barriers:
            if not barrier.glass:
                here = here.exclude(pk__in=barrier.children(user, now()))
    if not here.filter(pk=child_id).exists():
        raise Http404("There is no such child in this authority.")
    context = {
        "looks": who_has_looked(child_id),
        "child_id": child_id,
        "titles": {key: role.title for key, role in ROLES.items()},
        "grounds": {GLASS: "Broke the glass", **{each.key: each.title for each in grounds}},
    }
    return render(request, "sign_in/looked.jinja", context)
