"""Home: each role goes straight to the page that it works from."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse

from sightline.access.policy.guard import signed_in
from sightline.access.policy.here import current_authority
from sightline.base.components.navigation import links

#: Where each role begins, in the order in which they count for somebody who holds several.
BEGINS = (
    ("front_door_manager", "worklists:front_door"),
    ("front_door_worker", "worklists:front_door"),
    ("out_of_hours", "worklists:tonight"),
    ("service_manager", "worklists:service"),
    ("director", "worklists:service"),
    ("inspector", "worklists:service"),
    ("team_manager", "worklists:teams"),
    ("conference_chair", "worklists:conferences"),
    ("conference_administrator", "worklists:conferences"),
    ("social_worker", "worklists:work"),
    ("reviewing_officer", "worklists:work"),
    ("analyst", "measures"),
    ("information_governance", "glass"),
    ("system_administrator", "structure:tree"),
)


def begins(role_keys: Any) -> str:
    """The address at which somebody with these roles begins; empty where none has a page."""
    held = set(role_keys)
    for role, name in BEGINS:
        if role in held:
            try:
                return reverse(name)
            except NoReverseMatch:
                continue
    return ""


@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """Straight to the page of one's role; the pages that are open to one where there is none."""
    authority = current_authority(request)
    user: Any = request.user
    address = begins(user.role_keys(authority.pk if authority is not None else None))
    if address:
        return redirect(address)
    offered = [link for link in links(request) if link["href"] != request.path]
    return render(request, "project/home.jinja", {"links": offered})
