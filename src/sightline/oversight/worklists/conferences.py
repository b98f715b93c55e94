"""Conferences due and booked, and plans with gaps: what a chair and their administrator watch."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from sightline.access.policy.guard import permission
from sightline.access.policy.here import holds
from sightline.access.policy.noting import noted
from sightline.base.components.due import Deadline
from sightline.base.components.paging import Paging
from sightline.journey.protection_plan.queries.gaps import PlanGaps, gaps_of
from sightline.oversight.worklists.chairs_alerts import alerts
from sightline.oversight.worklists.duties import conference_clocks
from sightline.oversight.worklists.front_door import authority_of
from sightline.oversight.worklists.long_plans import long_plan
from sightline.oversight.worklists.rows import readable
from sightline.record.allocation.models import Involvement
from sightline.record.spine.deadlines import deadline
from sightline.record.spine.models import Clock, Event, Step
from sightline.record.timeline.marking import behind, behind_words, last_of

if TYPE_CHECKING:
    from sightline.access.users.models import User
    from sightline.people.persons.models import Person

PLAN = "protection_plan"
#: How many of the chairs' alerts the page itself shows; the log has them all.
SHOWN = 10


@dataclass(frozen=True, slots=True)
class Coming:
    """A conference that has to be held: for whom, under which duty, and when it is booked."""

    child: Person
    due: Deadline
    due_on: date
    booked_on: date | None
    href: str
    #: the chronology is not up to date for it, in words
    behind: str = ""

    @property
    def booked_late(self) -> bool:
        """Whether it is booked for a day after it is due."""
        return self.booked_on is not None and self.booked_on > self.due_on


def coming(clocks: Sequence[Clock]) -> list[Coming]:
    """The conferences that running clocks ask for, the earliest due first; two queries."""
    booked = _booked({clock.child_id for clock in clocks if clock.child_id is not None})
    weighed = last_of(booked) if booked else {}
    return [
        Coming(
            clock.child, deadline(clock), clock.due_on, booked.get(clock.child.pk),
            reverse("pages:step", args=[clock.child.pk, clock.step_id]),
            _behind(weighed.get(clock.child.pk), booked.get(clock.child.pk)),
        )
        for clock in clocks if clock.child is not None and clock.due_on is not None
    ]


def _behind(last: date | None, for_on: date | None) -> str:
    return behind_words(last, for_on) if for_on is not None and behind(last, for_on) else ""


def _booked(child_ids: Iterable[int]) -> dict[int, date]:
    """For when each child's open conference was last booked."""
    events = Event.objects.standing().of("conference.booked", "conference.adjourned").filter(
        child_id__in=child_ids, for_on__isnull=False, step__closed_on__isnull=True,
    )
    return {
        event.child_id: event.for_on for event in events.in_order()
        if event.child_id is not None and event.for_on is not None
    }


def lacking(steps: Sequence[Step]) -> list[PlanGaps]:
    """Those of some protection plans that lack anything, oldest first."""
    found = gaps_of(steps)
    return [PlanGaps(step, tuple(found[step.pk])) for step in steps if found[step.pk]]


def _chaired(request: HttpRequest, rows: Any) -> Any:
    """Narrow rows to the children this person chairs, when that is what they asked for."""
    if request.GET.get("whose") != "mine":
        return rows
    mine = Involvement.objects.current().filter(
        role="chair", worker__user=request.user.pk or 0, child__isnull=False
    )
    return rows.filter(child_id__in=mine.values("child_id"))


@permission("conference.view")
@require_GET
def conferences(request: HttpRequest) -> HttpResponse:
    """Conferences due and booked, the earliest first; then the plans that lack something."""
    authority = authority_of(request)
    clocks = Clock.objects.filter(
        key__in=conference_clocks(), state=Clock.State.RUNNING, due_on__isnull=False,
        step__authority=authority,
    ).select_related("child", "step").order_by("due_on", "due_at", "child__family_name", "key")
    steps = Step.objects.open().of(PLAN).filter(authority=authority).select_related(
        "child", "owner_worker", "owner_team"
    ).order_by("opened_on", "pk")
    running, open_plans = list(_chaired(request, clocks)), list(_chaired(request, steps))
    everybody = [row.child for row in (*running, *open_plans)]
    seen, shut = readable(request.user, everybody)
    paging = Paging.of(coming([c for c in running if c.child_id in seen]), request)
    lacks = lacking([s for s in open_plans if s.child_id in seen])
    long = [(s, said) for s in open_plans if s.child_id in seen and (said := long_plan(s))]
    mine = request.GET.get("whose") == "mine"
    asked = alerts(cast("User", request.user), authority.pk, mine=mine)
    noted(request, "conferences_due", [
        *(each.child.pk for each in paging.items), *(each.step.child_id for each in lacks),
        *(step.child_id for step, _ in long), *(one.child.pk for one in asked[:SHOWN]),
    ], seen)
    context = {
        "alerts": asked, "shown": SHOWN, "late_alerts": sum(one.late for one in asked),
        "paging": paging, "lacking": lacks, "long": long,
        "plans": len([s for s in open_plans if s.child_id in seen]), "shut": shut,
        "mine": mine, "chairs": holds(request, "conference.chair"),
    }
    return render(request, "worklists/conferences.jinja", context)
