"""Lists that managers answer for: receipts somebody moved, and work behind closed contacts."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from sightline.access.policy import scope
from sightline.access.policy.guard import permission
from sightline.access.policy.here import current_authority
from sightline.base.moments import now
from sightline.journey.contact import queries
from sightline.journey.contact.hidden import closed_with_work
from sightline.journey.contact.process import DECIDED
from sightline.people.persons.models import Person

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sightline.access.authorities.models import Authority
    from sightline.access.users.models import User

DAYS = 90


def _authority(request: HttpRequest) -> Authority:
    authority = current_authority(request)
    if authority is None:
        raise Http404("You hold no role in an authority, so there is no list to show.")
    return authority


def _openable(request: HttpRequest, child_ids: Iterable[int | None]) -> set[int]:
    wanted = {pk for pk in child_ids if pk is not None}
    visible = scope.visible_children(cast("User", request.user)).filter(pk__in=wanted)
    return set(visible.values_list("pk", flat=True))


def _shut(children: Iterable[Person | None], seen: set[int]) -> int:
    """How many more there are; a sealed child is to this reader no child at all."""
    sealed = Person.Restriction.SEALED
    return sum(
        1 for child in children
        if child is not None and child.pk not in seen and child.restriction != sealed
    )


@permission("service.view")
@require_GET
def moved(request: HttpRequest) -> HttpResponse:
    """Every moment of receipt that somebody changed or withdrew, with the reason they gave."""
    rows = queries.moved_receipts(_authority(request), now() - timedelta(days=DAYS))
    seen = _openable(request, [row.event.child_id for row in rows])
    context = {
        "rows": [row for row in rows if row.event.child_id in seen], "days": DAYS,
        "unseen": _shut([row.event.child for row in rows], seen),
    }
    return render(request, "contact/moved.jinja", context)


@permission("frontdoor.view")
@require_GET
def hidden(request: HttpRequest) -> HttpResponse:
    """Contacts that an outcome has closed while work went on: they count as open."""
    rows = closed_with_work(_authority(request))
    seen = _openable(request, [row.step.child_id for row in rows])
    context = {
        "rows": [row for row in rows if row.step.child_id in seen], "decided": DECIDED,
        "unseen": _shut([row.step.child for row in rows], seen),
    }
    return render(request, "contact/hidden.jinja", context)
