"""The browser a person types in, known by a signed cookie that says nothing about them."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

COOKIE = "sightline_browser"
SALT = "sightline.kept.browser"
LASTS = timedelta(days=14)


class Browser:
    """A browser's token, and the number of the person last signed in there."""

    def __init__(self, token: str, user_id: int | None) -> None:
        self.token = token
        self.user_id = user_id

    @property
    def digest(self) -> str:
        """What is stored instead of the token."""
        return hashlib.sha256(self.token.encode()).hexdigest()


def of(request: HttpRequest) -> Browser | None:
    """The browser that sent this, if its cookie is ours and not too old."""
    try:
        said: Any = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=LASTS)
        return Browser(said["b"], said["u"])
    except (signing.BadSignature, KeyError, TypeError):
        return None


def known_user(request: HttpRequest) -> int | None:
    """Who is typing: the person signed in, else the one last signed in with this browser."""
    if request.user.is_authenticated:
        pk: int = request.user.pk
        return pk
    before = of(request)
    return before.user_id if before else None


def give(request: HttpRequest, response: HttpResponse, browser: Browser) -> None:
    """Send a browser its cookie."""
    response.set_cookie(
        COOKIE,
        signing.dumps({"b": browser.token, "u": browser.user_id}, salt=SALT),
        max_age=LASTS,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def fresh(user_id: int | None) -> Browser:
    """A browser not seen before."""
    return Browser(secrets.token_urlsafe(32), user_id)


def remember(request: HttpRequest, response: HttpResponse) -> None:
    """Let this browser be known as the signed-in person's, before their session can end.

    Another person's browser gets a new token, so that nobody finds what somebody else typed.
    """
    before = of(request)
    user_id = request.user.pk
    if user_id is None or (before is not None and before.user_id == user_id):
        return
    if before is not None and before.user_id is None:
        give(request, response, Browser(before.token, user_id))
    else:
        give(request, response, fresh(user_id))


def in_background(request: HttpRequest) -> bool:
    """Whether a script sent this while the person goes on typing; their page still has it all."""
    mode = request.headers.get("Sec-Fetch-Mode", "navigate")
    return "HX-Request" in request.headers or mode != "navigate"


def same_origin(request: HttpRequest) -> bool:
    """Whether one of our own pages sent this form.

    What another site sent must not wait here for a person to send it on in good faith.
    """
    ours = (f"{request.scheme}://{request.get_host()}", *settings.CSRF_TRUSTED_ORIGINS)
    said = request.headers.get("Origin") or request.headers.get("Referer", "")
    return any(said == own or said.startswith(f"{own}/") for own in ours)
