"""The authority a person is working in now, and how the frame of the page says who they are."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from sightline.access.authorities.models import Authority
from sightline.base.components.navigation import Identity

SESSION_KEY = "authority"


def current_authority(request: HttpRequest) -> Authority | None:
    """The authority chosen for this session, else the first in which the person holds a role."""
    if not hasattr(request, "_authority"):
        request._authority = _find(request)  # type: ignore[attr-defined]
    found: Authority | None = request._authority  # type: ignore[attr-defined]
    return found


def _find(request: HttpRequest) -> Authority | None:
    user: Any = request.user
    if not user.is_authenticated:
        return None
    mine: list[Authority] = user.authorities()
    chosen = request.session.get(SESSION_KEY)
    return next((each for each in mine if each.pk == chosen), mine[0] if mine else None)


def choose_authority(request: HttpRequest, authority_id: int) -> bool:
    """Work in another of one's authorities from now on; False when it is not one's own."""
    user: Any = request.user
    if authority_id not in user.authority_ids():
        return False
    request.session[SESSION_KEY] = authority_id
    request.__dict__.pop("_authority", None)
    return True


def holds(request: HttpRequest, permission: str) -> bool:
    """Whether the person holds a permission in the authority they are working in."""
    authority = current_authority(request)
    user: Any = request.user
    return bool(user.may(permission, authority.pk if authority else None))


def identity(request: HttpRequest) -> Identity:
    """Who is signed in, as the header of every page says it."""
    user: Any = request.user
    authority = current_authority(request)
    titles = [role.title for role in user.roles(authority.pk if authority else None)]
    return Identity(
        name=user.display_name,
        role=" and ".join(titles[:2]),
        authority=authority.name if authority else "",
    )
