"""A page of a record that is now part of another: the same page of the one that leads."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from sightline.access.policy import refusing
from sightline.access.policy.grounds import barriers
from sightline.access.policy.scope import Decision, may_read


def led_elsewhere(
    request: HttpRequest, permission: str, child_id: int, decision: Decision
) -> HttpResponse | None:
    """The way to the record that leads, or why that one does not open; None where none leads.

    What was typed on a page of the merged record is asked of the other again, so nothing is lost.
    """
    barrier = barriers.get(decision.barrier)
    target = barrier.leads(child_id) if barrier is not None and barrier.leads is not None else None
    match = request.resolver_match
    if target is None or match is None:
        return None
    user: Any = request.user
    there = may_read(user, target, permission=permission)
    if there.kind == "absent":
        return None
    if not there.allowed:
        return refusing.refused_child(request, target, there)
    address = reverse(match.view_name, kwargs={**match.kwargs, "child_id": target})
    if request.GET:
        address = f"{address}?{urlencode(list(request.GET.items()))}"
    answer = HttpResponseRedirect(address)
    if request.method == "POST":
        answer.status_code = HTTPStatus.TEMPORARY_REDIRECT
    return answer
