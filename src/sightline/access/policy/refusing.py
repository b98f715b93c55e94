"""The page that says no: what is lacking, in plain words, and whom to ask."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sightline.access import roles
from sightline.access.audit import change
from sightline.access.policy.grounds import barriers, whom_to_ask
from sightline.access.policy.here import current_authority
from sightline.access.policy.scope import Decision


def refused(request: HttpRequest, permission: str) -> HttpResponse:
    """A page whose permission the person does not hold in this authority."""
    authority = current_authority(request)
    givers = get_user_model().objects.permitted("users.manage", authority.pk if authority else None)
    context = {
        "words": roles.words(permission),
        "authority": authority,
        "carried_by": [r.title for r in roles.ROLES.values() if permission in r.permissions],
        "held": [r.title for r in _user(request).roles(authority.pk if authority else None)],
        "givers": [giver.display_name for giver in givers.order_by("display_name")[:3]],
    }
    return render(request, "policy/refused.jinja", context, status=403)


def refused_child(request: HttpRequest, child_id: int, decision: Decision) -> HttpResponse:
    """A child's record that is there but not for this person: restricted, or without grounds."""
    user = _user(request)
    change(
        user=user,
        action="read_refused",
        kind="child",
        ident=child_id,
        authority_id=decision.authority_id,
        child_id=child_id,
        reason=decision.kind,
    )
    barrier = barriers.get(decision.barrier)
    named = barrier.ask(child_id) if barrier is not None and barrier.ask is not None else ""
    context = {
        "decision": decision,
        "ask": [named] if named else whom_to_ask(child_id),
        "child_id": child_id,
        "may_break": user.may("glass.break", decision.authority_id),
        "back_to": request.get_full_path(),
    }
    return render(request, "policy/refused_child.jinja", context, status=403)


def _user(request: HttpRequest) -> Any:
    return request.user
