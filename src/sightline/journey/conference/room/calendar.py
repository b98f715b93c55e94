"""The conference calendar: what is due and not booked, what is booked, who is free, who chairs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, cast

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from sightline import law
from sightline.access.policy.guard import permission
from sightline.access.policy.here import current_authority, holds
from sightline.access.policy.noting import noted
from sightline.access.policy.scope import visible_children
from sightline.base.components.due import Deadline
from sightline.base.moments import today
from sightline.journey.conference.queries import LIMITS, Story, stories
from sightline.journey.conference.room.slots import calendar_of
from sightline.people.relationships.lookups import sibling_groups
from sightline.record.allocation.models import Involvement
from sightline.record.allocation.roles import InvolvementRole
from sightline.record.spine.deadlines import deadline
from sightline.record.spine.models import Clock, Step

if TYPE_CHECKING:
    from sightline.access.users.models import User
    from sightline.people.persons.models import Person
    from sightline.people.workforce.models import Worker

WEEKS = 4
#: How far ahead a conference that is not booked is on the list.
AHEAD = timedelta(days=30)
KEYS = tuple(dict.fromkeys(key for keys in LIMITS.values() for key in keys))
WORKING_DAYS = re.compile(r"^(\d+) working days$")


@dataclass(frozen=True)
class Owed:
    """A conference a clock asks for, of brothers and sisters together, and where it is booked."""

    children: list[Person]
    due: Deadline
    day_words: str
    booked_on: date | None
    href: str
    book: str
    words: str

    @property
    def late(self) -> bool:
        """Whether it is booked for a day after it is due."""
        return bool(self.booked_on and self.due.due_on and self.booked_on > self.due.due_on)


def day_of(clock: Clock, due: Deadline) -> str:
    """Day 9 of 15, where the limit is in working days; empty otherwise."""
    found = WORKING_DAYS.match(due.allowed)
    if found is None or clock.started_on > today():
        return ""
    return f"Day {law.calendar().between(clock.started_on, today())} of {found[1]}"


def owed(clocks: Sequence[Clock], reader: User) -> list[Owed]:
    """What running clocks ask for, with the booking that holds; a few queries."""
    ids = {clock.child_id for clock in clocks}
    steps = Step.objects.open().of("conference").filter(child_id__in=ids).order_by("pk")
    told = {s.step.child_id: s for s in stories(list(steps)) if s.decided is None}
    # told as one line they would say whose brother or sister each is
    families = sibling_groups([pk for pk in ids if pk is not None], reader=reader) if ids else {}
    found: list[tuple[Clock, Owed]] = []
    for clock in clocks:
        one = _owed(clock, told.get(clock.child_id))
        kin = {sibling.person_id for sibling in families.get(clock.child_id or 0, ())}
        beside = next((
            row for other, row in found if other.key == clock.key and other.child_id in kin
            and (row.due.due_on, row.booked_on) == (one.due.due_on, one.booked_on)
            and row.words == one.words
        ), None)
        if beside is not None:
            beside.children.extend(one.children)
        else:
            found.append((clock, one))
    return [row for _, row in found]


def _owed(clock: Clock, story: Story | None) -> Owed:
    assert clock.child is not None
    due, child = deadline(clock), clock.child
    if story is None:
        ask = reverse("pages:start_page", args=[child.pk, "conference", "request"])
        return Owed([child], due, day_of(clock, due), None, due.step_href, ask, "Ask for it")
    where = [child.pk, story.step.pk]
    booked = story.booking
    return Owed(
        [child], due, day_of(clock, due), booked.for_on if booked is not None else None,
        reverse("conference:before", args=where), reverse("conference:book", args=where),
        "Book again" if booked is not None else "Book",
    )


def _first(request: HttpRequest) -> date:
    """The Monday of the week that the calendar begins with."""
    try:
        day = date.fromisoformat(request.GET.get("from", ""))
    except ValueError:
        day = today()
    day = min(max(day, date(2000, 1, 3)), today() + timedelta(days=730))
    return day - timedelta(days=day.weekday())


def children_chaired(chairs: Sequence[Worker], reader: User) -> dict[int, int]:
    """How many children each chair has now, of those whom the reader may open; one query."""
    return dict(
        Involvement.objects.current().filter(
            role=InvolvementRole.CHAIR, worker__in=chairs, child_id__in=visible_children(reader),
        ).values("worker_id").annotate(n=Count("child_id", distinct=True))
        .values_list("worker_id", "n")
    )


@permission("conference.view")
@require_GET
def calendar(request: HttpRequest) -> HttpResponse:
    """Four weeks of conferences, and above them what has to be booked, the earliest due first."""
    authority, reader = current_authority(request), cast("User", request.user)
    if authority is None:
        raise Http404("You hold no role in an authority.")
    first = _first(request)
    last = first + timedelta(days=7 * WEEKS - 1)
    here = calendar_of(authority, first, last, reader)
    clocks = Clock.objects.filter(
        key__in=KEYS, state=Clock.State.RUNNING, due_on__lte=today() + AHEAD,
        step__authority=authority, child_id__in=visible_children(reader),
    ).select_related("child", "step").order_by("due_on", "child__family_name", "pk")
    rows = owed(list(clocks), reader)
    mondays = [first + timedelta(days=7 * n) for n in range(WEEKS)]
    chaired = children_chaired(here.chairs, reader)
    load = [
        (c, chaired.get(c.pk, 0), [here.load(c, m) for m in mondays],
         [d for d in here.days if here.is_away(c, d)])
        for c in here.chairs
    ]
    weeks = [
        (m, [(d, halves) for d, halves in here.halves() if m <= d < m + timedelta(days=7)])
        for m in mondays
    ]
    unbooked, late = [r for r in rows if r.booked_on is None], [r for r in rows if r.late]
    noted(request, "conference_calendar", [
        *(child.pk for row in (*unbooked, *late) for child in row.children),
        *(child.pk for sitting in here.sittings for child in sitting.children),
    ], {})
    context = {
        "unbooked": unbooked, "late": late, "weeks": weeks, "load": load,
        "mondays": mondays, "earlier": first - timedelta(days=7 * WEEKS),
        "later": first + timedelta(days=7 * WEEKS),
        "sets_times": holds(request, "practice.set"),
    }
    return render(request, "conference/calendar.jinja", context)
