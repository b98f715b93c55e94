"""Out of hours: find a child, see the enquiries that are open, and take what was handed over."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from sightline.access.policy.guard import permission
from sightline.base.components.paging import Paging
from sightline.base.moments import now
from sightline.journey.contact.queries import undecided
from sightline.oversight.worklists.front_door import arrived, authority_of
from sightline.oversight.worklists.rows import Row, readable, rows_of
from sightline.people.workforce.models import Team
from sightline.record.allocation.models import DutyTurn
from sightline.record.allocation.queries import HeldChild
from sightline.record.handover.queries import unaccepted
from sightline.record.spine.models import Step

ENQUIRY = "section47"


def enquiries(request: HttpRequest) -> tuple[list[Row], int]:
    """Children with an open enquiry, overdue first, and how many more this person may not open."""
    steps = list(
        Step.objects.open().of(ENQUIRY).filter(authority=authority_of(request))
        .select_related("child", "owner_worker", "owner_team").order_by("opened_on", "pk")
    )
    seen, shut = readable(request.user, [step.child for step in steps])
    held: dict[int, HeldChild] = {}
    for step in steps:
        if step.child is not None and step.child_id in seen:
            each = held.setdefault(
                step.child.pk, HeldChild(step.child, step.owner_worker, step.owner_team)
            )
            each.steps.append(step)
    return rows_of(list(held.values())), shut


@permission("outofhours.view")
@require_GET
def tonight(request: HttpRequest) -> HttpResponse:
    """What the night needs, from what is recorded: contacts, handovers, open enquiries, duty."""
    authority = authority_of(request)
    contacts = [step for step in undecided(authority) if step.child_id is not None]
    sent = [
        each for each in unaccepted(authority=authority)
        if each.handover.to_team is not None
        and each.handover.to_team.kind == Team.Kind.OUT_OF_HOURS and each.child is not None
    ]
    people = [step.child for step in contacts] + [each.child for each in sent]
    seen, _ = readable(request.user, people)
    rows, shut = enquiries(request)
    turns = DutyTurn.objects.at(now()).filter(team__authorities=authority)
    context = {
        "contacts": arrived([step for step in contacts if step.child_id in seen])[:20],
        "undecided": len([step for step in contacts if step.child_id in seen]),
        "sent": [each for each in sent if each.child is not None and each.child.pk in seen],
        "paging": Paging.of(rows, request), "shut": shut,
        "duty": turns.select_related("worker", "team").order_by("team__name_now", "until_at"),
    }
    return render(request, "worklists/tonight.jinja", context)
