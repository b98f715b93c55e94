"""The guard at every page: who may pass, on what ground, with nothing typed ever lost.

    @permission("team.view")
    @child_page("journey.record", refills=True)
    @signed_in
    @open_to_all

Each leaves its mark on the view (`view.permission`); a house test finds any page without one.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from sightline.access import roles
from sightline.access.audit import change, read
from sightline.access.kept import browser, keeping
from sightline.access.policy import here, refusing
from sightline.access.policy.leading import led_elsewhere
from sightline.access.policy.scope import may_read
from sightline.base import moments

View = Callable[..., HttpResponse]

SIGNED_IN = "signed in"
OPEN = "open to all"
#: A session rolls on this often at most, so that a page view is not always a write.
ROLLS_EVERY = 10 * 60


def permission(
    key: str, *, refills: bool = False, lent: Callable[[HttpRequest], bool] | None = None
) -> Callable[[View], View]:
    """A page for those who hold a permission in the authority they are working in.

    `refills`: the view fills its form from `request.kept.data` when there is any. `lent`: whether
    somebody else lends it to this person today, as a manager who is away does to who covers; the
    view itself then shows what is lent and no more.
    """
    roles.words(key)

    def decorate(view: View) -> View:
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not here.holds(request, key) and not (lent is not None and lent(request)):
                return refusing.refused(request, key)
            return view(request, *args, **kwargs)

        return _marked(view, _signed_in(guarded), key, refills)

    return decorate


def child_page(key: str = "child.read", *, refills: bool = False) -> Callable[[View], View]:
    """A page of one child's record (`child_id` in its address), for those with grounds.

    The permission is asked for in the child's own authority. What was decided stands in
    `request.decision`, and every opening is written to the audit trail before the page is made.
    """
    roles.words(key)

    def decorate(view: View) -> View:
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            refusal = _refusal(request, key, kwargs["child_id"])
            return refusal or view(request, *args, **kwargs)

        return _marked(view, _signed_in(guarded), key, refills)

    return decorate


def signed_in(view: View | None = None, *, refills: bool = False) -> Any:
    """A page for anyone who is signed in."""

    def decorate(view: View) -> View:
        return _marked(view, _signed_in(view), SIGNED_IN, refills)

    return decorate(view) if view is not None else decorate


def open_to_all(view: View | None = None, *, refills: bool = False) -> Any:
    """A page for anyone at all: sign-in, the professional's referral form, a health check."""

    def decorate(view: View) -> View:
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            return _kept_in_mind(request, view, args, kwargs)

        return _marked(view, guarded, OPEN, refills)

    return decorate(view) if view is not None else decorate


def mark(view: View, key: str) -> View:
    """Mark a page of a library that guards itself."""
    view.permission = key  # type: ignore[attr-defined]
    return view


def _marked(view: View, guarded: View, key: str, refills: bool) -> View:
    @wraps(view)
    def marked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.refills = refills  # type: ignore[attr-defined]
        return guarded(request, *args, **kwargs)

    marked.permission = key  # type: ignore[attr-defined]
    marked.refills = refills  # type: ignore[attr-defined]
    return marked


def _signed_in(guarded: View) -> View:
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return sign_in_first(request)
        _roll(request)
        response = _kept_in_mind(request, guarded, args, kwargs)
        browser.remember(request, response)
        # a record must not come back with the Back button after signing out
        add_never_cache_headers(response)
        return response

    return checked


def _kept_in_mind(
    request: HttpRequest, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> HttpResponse:
    """Offer the view what was typed before; once it has been taken, throw it away."""
    request.kept = None  # type: ignore[attr-defined]
    if request.method == "GET" and request.refills:  # type: ignore[attr-defined]
        request.kept = keeping.find(request)  # type: ignore[attr-defined]
    response = view(request, *args, **kwargs)
    if request.method == "POST" and 300 <= response.status_code < 400:
        keeping.taken(request)
    return response


def sign_in_first(request: HttpRequest) -> HttpResponse:
    """Send somebody to the sign-in page, and keep what they had typed."""
    if browser.in_background(request):
        return HttpResponse(
            "You have been signed out. What you typed is still on the page.",
            status=401,
            content_type="text/plain; charset=utf-8",
        )
    after, kept = request.get_full_path(), None
    if request.method == "POST":
        kept = keeping.keep(request, keeping.SESSION_ENDED)
        after = keeping.way_back(request)
    words = {"next": after, **({"kept": "1"} if kept else {})}
    response = HttpResponseRedirect(f"{reverse('account_login')}?{urlencode(words)}")
    if kept:
        browser.give(request, response, kept)
    return response


def _refusal(request: HttpRequest, key: str, child_id: int) -> HttpResponse | None:
    """The page that refuses this child's record; None lets the person in and says so in the
    audit trail."""
    user: Any = request.user
    if not user.may(key):
        return refusing.refused(request, key)
    decision = may_read(user, child_id, permission=key)
    request.decision = decision  # type: ignore[attr-defined]
    match = request.resolver_match
    page = match.view_name if match is not None else ""
    if decision.allowed:
        read(
            user=user,
            child_id=child_id,
            page=page,
            ground=decision.ground,
            authority_id=decision.authority_id,
        )
        return None
    if (elsewhere := led_elsewhere(request, key, child_id, decision)) is not None:
        return elsewhere
    if decision.kind == "absent":
        change(
            user=user,
            action="read_refused",
            kind="child",
            ident=child_id,
            child_id=child_id,
            reason="absent",
        )
        raise Http404("There is no such child in your authority.")
    return refusing.refused_child(request, child_id, decision)


def _roll(request: HttpRequest) -> None:
    """Let the session run from now again, without writing it at every page."""
    now = int(moments.now().timestamp())
    if now - request.session.get("rolled", 0) > ROLLS_EVERY:
        request.session["rolled"] = now
