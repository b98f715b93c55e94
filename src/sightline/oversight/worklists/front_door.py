"""The front door: contacts to decide, contacts closed with work going on, receipts that moved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from sightline.access.audit.actions import reads
from sightline.access.policy.guard import permission
from sightline.access.policy.here import current_authority
from sightline.base.components.due import Deadline
from sightline.base.components.paging import Paging
from sightline.base.components.words import age_words
from sightline.base.moments import now
from sightline.journey.contact.hidden import closed_with_work
from sightline.journey.contact.models import Account, ChildPart, Known
from sightline.journey.contact.process import DECIDED
from sightline.journey.contact.queries import moved_receipts, undecided
from sightline.oversight.worklists.rows import is_late, readable
from sightline.record.allocation.queries import moment_of
from sightline.record.spine.deadlines import deadline
from sightline.record.spine.models import Clock, Event, Step

if TYPE_CHECKING:
    from sightline.access.authorities.models import Authority
    from sightline.people.persons.models import Person

#: How far back receipts that were moved are listed.
MOVED_DAYS = 90
#: What the time left is counted against: the decision, not the letter that says it came.
DECIDING = ("contact_decision", "referral_decision")
GRADE_TONES = {"red": "red", "amber": "yellow", "green": "green"}


@dataclass
class Arrived:
    """A contact nobody has decided: about whom, what the worry is, how urgent, how long it has."""

    step: Step
    received_at: datetime | None = None
    worry: str = ""
    danger: bool = False
    grade: str = ""
    due: Deadline | None = None
    late: bool = False
    known: str = "Not known before"
    described: str = ""

    @property
    def child(self) -> Person:
        """The child it is about."""
        assert self.step.child is not None
        return self.step.child

    @property
    def age(self) -> str:
        """The child's age in words."""
        return self.child.over or age_words(self.child.born_on, self.child.expected_on)

    @property
    def grade_words(self) -> str:
        """The grade as a list says it."""
        return self.grade.capitalize() if self.grade else "Not graded"

    @property
    def tone(self) -> str:
        """The tone of the grade's tag; the words alone say it."""
        return GRADE_TONES.get(self.grade, "grey")

    @property
    def order(self) -> tuple[bool, bool, str, str]:
        """Danger first, then what is late, then what is due first."""
        due = self.due
        when = "" if due is None else (
            due.due_at.isoformat() if due.due_at else str(due.due_on or "")
        )
        return (not self.danger, not self.late, when or "9", str(self.received_at or ""))


def arrived(steps: Sequence[Step]) -> list[Arrived]:
    """What a list shows of contacts, danger and the least time left first; at most six queries."""
    ids = [step.pk for step in steps]
    children = [step.child_id for step in steps if step.child_id is not None]
    receipts = _events(ids, "contact.received")
    grades = _events(ids, "contact.graded")
    accounts = {
        row.occasion_id: row for row in Account.objects.standing().filter(
            occasion_id__in=[e.occasion_id for e in receipts.values() if e.occasion_id]
        )
    }
    due = _due(ids)
    known = _known(children, ids)
    described = _described(receipts)
    rows = []
    for step in steps:
        receipt = receipts.get(step.pk)
        account = accounts.get(receipt.occasion_id or 0) if receipt is not None else None
        clock = due.get(step.pk)
        rows.append(Arrived(
            step, moment_of(receipt) if receipt is not None else None,
            worry=account.worry if account is not None else "",
            danger=account is not None and account.danger == Known.YES,
            grade=grades[step.pk].outcome if step.pk in grades else "",
            due=deadline(clock) if clock is not None else None,
            late=clock is not None and is_late(clock),
            known=known.get(step.child_id or 0, "Not known before"),
            described=described.get(step.pk, ""),
        ))
    return sorted(rows, key=lambda row: row.order)


def _events(step_ids: Iterable[int], kind: str) -> dict[int, Event]:
    """The latest standing event of a kind on each step; of receipts there is one."""
    events = Event.objects.standing().of(kind).filter(step_id__in=step_ids)
    events = events.select_related("child").in_order()
    return {event.step_id: event for event in events if event.step_id is not None}


def _due(step_ids: Iterable[int]) -> dict[int, Clock]:
    """By when each contact has to be decided: the first of the limits on its decision."""
    clocks = Clock.objects.filter(
        step_id__in=step_ids, state=Clock.State.RUNNING, due_on__isnull=False, key__in=DECIDING
    ).select_related("step")
    found: dict[int, Clock] = {}
    for clock in clocks.order_by("due_on", F("due_at").asc(nulls_last=True), "key"):
        found.setdefault(clock.step_id, clock)
    return found


def _described(receipts: Mapping[int, Event]) -> dict[int, str]:
    """What is known of those who have no name yet, told apart by it; one query, or none."""
    nameless = {
        event.pk: step_id for step_id, event in receipts.items()
        if event.child is not None and not (event.child.given_names or event.child.family_name)
    }
    if not nameless:
        return {}
    parts = ChildPart.objects.filter(event__in=nameless).values_list("event_id", "described")
    return {nameless[event_id]: words for event_id, words in parts}


def _known(child_ids: Iterable[int], contacts: Iterable[int]) -> dict[int, str]:
    """Whether each child is worked with now, or was known before."""
    others = Step.objects.standing().filter(child_id__in=child_ids).exclude(pk__in=contacts)
    found: dict[int, str] = {}
    for child_id, process, closed_on in others.values_list("child_id", "process", "closed_on"):
        if child_id is None:
            continue
        if closed_on is None and process != "contact":
            found[child_id] = "Open now"
        else:
            found.setdefault(child_id, "Known before")
    return found


def authority_of(request: HttpRequest) -> Authority:
    """Where the person is working."""
    authority = current_authority(request)
    if authority is None:
        raise Http404("You hold no role in an authority.")
    return authority


@permission("frontdoor.view")
@require_GET
def front_door(request: HttpRequest) -> HttpResponse:
    """Contacts on which nobody has decided: those in danger first, then the least time left."""
    steps = [step for step in undecided(authority_of(request)) if step.child_id is not None]
    seen, shut = readable(request.user, [step.child for step in steps])
    rows = arrived([step for step in steps if step.child_id in seen])
    show = request.GET.get("show", "")
    lists = {
        "": rows, "late": [r for r in rows if r.late],
        "ungraded": [r for r in rows if not r.grade],
        "open": [r for r in rows if r.known == "Open now"],
    }
    words = {"": "To decide", "late": "Late", "ungraded": "Not graded",
             "open": "About open children"}
    show = show if show in lists else ""
    paging = Paging.of(lists[show], request)
    _noted(request, paging.items)
    context = {
        "paging": paging, "shut": shut, "show": show,
        "lists": [(key, words[key], len(found)) for key, found in lists.items()],
        "title": words[show],
    }
    return render(request, "worklists/front_door.jinja", context)


def _noted(request: HttpRequest, rows: Sequence[Arrived]) -> None:
    """The list says what the worry is, so each child on the page counts as read."""
    reads(
        user=request.user,  # type: ignore[arg-type]
        child_ids=dict.fromkeys(row.child.pk for row in rows), page="front_door",
        ground="wide_front_door", authority_id=authority_of(request).pk,
    )


@permission("frontdoor.view")
@require_GET
def hidden_work(request: HttpRequest) -> HttpResponse:
    """Contacts that an outcome has ended and on which work goes on: they count as open."""
    found = closed_with_work(authority_of(request))
    seen, shut = readable(request.user, [row.step.child for row in found])
    rows = [row for row in found if row.step.child_id in seen]
    context = {"paging": Paging.of(rows, request), "shut": shut, "outcomes": DECIDED}
    return render(request, "worklists/hidden_work.jinja", context)


@permission("frontdoor.view")
@require_GET
def moved(request: HttpRequest) -> HttpResponse:
    """Every moment of receipt that somebody changed or took away, with the reason they gave."""
    since = now() - timedelta(days=MOVED_DAYS)
    found: list[Any] = moved_receipts(authority_of(request), since)
    seen, shut = readable(request.user, [row.event.child for row in found])
    rows = [row for row in found if row.event.child_id in seen]
    context = {"paging": Paging.of(rows, request), "shut": shut, "since": since}
    return render(request, "worklists/moved.jinja", context)
