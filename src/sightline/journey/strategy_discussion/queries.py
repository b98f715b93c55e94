"""Who was missing from a discussion, what came before it, and with whom its minutes are shared."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import F, Q

from sightline.journey.strategy_discussion.models import Discussion
from sightline.record.meetings.models import Agency
from sightline.record.meetings.queries import participants
from sightline.record.spine.models import Event, Step

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sightline.access.authorities.models import Authority

HELD, MARKED = "strategy_discussion.held", "strategy_discussion.not_constituted"
EMERGENCY = Q(kind="section47.started", outcome="emergency")
#: What is enquiry work when it is done on an enquiry, or on the discussion that is still to come.
ENQUIRY = ("visit.made", "section47.started", "section47.written", "section47.submitted")


def open_discussion(child_id: int) -> Step | None:
    """The discussion that was asked for and has not been held, if there is one."""
    steps = Step.objects.open().of("strategy_discussion").filter(child_id=child_id)
    return steps.order_by("-opened_on", "-pk").first()


def open_enquiry(child_id: int) -> Step | None:
    """The child's open section 47 enquiry, if there is one."""
    steps = Step.objects.open().of("section47").filter(child_id=child_id)
    return steps.order_by("-opened_on", "-pk").first()


def owes_discussion(enquiry: Step, on: date) -> bool:
    """Whether an enquiry began with emergency action and no discussion has followed by that day."""
    if enquiry.opened_on is None or enquiry.opened_on > on:
        return False
    events = Event.objects.standing().filter(step=enquiry)
    discussed = Q(kind="section47.strategy_held") | Q(kind="section47.started", outcome="strategy")
    return events.filter(EMERGENCY).exists() and not events.filter(discussed).exists()


def missing_from(step: Step) -> list[str]:
    """The agencies that were missing when a discussion was held; it stays so for ever."""
    marked = Event.objects.standing().filter(step=step, kind=MARKED).in_order().last()
    if marked is None:
        return []
    return [agency.value for agency in Agency if agency.value in marked.outcome.split("_and_")]


def not_constituted(authority: Authority, since: date, until: date) -> list[Event]:
    """The discussions of a period held without all who must take part, each child's own mark."""
    events = Event.objects.standing().filter(
        authority=authority, kind=MARKED, happened_on__range=(since, until)
    )
    return list(events.select_related("step", "child").in_order())


@dataclass(frozen=True, slots=True)
class Constituted:
    """How many discussions were held in a period, and how many had all who must take part."""

    held: int
    fully: int

    @property
    def share(self) -> float | None:
        """The share fully constituted; none when none was held."""
        return self.fully / self.held if self.held else None


def constituted(authority: Authority, since: date, until: date) -> Constituted:
    """The discussions of a period, each once however many children it was about."""
    period = Event.objects.standing().filter(
        authority=authority, happened_on__range=(since, until)
    )
    marked = set(period.filter(kind=MARKED).values_list("step_id", flat=True))
    discussions: dict[int, set[int | None]] = defaultdict(set)
    held = period.filter(kind=HELD).values_list("pk", "occasion_id", "step_id")
    for pk, occasion_id, step_id in held:
        discussions[occasion_id or -pk].add(step_id)
    fully = [steps for steps in discussions.values() if not steps & marked]
    return Constituted(len(discussions), len(fully))


@dataclass(frozen=True, slots=True)
class Before:
    """Enquiry work on a child before the discussion that should have come first."""

    held: Event
    work: tuple[Event, ...]
    words: str


def enquiry_before_discussion(
    authority: Authority, since: date, until: date
) -> list[Before]:
    """Discussions of a period before which enquiry work was done that was no emergency action.

    The work is what the chair said had begun, and what stands on the enquiry, or on the request,
    at an earlier moment. Events of one day without a time are not held against each other.
    """
    held = list(
        Event.objects.standing().filter(
            authority=authority, kind=HELD, happened_on__range=(since, until)
        ).select_related("step", "child").in_order()
    )
    said = {row.event_id: row for row in Discussion.objects.filter(event__in=held)}
    found = []
    for event in held:
        row = said.get(event.pk)
        if row is not None and row.before == Discussion.Before.EMERGENCY:
            continue
        work = tuple(_work_before(event))
        if work or (row is not None and row.before == Discussion.Before.ENQUIRY):
            found.append(Before(event, work, row.before_words if row is not None else ""))
    return found


def _work_before(held: Event) -> Iterable[Event]:
    ours = Q(step=held.step_id) | Q(step__process="section47", step__led_from=held.step_id)
    about = Event.objects.standing().filter(child_id=held.child_id)
    if about.filter(EMERGENCY, Q(step__closed_on__isnull=True)
                    | Q(step__closed_on__gte=held.happened_on),
                    happened_on__lte=held.happened_on).exists():
        return []
    before = Q(happened_on__lt=held.happened_on)
    if held.happened_at is not None:
        before |= Q(happened_on=held.happened_on, happened_at__lt=held.happened_at)
    return about.filter(ours, before, kind__in=ENQUIRY).exclude(pk=held.pk).in_order()


@dataclass(frozen=True, slots=True)
class Minutes:
    """With whom the minutes were shared and when, and who took part and still waits for them."""

    shared: list[tuple[str, date]]
    owed: list[str]


def minutes(step: Step) -> Minutes:
    """The minutes log of a discussion, by agency."""
    events = Event.objects.standing().filter(step=step)
    sent = events.filter(kind="strategy_discussion.minutes_shared").in_order()
    shared = list(sent.values_list("outcome", F("happened_on")))
    held = events.filter(kind=HELD).select_related("occasion").in_order().last()
    there: list[str] = []
    if held is not None and held.occasion is not None:
        there = [p.agency for p in participants(held.occasion) if p.took_part and p.agency]
    have = {outcome for outcome, _ in shared}
    own = {Agency.SOCIAL_CARE.value, Agency.FAMILY.value, Agency.CHILD.value}
    owed = [a for a in dict.fromkeys(there) if a not in have and a not in own]
    return Minutes(shared, owed)
