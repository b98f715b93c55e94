"""How recording goes, for a team and for oneself: what was written late, what repeats old words.

It is there to be talked about: nobody is ranked, and what stood in the way is asked
first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from sightline.access.policy import visible_children
from sightline.access.policy.guard import permission
from sightline.access.policy.noting import noted
from sightline.base.components.words import plural
from sightline.base.moments import at, today
from sightline.oversight.worklists.teams import team_here
from sightline.record.copying.queries import repeated
from sightline.record.spine.models import Step
from sightline.record.timeline.chronology import words_of
from sightline.record.visits.entering import WITHIN, Entered, entered, visits_made

if TYPE_CHECKING:
    from sightline.people.persons.models import Person
    from sightline.record.copying.models import Likeness

#: How far back the page looks.
PERIOD = timedelta(days=28)
#: As many lines of each list are shown.
SHOWN = 50


@dataclass(frozen=True, slots=True)
class Late:
    """A visit that was written late: to whom, and how long it took."""

    children: Sequence[Person]
    visit: Entered

    @property
    def href(self) -> str:
        """The visit as it stands on the record."""
        part = self.visit.events[0]
        return reverse("pages:event", args=[part.child_id, part.pk])

    @property
    def words(self) -> str:
        """How long it took."""
        return f"{plural(self.visit.days, 'working day')} after the visit"


@dataclass(frozen=True)
class Recording:
    """The visits of a period by when they were written, and what repeats earlier words."""

    visits: Sequence[Entered]
    copies: Sequence[Likeness]
    since: date

    @property
    def late(self) -> list[Late]:
        """The visits that were written late, the newest first."""
        return [
            Late([part.child for part in each.events if part.child is not None], each)
            for each in self.visits if each.late
        ]

    @property
    def in_time(self) -> int:
        """How many were written within the local standard."""
        return sum(not each.late for each in self.visits)


def of_children(child_ids: Any, user: Any, *, mine: bool = False) -> Recording:
    """How recording went for some children whose records this person may open; few queries.

    With `mine` only of what this person recorded.
    """
    since = today() - PERIOD
    which = Q(child_id__in=child_ids)
    if mine:
        which &= Q(recorded_by=user)
    visits = entered(visits_made(since, today(), which=which).select_related("child"))
    copies = repeated(
        child_ids, user, since=at(since), by=user if mine else None, most=SHOWN
    )
    return Recording(visits, copies, since)


@permission("team.view")
@require_GET
def team(request: HttpRequest, team_id: int) -> HttpResponse:
    """How recording goes in one team, of the children this person may open."""
    found = team_here(request, team_id)
    held = Step.objects.open().filter(owner_team=found).filter(
        child_id__in=visible_children(request.user)
    )
    told = of_children(held.values("child_id"), request.user)
    return _shown(request, told, team=found)


@permission("caseload.view")
@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """How one's own recording went, which nobody else is shown from here."""
    told = of_children(visible_children(request.user), request.user, mine=True)
    return _shown(request, told)


def _shown(request: HttpRequest, told: Recording, *, team: Any = None) -> HttpResponse:
    late = told.late[:SHOWN]
    noted(request, "recording", [
        *(child.pk for each in late for child in each.children),
        *(event.child_id for row in told.copies for event in (row.event, row.other) if event),
    ], {})
    return render(request, "worklists/recording.jinja", {
        "told": told, "team": team, "late": late, "within": WITHIN,
        "words_of": words_of,
    })
