"""Booking a conference into a chair's free half day, by way of the page that records it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any, cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from sightline import law
from sightline.access.policy.guard import child_page
from sightline.base.forms.reading import key
from sightline.base.moments import today
from sightline.journey.conference.queries import due_on
from sightline.journey.conference.room.calendar import children_chaired
from sightline.journey.conference.room.slots import Calendar, Half, calendar_of
from sightline.journey.conference.room.together import Together, interpreters_at, together
from sightline.people.workforce.models import TeamMembership, Worker
from sightline.record.drafts import actions as drafts
from sightline.record.meetings.models import Mode
from sightline.record.pages import spots

if TYPE_CHECKING:
    from sightline.access.users.models import User
    from sightline.record.spine.models import Step

#: Free half days are offered for so many working days at least, and to the limit but no further
#: than the second number.
OFFERED_DAYS, AT_MOST_DAYS = 15, 45


@dataclass(frozen=True)
class Slot:
    """One chair's free half day, as the button that chooses it says and sends it."""

    on: date
    at: time
    chair: Worker
    #: how many conferences the chair has in that week already
    that_week: int = 0

    @property
    def code(self) -> str:
        """What the button sends."""
        return f"{self.on.isoformat()} {self.at:%H:%M} {self.chair.pk}"


def near(step: Step) -> set[int]:
    """Workers of the line that works the case, who do not chair it."""
    rows = TeamMembership.objects.in_force(today()).filter(team=step.owner_team_id or 0)
    found = set(rows.values_list("worker_id", flat=True))
    lead = step.owner_worker
    return found | ({lead.pk, lead.line_manager_id or 0} if lead is not None else set())


SIX_DAYS = timedelta(days=6)


def monday(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def _slots(calendar: Calendar, half: Half, close: set[int]) -> list[Slot]:
    """The chairs free in a half day, whoever has least in that week first."""
    week = monday(half.on)
    found = [
        Slot(half.on, half.at, c, calendar.load(c, week)) for c in half.free if c.pk not in close
    ]
    return sorted(found, key=lambda slot: (slot.that_week, slot.chair.name))


@require_http_methods(["GET", "POST"])
@child_page("meeting.arrange")
def book(request: HttpRequest, child_id: int, step_id: int) -> HttpResponse:
    """The free half days up to the limit and a little past it; one click chooses."""
    here = together(request, child_id, step_id, all_read=False)
    first = law.calendar().next_working(today() + timedelta(days=1))
    limit = due_on(here.step)
    soon, far = (law.calendar().add(today(), days) for days in (OFFERED_DAYS, AT_MOST_DAYS))
    last = min(max(soon, limit or soon), far)
    reader = cast("User", request.user)
    # whole weeks, so that what a chair has in one is counted whole
    calendar = calendar_of(here.step.authority, monday(first), monday(last) + SIX_DAYS, reader)
    close = near(here.step)
    chairs = [c for c in calendar.chairs if c.pk not in close]
    chaired = children_chaired(chairs, reader)
    days = [
        (day, [(half, _slots(calendar, half, close)) for half in halves])
        for day, halves in calendar.halves() if first <= day <= last
    ]
    offered = {slot.code: slot for _, halves in days for _, slots in halves for slot in slots}
    chosen = offered.get(request.POST.get("slot", ""))
    if chosen is not None:
        return _go_on(request, here, chosen, limit)
    gone = request.method == "POST"
    context = {
        "here": here, "days": days, "limit": limit, "modes": Mode.choices, "gone": gone,
        "kept_from": [c.name for c in calendar.chairs if c.pk in close],
        "others": [s for s in here.steps if s.pk != here.step.pk and s.is_open],
        "place": request.POST.get("place", ""),
        "load": [(chair, chaired.get(chair.pk, 0)) for chair in chairs],
        "spoken": interpreters_at(here, reader), "rooms": calendar.kept.on(first).rooms,
    }
    return render(request, "conference/book.jinja", context, status=409 if gone else 200)


def _go_on(request: HttpRequest, here: Together, slot: Slot, limit: date | None) -> HttpResponse:
    """The booking as a draft of the page that records it: looked over, or first its reason."""
    told = {key(text) for text in request.POST.getlist(spots.ALSO)}
    also = [child for child in here.children if child.pk in told and child.pk != here.child.pk]
    spot = spots.find(here.child.pk, "book", step_id=here.step.pk)
    spot.also, spot.reader = also, request.user
    meeting: dict[str, Any] = {
        "started": slot.at, "chair_id": slot.chair.pk, "place": request.POST.get("place", ""),
    }
    if request.POST.get("mode") in Mode.values:
        meeting["mode"] = request.POST["mode"]
    form = spot.form(initial={
        "event": {"on": today(), "for_on": slot.on}, "rows": {"meetings.Meeting": [meeting]},
    })
    typed = {**form.to_draft(), spots.ALSO: [str(child.pk) for child in also]}
    saved = drafts.save(spot.place, typed=typed, by=request.user)
    late = limit is not None and slot.on > limit
    return HttpResponseRedirect(
        f"{spot.url('page' if late else 'check')}?draft={saved.draft.pk}"
    )
