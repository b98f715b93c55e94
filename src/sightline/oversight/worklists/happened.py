"""What the record says has happened or is booked about one's children, read once for a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import (
    Case,
    DateTimeField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from sightline.access.audit.models import Entry
from sightline.access.policy import noting
from sightline.base import worded
from sightline.base.moments import now, today
from sightline.kernel.process import Weight
from sightline.kernel.register import processes
from sightline.record.decisions.models import Decision
from sightline.record.handover.models import Answer
from sightline.record.meetings.booked import books, later
from sightline.record.meetings.models import Meeting
from sightline.record.referrers.models import Referrer
from sightline.record.search.audited import PAGE as SEARCH
from sightline.record.situation.models import Situation, Where
from sightline.record.spine.models import Event

if TYPE_CHECKING:
    from sightline.people.persons.models import Person

#: How far back news reaches when a child's record was never opened, and at the most.
NEWS_DAYS = 14
#: Sent back by somebody who reads it, and what takes it up again.
SENT_BACK = {
    "assessment.returned": "assessment.submitted", "section47.returned": "section47.submitted",
}
HANDED_BACK = "handover.returned"


#: Said by name and before all else, with the latest of each kind: what a worker must hear first.
FIRST = frozenset({
    "contact.received", "out_of_hours.recorded", "police_protection.taken",
    "police_protection.moved", "police_protection.ended", "emergency_protection.made",
    "emergency_protection.extended", "emergency_protection.moved", "emergency_protection.ended",
    "person.died", "person.born", "person.pregnancy_ended", "handover.sent", "handover.accepted",
    "handover.returned", "protection_plan.audited", "situation.written",
})
#: Where a child is tonight that is news by itself.
AWAY = (Where.MISSING, Where.HOSPITAL)
POLICE = "6"


def weighty() -> list[str]:
    """The kinds of event that change what a worker knows of a child: all but the routine."""
    return [
        f"{process.key}.{kind.key}" for process in processes for kind in process.events
        if kind.weight != Weight.ROUTINE or process.key in ("contact", "handover")
    ]


@dataclass(frozen=True)
class News:
    """What others recorded about a family's children since one last opened their records."""

    children: tuple[Person, ...]
    events: tuple[Event, ...]

    @property
    def first(self) -> Event:
        """What is said first: a contact before the rest, then what is to be named, the newest."""
        return self.events[0]

    @property
    def named(self) -> list[Event]:
        """What is said by name, each kind once: all that a worker must hear, or the first alone."""
        kinds = {e.kind: e for e in reversed(self.events) if e.kind in FIRST}
        must = [event for event in self.events if kinds.get(event.kind) is event]
        return must or [self.first]

    @property
    def words(self) -> str:
        """What is said by name, with its outcome."""
        return "; ".join(_words(event) for event in self.named)

    @property
    def more(self) -> int:
        """How many more there are, what was said of several children at once counting once."""
        return len({(e.kind, e.outcome, e.happened_on) for e in self.events}) - len(self.named)


def _words(event: Any) -> str:
    """What happened, in words; where the child is, if that is the news; that police told us."""
    if event.kind == "situation.written":
        return str(Where(event.where_is).label)
    _, kind = processes.event(event.kind)
    outcome = kind.outcomes.get(event.outcome, "")
    if event.kind == "contact.received" and event.source_of == POLICE:
        outcome = "from the police"
    return f"{kind.title}: {outcome}" if outcome else kind.title


@dataclass
class Booked:
    """Something to go to on a day: what, when, where, and about which children."""

    what: str
    on: date
    at: time | None = None
    place: str = ""
    children: list[Person] = field(default_factory=list)
    kind: str = ""
    step_id: int | None = None

    @property
    def order(self) -> tuple[date, time, str]:
        """By day and time; what has no time comes after what has one."""
        return self.on, self.at or time.max, self.children[0].display_name


@dataclass
class Happened:
    """One reading of the events: the news, what is booked, and what was sent back."""

    news: list[News]
    booked: list[Booked]
    returned: list[Event]


def happened(
    user: Any, children: Mapping[int, Person], until: date, family: Mapping[int, int],
    back_since: date,
) -> Happened:
    """What a day begins with about some children, until a day; one query, none for nobody."""
    if not children:
        return Happened([], [], [])
    ahead, back = until - today(), today() - back_since

    def question(reader: Sequence[int], ids: Sequence[int]) -> QuerySet[Any, Any]:
        return _question(reader[0], ids, today() + ahead, today() - back)

    events = worded.found(
        ("my day", ahead, back), [[user.pk], list(children)], question, now()
    )
    kinds = frozenset(weighty())
    for event in events:
        event.child = children[event.child_id]
        event.fresh = _is_news(event, user, kinds)
    return Happened(
        _news(events, family), _booked(events, until, family),
        [event for event in events if event.kind in SENT_BACK or event.kind == HANDED_BACK
         or event.kind in SENT_BACK.values()],
    )


def _question(
    reader: int, child_ids: Sequence[int], until: date, back_since: date
) -> QuerySet[Any, Any]:
    """The events that are news to this reader, book something until a day, or sent work back."""
    # in the time of the database, for the clocks may be changed between that day and this
    floor = now().astimezone(UTC) - timedelta(days=NEWS_DAYS)
    of_note = Q(kind__in=weighty()) | Q(kind="situation.written", where_is__in=AWAY)
    # what one last opened is looked up only for what is new enough to be news at all
    news = Q(recorded_at__gt=floor) & of_note & ~Q(recorded_by_id=reader)
    news &= Q(recorded_at__gt=F("since"))
    booked = Q(kind__in=books.names(), for_on__range=(today(), until))
    moved = Case(When(booked, then=Exists(later())), default=Value(False))
    back = Q(kind__in=[*SENT_BACK, *SENT_BACK.values()])
    back |= Q(kind=HANDED_BACK, happened_on__gte=back_since)
    meeting = Meeting.objects.filter(occasion=OuterRef("occasion"))
    return (
        Event.objects.standing().filter(child_id__in=list(child_ids))
        .annotate(
            since=_since(reader, floor), where_is=_told(Situation, "where_is"),
            source_of=_told(Referrer, "source"), because=_because(), moved=moved,
            starts=Subquery(meeting.values("started")[:1]),
            place=Subquery(meeting.values("place")[:1]),
        )
        .filter(news | booked | back).in_order()
    )


def _is_news(event: Any, user: Any, kinds: Collection[str]) -> bool:
    """Whether it is news, as the question has it, and was not read for another reason alone."""
    of_note = event.kind in kinds or (
        event.kind == "situation.written" and event.where_is in AWAY
    )
    return of_note and event.recorded_at > event.since and event.recorded_by_id != user.pk


def _told(model: Any, column: str) -> Subquery:
    """One column of what an event's typed row says."""
    return Subquery(model.objects.filter(event=OuterRef("pk")).values(column)[:1])


def _because() -> Coalesce:
    """Why work was given back: what the decision or the answer says; empty where neither does."""
    said = (_told(Decision, "rationale"), _told(Answer, "reason"))
    return Coalesce(*said, Value(""), output_field=TextField())


def _since(reader: int, floor: datetime) -> Any:
    """When this person last opened the child's record, within the days that news reaches back."""
    looked = Entry.objects.filter(
        user_id=reader, child_id=OuterRef("child_id"), action="read", kind="child", at__gt=floor
    ).exclude(page__in=[*noting.LISTS, SEARCH])
    value = Value(floor, output_field=DateTimeField())
    last = Subquery(looked.order_by("-at").values("at")[:1])
    # of what is older than that nobody asks, and the trail of a child is long
    return Case(When(recorded_at__gt=floor, then=Coalesce(last, value)), default=value)


def _news(events: list[Any], family: Mapping[int, int]) -> list[News]:
    """One line a family, those about whom somebody contacted us first, then the newest."""
    found: dict[int, list[Any]] = defaultdict(list)
    for event in events:
        if event.fresh:
            found[family.get(event.child_id, event.child_id)].append(event)
    news = []
    for held in found.values():
        held.sort(key=lambda e: e.recorded_at, reverse=True)
        held.sort(key=_rank)
        first = held[0]
        children = {
            e.child_id: e.child for e in held
            if (e.kind, e.outcome, e.happened_on) == (first.kind, first.outcome, first.happened_on)
        }
        news.append(News(tuple(children.values()), tuple(held)))
    news.sort(key=lambda each: each.first.recorded_at, reverse=True)
    return sorted(news, key=lambda each: _rank(each.first))


def _rank(event: Any) -> int:
    """A contact before the rest, then whatever is to be said by name."""
    return 0 if event.kind.startswith("contact.") else 1 if event.kind in FIRST else 2


def _booked(events: list[Any], until: date, family: Mapping[int, int]) -> list[Booked]:
    found: dict[tuple[Any, ...], Booked] = {}
    for event in events:
        if event.kind not in books or event.moved or event.for_on is None:
            continue
        if not today() <= event.for_on <= until:
            continue
        what = books[event.kind].title
        key = (family.get(event.child_id, event.child_id), what, event.for_on, event.starts)
        booked = found.setdefault(key, Booked(
            what, event.for_on, event.starts if event.kind == "conference.booked" else None,
            event.place or "" if event.kind == "conference.booked" else "",
            kind=event.kind, step_id=event.step_id,
        ))
        if event.child not in booked.children:
            booked.children.append(event.child)
    return sorted(found.values(), key=lambda each: each.order)
