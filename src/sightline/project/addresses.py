"""Every address of the product, who may come in, and which roles that is."""

from collections.abc import Callable, Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from sightline.access.policy.guard import OPEN, SIGNED_IN
from sightline.access.roles import ROLES

View = Callable[..., Any]


def addresses() -> list[tuple[str, View]]:
    """Each address, as its pattern is written, with the view that answers it."""
    return list(walk(get_resolver().url_patterns, "/"))


def walk(patterns: list[Any], before: str) -> Iterator[tuple[str, View]]:
    for pattern in patterns:
        where = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from walk(pattern.url_patterns, where)
        elif isinstance(pattern, URLPattern):
            yield where, pattern.callback


def table() -> list[list[str]]:
    """Rows of address, permission and the roles that may come in; the guard is asked, not us."""
    rows = []
    for where, view in addresses():
        key = str(getattr(view, "permission", "") or "NOT GUARDED")
        rows.append([f"`{where}`", key, admitted(key)])
    return sorted(rows)


def admitted(key: str) -> str:
    if key == OPEN:
        return "anybody"
    if key == SIGNED_IN:
        return "anybody signed in"
    return ", ".join(role.title for role in ROLES.values() if key in role.permissions) or "nobody"
