"""The pages that say what went wrong and what to do next, in plain words."""

from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

KEPT = "Nothing you have saved is lost."


def _page(request: HttpRequest | None, status: int, title: str, *words: str) -> HttpResponse:
    context = {"heading": title, "words": [word for word in words if word]}
    return HttpResponse(render_to_string("base/error.jinja", context, request), status=status)


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """400: the browser sent what cannot be understood; 413: more than is taken at once."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return _page(
            request,
            413,
            "What you sent is too large",
            "No more than ten million characters are taken at once, and this was not kept.",
            "Go back: what you typed is still on the page. Send it in parts, or leave out a file. "
            "If a child may be in danger now, do not wait for this form: ring.",
        )
    return _page(
        request,
        400,
        "That request could not be understood",
        "The address or the form was damaged on its way here.",
        f"Go back and try again. {KEPT}",
    )


def permission_denied(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """403: signed in, and not entitled; says why where the policy gave a reason."""
    return _page(
        request,
        403,
        "You cannot see this page",
        str(exception or ""),
        "If you need it for your work, ask your manager or the person who manages access.",
    )


def page_not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """404: nothing stands at this address."""
    return _page(
        request,
        404,
        "There is no such page",
        "If you typed the address, check it. If you followed a link, the record may have moved.",
        "You can find a person by name, date of birth, address or number from the top of any page.",
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault; drawn without asking the database who is signed in."""
    return _page(
        None,
        500,
        "Sorry, something went wrong here",
        f"The fault is ours and it has been logged. {KEPT}",
        "Wait a moment and try again. Text typed into a page is kept in your browser.",
    )
