"""An enquiry read as it stands: its day, what it owes, its words, and how enquiries end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from sightline import law
from sightline.base.moments import today
from sightline.journey.section47.models import Enquiry
from sightline.kernel.register import processes
from sightline.record.spine.models import Event, Step
from sightline.record.timeline.activity import activity_of

if TYPE_CHECKING:
    from sightline.access.authorities.models import Authority

#: Working days by which an enquiry is decided if a conference is to be held in time.
DECIDED_BY = 15
#: Working days without activity after which a manager, and the head of service, hear of it.
IDLE, IDLE_LONG = 5, 10
STARTED, HELD = "section47.started", "section47.strategy_held"
DISCUSSED, MARKED = "strategy_discussion.held", "strategy_discussion.not_constituted"
WORDS = tuple(f.name for f in Enquiry._meta.concrete_fields if f.name not in ("id", "event"))


def open_enquiry(child_id: int) -> Step | None:
    """The child's open enquiry, if there is one."""
    steps = Step.objects.open().of("section47").filter(child_id=child_id)
    return steps.order_by("-opened_on", "-pk").first()


def enquiry(step: Step) -> Enquiry:
    """The enquiry as it stands: of each section the newest words that were written."""
    merged = Enquiry()
    rows = Enquiry.objects.standing().filter(event__step=step)
    for row in rows.order_by("event__happened_on", "event__order", "event_id"):
        for name in WORDS:
            if getattr(row, name):
                setattr(merged, name, getattr(row, name))
    return merged


def submission(step: Step) -> Event | None:
    """The submission that waits for a manager, or was concluded on; none once sent back."""
    kinds = ("section47.submitted", "section47.returned")
    last = Event.objects.standing().of(*kinds).filter(step=step).in_order().last()
    return last if last is not None and last.kind == "section47.submitted" else None


def authors(step: Step) -> set[int]:
    """The users who wrote or submitted the enquiry."""
    kinds = ("section47.written", "section47.submitted")
    events = Event.objects.standing().of(*kinds).filter(step=step, recorded_by__isnull=False)
    return {pk for pk in events.values_list("recorded_by_id", flat=True) if pk is not None}


@dataclass(frozen=True)
class Standing:
    """How an enquiry began and how far it is: read for many enquiries in two queries."""

    step: Step
    emergency: bool
    discussed_on: date | None
    missing: str = ""

    @property
    def discussion_owed(self) -> bool:
        """Whether emergency action began it and the agencies have not talked since."""
        return self.emergency and self.discussed_on is None

    @property
    def counted_from(self) -> date | None:
        """The strategy discussion at which it began; before there is one, the emergency."""
        return self.discussed_on or self.step.opened_on

    def day(self, on: date | None = None) -> int:
        """Which working day the enquiry is in; the day of the discussion is day 0."""
        began = self.counted_from
        return law.calendar().between(began, on or today()) if began is not None else 0

    def is_undecided(self, on: date | None = None) -> bool:
        """Whether day 15 is reached and nobody has concluded it."""
        return self.step.is_open and self.day(on) >= DECIDED_BY


def standings(steps: Iterable[Step]) -> list[Standing]:
    """How each of these enquiries stands."""
    held = list(steps)
    ids = [step.pk for step in held]
    events = Event.objects.standing().of(STARTED, HELD).filter(step__in=ids).in_order()
    missing = _missing(held)
    return [
        replace(one, missing=missing.get(one.step.pk, "")) for one in as_begun(held, list(events))
    ]


def as_begun(steps: Sequence[Step], events: Sequence[Event]) -> list[Standing]:
    """How each of these enquiries began, from events already read in their order."""
    emergency: set[int | None] = set()
    discussed: dict[int | None, date] = {}
    for event in events:
        if event.kind == STARTED and event.outcome == "emergency":
            emergency.add(event.step_id)
        elif event.kind in (STARTED, HELD):
            discussed.setdefault(event.step_id, event.happened_on)
    return [Standing(step, step.pk in emergency, discussed.get(step.pk)) for step in steps]


def standing(step: Step) -> Standing:
    """How one enquiry stands."""
    return standings([step])[0]


def _missing(steps: Sequence[Step]) -> dict[int, str]:
    """Of each enquiry, who was missing from the discussion it began at or had on the way."""
    children = {step.child_id for step in steps}
    marks = list(Event.objects.standing().filter(kind=MARKED, child_id__in=children).in_order())
    if not marks:
        return {}
    words = processes.event(MARKED)[1].outcomes
    found: dict[int, str] = {}
    for step in steps:
        for mark in marks:
            since = step.opened_on is None or mark.happened_on >= step.opened_on
            if mark.child_id == step.child_id and (since or mark.step_id == step.led_from_id):
                found[step.pk] = words.get(mark.outcome, "")
    return found


def manner(step: Step) -> str:
    """Single or joint, as the newest discussion decided; empty when none said so."""
    events = Event.objects.standing().filter(
        kind=DISCUSSED, child_id=step.child_id, outcome__startswith="section47_"
    )
    if step.led_from_id is not None and step.opened_on is not None:
        events = events.filter(happened_on__gte=step.opened_on)
    last = events.in_order().last()
    return last.outcome.removeprefix("section47_") if last is not None else ""


def undecided(authority: Authority, on: date | None = None) -> list[Standing]:
    """Enquiries that have reached day 15 and are not concluded, the oldest first."""
    steps = Step.objects.open().of("section47").filter(authority=authority)
    found = [s for s in standings(steps.select_related("child")) if s.is_undecided(on)]
    return sorted(found, key=lambda s: (s.counted_from or date.max, s.step.pk))


@dataclass(frozen=True, slots=True)
class Idle:
    """An open enquiry on which nothing was done for some working days."""

    step: Step
    last_on: date | None
    days: int

    @property
    def is_long(self) -> bool:
        """Whether the head of service has to hear of it."""
        return self.days >= IDLE_LONG


def idle_of(steps: Iterable[Step], on: date | None = None) -> list[Idle]:
    """Of these enquiries, those without a visit, contact, note or task done for five days."""
    held, day = list(steps), on or today()
    last = activity_of(held, on=day)
    found = []
    for step in held:
        since = last.get(step.pk) or step.opened_on
        days = law.calendar().between(since, day) if since is not None else 0
        if days >= IDLE:
            found.append(Idle(step, last.get(step.pk), days))
    return sorted(found, key=lambda one: -one.days)


def idle(authority: Authority, on: date | None = None) -> list[Idle]:
    """An authority's open enquiries without activity, the longest first."""
    steps = Step.objects.open().of("section47").filter(authority=authority)
    return idle_of(steps.select_related("child"), on)


def concluded_as(authority: Authority, since: date, until: date) -> Counter[str]:
    """How the enquiries concluded in a period ended, by outcome: what reaches a conference."""
    events = Event.objects.standing().filter(
        authority=authority, kind="section47.concluded", happened_on__range=(since, until)
    )
    return Counter(events.values_list("outcome", flat=True))
