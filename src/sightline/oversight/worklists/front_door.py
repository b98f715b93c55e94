"""The front door: contacts to decide, contacts closed with work going on, receipts that moved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from sightline.access.policy.guard import permission
from sightline.access.policy.here import current_authority
from sightline.access.policy.noting import noted
from sightline.base.components.due import chip
from sightline.base.components.paging import Paging
from sightline.base.components.words import moment
from sightline.base.moments import now
from sightline.journey.contact.hidden import closed_with_work
from sightline.journey.contact.process import DECIDED
from sightline.journey.contact.queries import moved_receipts, undecided
from sightline.journey.safety_agreement.queries import InForce, in_force
from sightline.oversight.out_of_hours.queries import Night, unacknowledged
from sightline.oversight.worklists import exporting
from sightline.oversight.worklists.below import (
    ByNight,
    Decided,
    decided_today,
    sent_and_waiting,
    with_open_work,
)
from sightline.oversight.worklists.door import Contact, lives, queue
from sightline.oversight.worklists.rows import readable
from sightline.record.checks.queries import checks_of

if TYPE_CHECKING:
    from sightline.access.authorities.models import Authority
    from sightline.access.policy.noting import Grounds
    from sightline.record.handover.queries import Unaccepted
    from sightline.record.spine.models import Step

#: How far back receipts that were moved are listed.
MOVED_DAYS = 90


def arrived(steps: Sequence[Step]) -> list[Contact]:
    """What a list shows of contacts, child by child, danger and the least time left first."""
    life = lives(step.child_id for step in steps if step.child_id is not None)
    return queue(steps, life, {}, together=False)


def authority_of(request: HttpRequest) -> Authority:
    """Where the person is working."""
    authority = current_authority(request)
    if authority is None:
        raise Http404("You hold no role in an authority.")
    return authority


@dataclass
class Door:
    """The front door as one person may see it; `shut` is how many children they may not open."""

    rows: list[Contact]
    decided: list[Decided]
    sent: list[Unaccepted]
    nights: list[ByNight]
    episodes: list[Night]
    promised: list[InForce]
    shut: int
    grounds: Grounds

    @property
    def children(self) -> list[int]:
        """Ids of all whose names or worries it shows beneath the queue."""
        people = [*(each.child for each in self.decided), *(each.child for each in self.sent),
                  *(each.sent.child for each in self.nights),
                  *(each.child for each in self.episodes),
                  *(each.child for each in self.promised)]
        return [child.pk for child in people if child is not None]


def door(authority: Authority, user: Any) -> Door:
    """Everything the front door has in hand, as far as this person may open it; twelve queries."""
    steps = [step for step in undecided(authority) if step.child_id is not None]
    decided = decided_today(authority)
    sent, nights = sent_and_waiting(authority)
    episodes, promised = unacknowledged(authority), in_force(authority=authority)
    people = [*(s.child for s in steps), *(e.child for e in decided), *(s.child for s in sent),
              *(each.sent.child for each in nights), *(each.child for each in episodes),
              *(each.child for each in promised)]
    seen, shut = readable(user, people)
    steps = [step for step in steps if step.child_id in seen]
    decided = [event for event in decided if event.child_id in seen]
    life = lives(seen)
    checks = checks_of([*(step.pk for step in steps), *(event.step_id or 0 for event in decided)])
    return Door(
        queue(steps, life, checks), with_open_work(decided, life, checks),
        [each for each in sent if each.child is not None and each.child.pk in seen],
        [each for each in nights if each.sent.child is not None and each.sent.child.pk in seen],
        [each for each in episodes if each.child.pk in seen],
        [each for each in promised if each.child.pk in seen],
        shut, seen,
    )


#: The lists of the queue: what each is called, and which contacts are on it.
LISTS: dict[str, tuple[str, Callable[[Contact], bool]]] = {
    "": ("To decide", lambda row: True),
    "late": ("Late", lambda row: row.late),
    "ungraded": ("Not graded", lambda row: not row.grade),
    "open": ("About open children", lambda row: any(a.known == "Open now" for a in row.about)),
    "often": ("Third contact or more", lambda row: any(a.often for a in row.about)),
    "checks": ("Checks late", lambda row: row.tally.late > 0),
}


def _asked(request: HttpRequest) -> str:
    show = request.GET.get("show", "")
    return show if show in LISTS else ""


@permission("frontdoor.view")
@require_GET
def front_door(request: HttpRequest) -> HttpResponse:
    """Contacts on which nobody has decided: those in danger first, then the least time left."""
    found, show = door(authority_of(request), request.user), _asked(request)
    rows = [row for row in found.rows if LISTS[show][1](row)]
    whole = max(len(rows), 1) if "whole" in request.GET else 0
    paging = Paging.of(rows, request, size=whole) if whole else Paging.of(rows, request)
    below = not show and paging.number == 1
    noted(request, "front_door", [
        *(each.child.pk for row in paging.items for each in row.about),
        *(found.children if below else ()),
    ], found.grounds)
    context = {
        "paging": paging, "door": found, "show": show, "below": below,
        "danger": [row for row in paging.items if row.danger],
        "others": [row for row in paging.items if not row.danger],
        "lists": [
            (key, words, sum(on(row) for row in found.rows)) for key, (words, on) in LISTS.items()
        ],
        "title": LISTS[show][0],
    }
    return render(request, "worklists/front_door.jinja", context)


HEADINGS = (
    "Time left", "Received", "Grade", "Graded by", "Danger", "Children", "Known", "Where and safe",
    "Source", "The worry", "Checks asked", "Checks in", "Checks late", "Owner",
)


@permission("frontdoor.view")
@require_GET
def door_export(request: HttpRequest) -> HttpResponse:
    """One of the queue's lists as a file for a spreadsheet, contact by contact."""
    found, show = door(authority_of(request), request.user), _asked(request)
    rows = [row for row in found.rows if LISTS[show][1](row)]
    return exporting.written(
        request, HEADINGS, [_cells(row) for row in rows], kind="front_door", ident=None,
        children=[each.child.pk for row in rows for each in row.about],
    )


def _cells(row: Contact) -> list[str]:
    checks = row.tally
    return [
        chip(row.due).words if row.due is not None else "No limit is running",
        moment(row.received_at), row.grade_words, row.graded_by,
        "Immediate danger" if row.danger else "",
        "; ".join(f"{each.child.display_name}, {each.age}" for each in row.about),
        "; ".join(", ".join(each.flags) for each in row.about),
        "; ".join(f"{each.where_words}. {each.safe_words}" for each in row.about),
        row.source, row.worry, str(checks.asked), str(checks.answered), str(checks.late),
        row.owner,
    ]


@permission("frontdoor.view")
@require_GET
def hidden_work(request: HttpRequest) -> HttpResponse:
    """Contacts that an outcome has ended and on which work goes on: they count as open."""
    found = closed_with_work(authority_of(request))
    seen, _ = readable(request.user, [row.step.child for row in found])
    rows = [row for row in found if row.step.child_id in seen]
    paging = Paging.of(rows, request)
    noted(request, "hidden_work", [row.step.child_id for row in paging.items], seen)
    context = {"paging": paging, "outcomes": DECIDED}
    return render(request, "worklists/hidden_work.jinja", context)


@permission("frontdoor.view")
@require_GET
def moved(request: HttpRequest) -> HttpResponse:
    """Every moment of receipt that somebody changed or took away, with the reason they gave."""
    since = now() - timedelta(days=MOVED_DAYS)
    found: list[Any] = moved_receipts(authority_of(request), since)
    seen, _ = readable(request.user, [row.event.child for row in found])
    rows = [row for row in found if row.event.child_id in seen]
    paging = Paging.of(rows, request)
    noted(request, "moved_receipts", [row.event.child_id for row in paging.items], seen)
    context = {"paging": paging, "since": since}
    return render(request, "worklists/moved.jinja", context)
