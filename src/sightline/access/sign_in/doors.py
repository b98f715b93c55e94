"""The doors into the house: sign-in by password, by one click in a demonstration, and out."""

from __future__ import annotations

from typing import Any

from allauth.account.views import LoginView
from django.conf import settings
from django.contrib.auth import get_user_model, login, logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from sightline.access import roles
from sightline.access.audit import change
from sightline.access.sign_in import slowing
from sightline.base.senders import address_of

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


class SignIn(LoginView):
    """The sign-in page; in a demonstration it also has one button for each invented person."""

    template_name = "sign_in/sign_in.jinja"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Look at the password, after a pause where many wrong ones were tried of late."""
        with slowing.in_turn(name_tried(request), address_of(request)) as may:
            if not may:
                return render(
                    request, "sign_in/slowed.jinja", status=settings.AXES_HTTP_RESPONSE_CODE
                )
            answer: HttpResponse = super().post(request, *args, **kwargs)
            return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say whether work was kept, and who may be signed in by one click."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["kept"] = "kept" in self.request.GET
        context["next_page"] = safe_next(self.request)
        context["people"] = invented_people() if settings.SIGHTLINE_DEMO else []
        return context


def invented_people() -> list[dict[str, Any]]:
    """The people of the demonstration, in the order of the roles, each with what they do."""
    people = get_user_model().objects.active().filter(demonstration=True)
    order = list(roles.ROLES)
    found = []
    for person in people.prefetch_related("holdings").order_by("display_name"):
        held = person.roles()
        if held:
            found.append({"user": person, "role": held[0], "place": order.index(held[0].key)})
    return sorted(found, key=lambda each: each["place"])


@require_POST
def demonstrate(request: HttpRequest, username: str) -> HttpResponse:
    """Sign in as an invented person, where everybody is invented and nowhere else."""
    if not settings.SIGHTLINE_DEMO:
        raise Http404("This installation is not a demonstration.")
    people = get_user_model().objects.active().filter(demonstration=True)
    person = get_object_or_404(people, username=username)
    login(request, person, backend=BACKEND)
    change(user=person, action="signed_in_by_click", kind="user", ident=person.pk)
    return HttpResponseRedirect(safe_next(request) or settings.LOGIN_REDIRECT_URL)


def sign_out(request: HttpRequest) -> HttpResponse:
    """Leave: by POST at once; by address, a page with the button."""
    if request.method != "POST":
        return render(request, "sign_in/sign_out.jinja")
    logout(request)
    return HttpResponseRedirect(settings.LOGOUT_REDIRECT_URL or settings.LOGIN_REDIRECT_URL)


def name_tried(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """The user name under which a wrong password is counted: one person, however it is spelt."""
    tried = (credentials or {}).get("username") or request.POST.get("login") or ""
    return str(tried).strip().lower()


def locked_out(
    request: HttpRequest, credentials: dict[str, Any] | None = None, *args: Any, **kwargs: Any
) -> HttpResponse:
    """Too many wrong passwords: this account from this address waits half an hour."""
    return render(request, "sign_in/locked_out.jinja", status=settings.AXES_HTTP_RESPONSE_CODE)


def safe_next(request: HttpRequest) -> str:
    """The page asked for, when it is one of ours."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return asked if ours else ""
