"""Meetings for which an interpreter is wanting: ahead with none booked, or held without one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q, Subquery
from django.urls import reverse

from sightline.base.components.words import day
from sightline.base.moments import today
from sightline.record.child.panels import Warning
from sightline.record.interpreters.process import WITHOUT
from sightline.record.interpreters.queries import (
    Booked,
    Interpreting,
    Line,
    interpreting,
)
from sightline.record.meetings.booked import books, held, later
from sightline.record.spine.models import Event
from sightline.record.visits.models import Interpreter, Visit

if TYPE_CHECKING:
    from sightline.people.persons.models import Person

#: How far back a meeting that went without one stays on the lists.
BACK_DAYS = 28


@dataclass(frozen=True)
class Met:
    """A meeting of a child, ahead or held, and who needs an interpreter at it."""

    event: Event
    title: str
    what: str
    on: date
    ahead: bool
    lines: Sequence[Line] = ()

    @property
    def call(self) -> str:
        """What it is and when."""
        return f"{self.title}, {day(self.on)}"


def meetings(
    child_ids: Iterable[int], found: Interpreting, *, back: int = BACK_DAYS
) -> dict[int, list[Met]]:
    """By child what is ahead, and what was held in the last weeks, the latest last; one query."""
    ids = [pk for pk in child_ids if found.needs.get(pk)]
    if not ids:
        return {}
    ahead = Q(kind__in=books.names(), for_on__gte=today())
    done = Q(kind__in=held.names(), happened_on__gte=today() - timedelta(days=back))
    visit = Visit.objects.filter(occasion=OuterRef("occasion")).values("interpreter")
    rows = Event.objects.standing().filter(ahead | done, child_id__in=ids).annotate(
        moved=Exists(later()), said=Subquery(visit[:1])
    )
    told: dict[int, list[Met]] = defaultdict(list)
    for event in rows.select_related("step").in_order():
        assert event.child_id is not None
        if event.kind in held.names() and event.happened_on >= today() - timedelta(days=back):
            told[event.child_id] += _held(event, found)
        if event.kind in books.names() and not event.moved and event.for_on is not None and (
            event.for_on >= today()
        ):
            one = books[event.kind]
            lines = found.lines([event.child_id], one.what, event.for_on)
            told[event.child_id].append(
                Met(event, one.title, one.what, event.for_on, True, lines)
            )
    for each in told.values():
        each.sort(key=lambda met: (met.on, met.event.pk))
    return dict(told)


def _held(event: Any, found: Interpreting) -> list[Met]:
    """A meeting that was held; a visit that saw nobody needed no interpreter."""
    if event.outcome == "not_seen" or event.said == Interpreter.NOT_NEEDED:
        return []
    one, said = held[event.kind], event.said
    lines = [
        _as_said(line, event, said) for line in found.lines(
            [event.child_id], one.what, event.happened_on
        )
    ]
    return [Met(event, one.title, one.what, event.happened_on, False, lines)]


def _as_said(line: Line, event: Event, said: str | None) -> Line:
    """What the visit itself says of its interpreter counts where nobody said more."""
    state = {Interpreter.USED: "came", Interpreter.NOT_THERE: WITHOUT}.get(said or "")
    known = line.booked.state if line.booked is not None else ""
    if state is None or known in ("came", "did_not_come", WITHOUT):
        return line
    agency = line.booked.agency if line.booked is not None else ""
    return Line(line.needed, Booked(
        event.child_id or 0, line.needed, "visit", event.happened_on, agency, state, event.pk,
        event.happened_on,
    ))


def wanting(
    child_ids: Iterable[int], reader: Any = None
) -> dict[int, list[tuple[date, str]]]:
    """By child each meeting for which an interpreter is wanting: its day, and how it stands.

    Two queries at most.
    """
    since = today() - timedelta(days=BACK_DAYS)
    found = interpreting(child_ids, reader, since=since)
    said = {
        child_id: [
            (met.on, f"{met.call}: {words_of(line, ahead=met.ahead)}")
            for met in each for line in met.lines if not line.ok
        ]
        for child_id, each in meetings(found.needs, found).items()
    }
    return {child_id: words for child_id, words in said.items() if words}


def words_of(line: Line, *, ahead: bool) -> str:
    """How it stands with one person's interpreter at a meeting ahead, or at one that was held."""
    if ahead:
        return f"an interpreter is needed ({line.needed.words}). {_how(line)}"
    state = line.booked.state if line.booked is not None else None
    after = {
        "did_not_come": "and did not come.", WITHOUT: "and there was none.",
        None: "and none was asked for.", "came": "and came.",
    }.get(state, "and nobody has said whether one came.")
    return f"an interpreter was needed ({line.needed.words}) {after}"


def _how(line: Line) -> str:
    return line.booked.words if line.booked is not None else "None is booked."


def warnings(child: Person) -> list[Warning]:
    """What the child's page says of it."""
    href = reverse("interpreters:interpreters", args=[child.pk])
    return [Warning(words, href) for _, words in wanting([child.pk]).get(child.pk, ())]
