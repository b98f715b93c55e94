"""A person's own pages: account, authority, and the work that was kept for them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from sightline.access.kept import actions as kept_actions
from sightline.access.kept import keeping
from sightline.access.policy import here
from sightline.access.policy.guard import open_to_all, signed_in
from sightline.access.sign_in.doors import safe_next
from sightline.base.forms.reading import key


@signed_in
def account(request: HttpRequest) -> HttpResponse:
    """Your account: what you may do today, where you are working, password, second factor."""
    user: Any = request.user
    context = {
        "holdings": user.holdings_today(),
        "titles": {role.key: role for role in user.roles()},
        "authorities": user.authorities(),
        "current": here.current_authority(request),
        "waiting": keeping.waiting(request),
    }
    return render(request, "sign_in/account.jinja", context)


@signed_in
@require_POST
def choose_authority(request: HttpRequest) -> HttpResponse:
    """Work in another of your authorities."""
    chosen = key(request.POST.get("authority"))
    if chosen is not None:
        here.choose_authority(request, chosen)
    return HttpResponseRedirect(safe_next(request) or "/")


@open_to_all
def kept(request: HttpRequest) -> HttpResponse:
    """What you had typed when your session or form ran out, each with a way to send it."""
    return render(request, "sign_in/kept.jinja", {"waiting": keeping.waiting(request)})


@open_to_all
@require_POST
def throw_away(request: HttpRequest, number: int) -> HttpResponse:
    """Throw away something that was kept for you."""
    post = get_object_or_404(keeping.waiting(request), pk=number)
    kept_actions.throw_away(post=post)
    return redirect("kept")
