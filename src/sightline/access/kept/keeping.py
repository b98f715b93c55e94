"""How a request that cannot be taken is kept, found again, and let go once it has been."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from sightline.access.kept import actions, browser
from sightline.access.kept.models import RefusedPost
from sightline.base import moments

SESSION_ENDED = RefusedPost.Why.SESSION_ENDED
FORM_EXPIRED = RefusedPost.Why.FORM_EXPIRED
#: Names of fields that are never written down.
SECRET = re.compile(r"passw|csrf|secret|token|passcode|otp", re.IGNORECASE)


def keep(request: HttpRequest, why: str) -> browser.Browser | None:
    """Keep what was typed, under the browser that sent it; None when it may not be kept."""
    if not browser.same_origin(request):
        return None
    user_id = browser.known_user(request)
    sender = browser.of(request)
    if sender is None or sender.user_id not in (None, user_id):
        sender = browser.fresh(user_id)
    fields = [
        (name, str(value))
        for name, values in request.POST.lists()
        for value in values
        if not SECRET.search(name)
    ]
    post = actions.keep(
        browser=sender.digest,
        user_id=user_id,
        path=where(request),
        fields=fields,
        why=why,
    )
    return sender if post is not None else None


def where(request: HttpRequest) -> str:
    """The address under which a form is kept: a long one to as much of it as is kept."""
    return request.get_full_path()[: RefusedPost._meta.get_field("path").max_length]


def way_back(request: HttpRequest) -> str:
    """Where the person finds what they typed: the form itself when it can be filled again."""
    match = request.resolver_match
    refills = match is not None and getattr(match.func, "refills", False)
    return request.get_full_path() if refills else reverse("kept")


def waiting(request: HttpRequest) -> Any:
    """Everything kept for this person in this browser, latest first."""
    sender = browser.of(request)
    if sender is None:
        return RefusedPost.objects.none()
    return RefusedPost.objects.waiting(sender.digest, request.user.pk, moments.now()).order_by(
        "-kept_at"
    )


def find(request: HttpRequest) -> RefusedPost | None:
    """What this person had typed into this very page."""
    found: RefusedPost | None = waiting(request).filter(path=where(request)).first()
    return found


def taken(request: HttpRequest) -> None:
    """The form has been taken: what was kept of it goes."""
    if browser.of(request) is not None:
        for post in waiting(request).filter(path=where(request)):
            actions.throw_away(post=post)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's answer to a form whose token no longer fits: keep it and offer it again.

    A page without a mark of the guard (sign-in, second factor) holds secrets only: it is
    shown again, empty.
    """
    match = request.resolver_match
    if match is None or not hasattr(match.func, "refills"):
        if match is not None and browser.same_origin(request):
            return HttpResponseRedirect(request.get_full_path())
        return render(request, "kept/refused.jinja", {}, status=403)
    kept = keep(request, FORM_EXPIRED)
    if browser.in_background(request):
        return HttpResponse("This page is too old to be saved. Send the form to go on.", status=403)
    if kept is None:
        return render(request, "kept/refused.jinja", {}, status=403)
    response = HttpResponseRedirect(way_back(request))
    response.status_code = 303
    browser.give(request, response, kept)
    return response
