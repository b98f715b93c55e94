"""The two chronologies (S036) of a child or family: all that stands, and what mattered.

The automatic one has every standing event; the curated one what is significant by its kind or
because a worker said so and why. Four queries for a hundred rows, whatever they are: how they
were weighed, how many, which, and who wrote them down.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from sightline import law
from sightline.access.policy import opened_to
from sightline.base.components.addresses import address
from sightline.base.components.paging import SIZE, Paging
from sightline.base.components.words import day, plural
from sightline.base.moments import london
from sightline.kernel.process import Weight
from sightline.kernel.register import Register, processes
from sightline.record.spine.models import Event
from sightline.record.timeline.marking import Weighed, weighed
from sightline.record.timeline.process import MARKED

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from sightline.access.users.models import User

#: Working days after which a recording is said to be late.
LATE_AFTER = 2

#: Says in a line what events of a kind knew ("Note by telephone: ..."): ids of the events shown
#: to words, in one query. A room adds its own under the kind; each costs a page one query more.
bodies: Register[Callable[[Sequence[int]], Mapping[int, str]]] = Register("body of an event")


@dataclass(frozen=True)
class Entry:
    """A line of the chronology: what happened, to whom, how it weighs, and who recorded it when."""

    event_id: int
    on: date
    time: time | None
    kind: str
    process: str
    title: str
    outcome: str
    sets: str
    weight: str
    child_ids: tuple[int, ...]
    step_id: int | None
    occasion_id: int | None
    recorded_at: datetime
    by: str
    late: str
    source: str = ""
    corrected: bool = False
    voided: str = ""
    voided_at: datetime | None = None
    voided_by: str = ""
    body: str = ""
    href: str = ""
    reason: str = ""
    sentence: str = ""
    weighed_by: str = ""
    of: int | None = None


@dataclass(frozen=True)
class Chronology:
    """A page of entries, and which of how many it is."""

    entries: list[Entry]
    paging: Paging


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a kind of event, read once from its declaration."""

    process: str
    title: str
    sets: str
    weight: str
    outcomes: Mapping[str, str] = field(default_factory=dict)


@lru_cache(maxsize=1024)
def _words_of(kind: str, declared: int) -> _Words:
    try:
        process, event = processes.event(kind)
    except KeyError:
        # a process taken out of the house leaves its history behind, in the words of its key
        plain = kind.replace(".", ": ").replace("_", " ").capitalize()
        return _Words("", plain, "", Weight.ROUTINE.value)
    return _Words(process.title, event.title, event.sets, event.weight.value, event.outcomes)


def words_of(kind: str) -> _Words:
    """Process, title, outcomes and weight of a kind of event, in words."""
    return _words_of(kind, len(processes))


def significant_kinds() -> frozenset[str]:
    """The kinds of event that any process declares significant."""
    return frozenset(
        f"{process.key}.{event.key}"
        for process in processes
        for event in process.events
        if event.weight is Weight.SIGNIFICANT
    )


def chronology(
    child_ids: Iterable[int], *, user: User | None = None, significant_only: bool = False,
    before: date | None = None, page: int = 1, size: int = SIZE,
    known_at: datetime | None = None, query: str = "", oldest_first: bool = False,
) -> Chronology:
    """What happened to these children, newest first, a page at a time.

    With a `user`, children that they have no grounds for are left out before anything is counted.
    `before` leaves out that day and what follows; `known_at` asks it as the record then stood. What
    happened to several of them at once is one line naming each.
    """
    ids = list(child_ids)
    marks = weighed(ids)
    events = _of(ids, user).exclude(kind=MARKED)
    events = events.standing() if known_at is None else events.known_at(known_at)
    if significant_only:
        events = events.filter(_mattered(marks))
    if before is not None:
        events = events.filter(happened_on__lt=before)
    return _paged(events, page, size, query, marks=marks, oldest_first=oldest_first)


def _mattered(marks: Mapping[int, Weighed]) -> Q:
    """Significant by its kind and not taken out, or because somebody said so."""
    added = [pk for pk, mark in marks.items() if mark.significant]
    out = [pk for pk, mark in marks.items() if not mark.significant]
    return (Q(kind__in=significant_kinds()) & ~Q(pk__in=out)) | Q(pk__in=added)


def voided(
    child_ids: Iterable[int], *, user: User | None = None, page: int = 1, size: int = SIZE,
    query: str = "",
) -> Chronology:
    """What was recorded of these children and no longer stands, with the reasons, newest first."""
    return _paged(_of(child_ids, user).filter(voided_at__isnull=False), page, size, query)


def _of(child_ids: Iterable[int], user: User | None) -> Any:
    events = Event.objects.filter(child_id__in=list(child_ids))
    if user is not None:
        events = events.filter(opened_to(user))
    return events


def _paged(
    events: QuerySet[Event], page: int, size: int, query: str, *,
    marks: Mapping[int, Weighed] | None = None, oldest_first: bool = False,
) -> Chronology:
    total = events.count()
    number = min(max(1, page), max(1, -(-total // size)))
    start = (number - 1) * size
    order = ("happened_on", "order", "id")
    if not oldest_first:
        order = ("-happened_on", "-order", "-id")
    rows = list(
        events.select_related("recorded_by", "voided_by").order_by(*order)[start : start + size]
    )
    paging = Paging(rows, total, number, size, query)
    return Chronology(entries(rows, _bodies(rows), marks or {}), paging)


def entries(
    rows: Sequence[Event], told: Mapping[int, str], marks: Mapping[int, Weighed]
) -> list[Entry]:
    """Events already read, in words, in the order given; what happened to several is one line."""
    together: dict[tuple[int, str, date], list[Event]] = defaultdict(list)
    for row in rows:
        if row.occasion_id is not None:
            together[(row.occasion_id, row.outcome, row.happened_on)].append(row)
    found: list[Entry] = []
    for row in rows:
        parts = [row]
        if row.occasion_id is not None:
            parts = together[(row.occasion_id, row.outcome, row.happened_on)]
            if parts[0] is not row:
                continue
        children = tuple(sorted({e.child_id for e in parts if e.child_id is not None}))
        mark = next((marks[part.pk] for part in parts if part.pk in marks), None)
        found.append(_entry(row, children, told.get(row.pk, ""), mark))
    return found


def _bodies(rows: Sequence[Event]) -> dict[int, str]:
    by_kind: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        by_kind[row.kind].append(row.pk)
    found: dict[int, str] = {}
    for kind, ids in by_kind.items():
        teller = bodies.get(kind)
        if teller is not None:
            found.update(teller(ids))
    return found


def _entry(
    event: Event, child_ids: tuple[int, ...], body: str, mark: Weighed | None = None
) -> Entry:
    words = words_of(event.kind)
    weight = words.weight if mark is None else _weight(words.weight, mark)
    outcome = words.outcomes.get(event.outcome, event.outcome.replace("_", " "))
    title = f"{words.title}: {outcome}" if outcome else words.title
    sets = f"{words.sets}: {day(event.for_on)}" if words.sets and event.for_on else ""
    return Entry(
        event_id=event.pk, on=event.happened_on, time=event.happened_at, kind=event.kind,
        process=words.process, title=title, outcome=outcome, sets=sets, weight=weight,
        child_ids=child_ids, step_id=event.step_id, occasion_id=event.occasion_id,
        recorded_at=event.recorded_at, late=late_words(event), source=words.process,
        by=event.recorded_by.display_name if event.recorded_by is not None else "",
        corrected=event.replaces_id is not None, voided=event.void_reason,
        voided_at=event.voided_at,
        voided_by=event.voided_by.display_name if event.voided_by is not None else "",
        body=". ".join(part for part in (sets, body) if part), href=_href(event),
        reason=mark.reason if mark is not None else "",
        sentence=mark.sentence if mark is not None and mark.significant else "",
        weighed_by=mark.by if mark is not None else "", of=event.child_id,
    )


def _href(event: Event) -> str:
    """Where all that was said of it is read, and a mistake in it put right."""
    if event.child_id is None:
        return ""
    return address("pages:event", event.child_id, event.pk)


def _weight(declared: str, mark: Weighed) -> str:
    if mark.significant:
        return Weight.SIGNIFICANT.value
    return Weight.NOTABLE.value if declared == Weight.SIGNIFICANT.value else declared


def late_words(event: Event) -> str:
    """How long after it happened it was written down, when that was more than two working days.

    What came from another system's file, or replaces an earlier entry, says nothing of that.
    """
    if event.source or event.replaces_id is not None:
        return ""
    recorded_on = london(event.recorded_at).date()
    calendar = law.calendar()
    if (recorded_on - event.happened_on).days <= LATE_AFTER:
        return ""
    try:
        waited = calendar.between(event.happened_on, recorded_on)
    except ValueError:
        # before the calendar begins: years, so late by any count
        return f"recorded {plural((recorded_on - event.happened_on).days, 'day')} later"
    return f"recorded {plural(waited, 'working day')} later" if waited > LATE_AFTER else ""
