"""Out of hours: find a child, tonight's risks, whom to ring, and what was handed over."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from sightline.access.policy.guard import permission
from sightline.access.policy.noting import noted
from sightline.base.components.paging import Paging
from sightline.oversight.out_of_hours.queries import unacknowledged
from sightline.oversight.worklists import risks
from sightline.oversight.worklists.front_door import authority_of
from sightline.oversight.worklists.rows import Row, openable, rows_of
from sightline.people.workforce.models import Team
from sightline.record.allocation.queries import HeldChild
from sightline.record.handover.queries import unaccepted
from sightline.record.orders.queries import in_force, places_of
from sightline.record.spine.models import Step

if TYPE_CHECKING:
    from sightline.access.authorities.models import Authority
    from sightline.record.handover.queries import Unaccepted

CONTACT, ENQUIRY = "contact", "section47"


@permission("outofhours.view")
@require_GET
def tonight(request: HttpRequest) -> HttpResponse:
    """What the night needs, from what is recorded; every child whose worry it tells is noted."""
    authority = authority_of(request)
    told, orders = risks.told_tonight(authority), in_force(authority=authority)
    nights, sent, steps = unacknowledged(authority), _sent(authority), _open(authority)
    known = risks.risks(orders, places_of(each.child.pk for each in orders), nights, told)
    ids = {each.child_id for each in known} | {each.child.pk for each in nights}
    ids |= {each.handover.event.child_id or 0 for each in sent}
    seen, shut = openable(request.user, ids | {step.child_id or 0 for step in steps})
    for each in known:
        each.child = seen.get(each.child_id)
    shown: dict[str, list[Any]] = {
        "risks": [each for each in known if each.child is not None],
        "nights": [each for each in nights if each.child.pk in seen],
        "sent": [each for each in sent if each.child is not None and each.child.pk in seen],
    }
    begun = [step for step in steps if step.process == ENQUIRY and step.child_id in seen]
    contacts = [step for step in steps if step.process == CONTACT and step.child_id in seen]
    paging = Paging.of(_enquiries(begun), request)
    noted(request, "tonight", [
        *(each.child.pk for rows in shown.values() for each in rows),
        *(row.child.pk for row in paging.items),
    ], {})
    context = shown | {
        "undecided": len(contacts), "shut": shut, "ring": risks.to_ring(told),
        "paging": paging,
    }
    return render(request, "worklists/tonight.jinja", context)


def _sent(authority: Authority) -> list[Unaccepted]:
    """What was handed over to the night and waits to be accepted."""
    return [
        each for each in unaccepted(authority=authority)
        if each.handover.to_team is not None
        and each.handover.to_team.kind == Team.Kind.OUT_OF_HOURS and each.child is not None
    ]


def _open(authority: Authority) -> list[Step]:
    """Contacts to decide and open enquiries; one query."""
    steps = Step.objects.open().of(CONTACT, ENQUIRY).filter(
        authority=authority, child__isnull=False
    )
    steps = steps.select_related("child", "owner_worker", "owner_team")
    return list(steps.order_by("opened_on", "pk"))


def _enquiries(steps: Iterable[Step]) -> list[Row]:
    """Children with an open enquiry, overdue first."""
    held: dict[int, HeldChild] = {}
    for step in steps:
        if step.child is not None:
            each = held.setdefault(
                step.child.pk, HeldChild(step.child, step.owner_worker, step.owner_team)
            )
            each.steps.append(step)
    return rows_of(list(held.values()), planned=False)
