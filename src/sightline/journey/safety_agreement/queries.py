"""Agreements in force: what was promised, who sees to it, when it is looked at, who was seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, F, OuterRef, Subquery

from sightline import law
from sightline.base import worded
from sightline.base.moments import today
from sightline.journey.safety_agreement.models import Agreement, Party
from sightline.kernel.calendar import CalendarError
from sightline.record.spine.models import Clock, Event, Step

if TYPE_CHECKING:
    from sightline.access.authorities.models import Authority
    from sightline.people.persons.models import Person
    from sightline.record.spine.querysets import EventQuerySet, StepQuerySet

PROCESS, CLOCK = "safety_agreement", "safety_agreement_review"
SEEN = ("seen", "seen_alone", "mother_seen")
#: What a visit is called where it saw the child, or the mother of one not yet born.
VISITED = (
    "child_seen", "child_seen_alone", "child_seen_by_other", "mother_seen", "mother_seen_by_other",
)
#: How far ahead a review may be set without a reason: local procedure.
WORKING_DAYS = 5


@dataclass
class InForce:
    """One child's agreement as it stands: the newest, with who promised what."""

    step: Step
    made: Event
    watcher: str = ""
    phone: str = ""
    if_broken: str = ""
    later_because: str = ""
    review_on: date | None = None
    seen: bool = False
    parties: list[Party] = field(default_factory=list)

    @property
    def child(self) -> Person:
        """The child it keeps safe."""
        assert self.step.child is not None
        return self.step.child

    @property
    def promises(self) -> str:
        """Who promised what, in a line; those who did not agree are said too."""
        return "; ".join(
            promise(each.name, each.is_to_child, each.promised, each.agreed)
            for each in self.parties
        )

    @property
    def watched_by(self) -> str:
        """Who sees that it is kept, and on which number; empty if nobody is named."""
        return f"{self.watcher}, {self.phone}" if self.watcher and self.phone else self.watcher

    @property
    def late(self) -> bool:
        """Whether the day of the review has passed."""
        return self.review_on is not None and self.review_on < today()


def promise(name: str, is_to_child: str, promised: str, agreed: str) -> str:
    """What one person promised, or that they did not."""
    who = f"{name} ({is_to_child})" if is_to_child else name
    if agreed in (Party.Agreed.REFUSED, Party.Agreed.NOT_ASKED):
        return f"{who or 'Somebody'}: {str(Party.Agreed(agreed).label).lower()}"
    return f"{who or 'Somebody'}: {promised or 'what is not written'}"


def latest_review_day(on: date) -> date | None:
    """The last day that needs no reason, for an agreement of that day."""
    try:
        return law.calendar().add(on, WORKING_DAYS)
    except CalendarError:
        return None


def sightings(made: OuterRef | date, child: OuterRef | int) -> EventQuerySet[Event]:
    """Occasions on which a child was seen, on the day of the agreement or after it."""
    rows = Event.objects.standing().filter(child=child, happened_on__gte=made)
    checks = rows.filter(kind="safety_agreement.child_seen", outcome__in=SEEN)
    found: EventQuerySet[Event] = checks | rows.filter(kind="visit.made", outcome__in=VISITED)
    return found


def in_force(
    *, authority: Authority | None = None, child: Person | None = None,
    steps: Sequence[Step] | None = None,
) -> list[InForce]:
    """Agreements that have not ended, with who promised what, the first review first; one query."""
    asked = {"authority": authority, "child": child}
    ids = {name: one.pk for name, one in asked.items() if one is not None}
    some = None if steps is None else [step.pk for step in steps]

    def composed(these: Sequence[int]) -> EventQuerySet[Any]:
        open_steps = Step.objects.open().of(PROCESS).filter(
            child__isnull=False, **dict(zip(ids, these, strict=False))
        )
        if some is not None:
            open_steps = open_steps.filter(pk__in=these[len(ids) :])
        return _made(open_steps).order_by("happened_on", "order", "pk", "party_id")

    found: dict[int, InForce] = {}
    key = ("agreements in force", *ids, some is not None)
    for row in worded.found(key, [[*ids.values(), *(some or ())]], composed):
        standing = found.get(row.step_id)
        if standing is None or standing.made.pk != row.pk:
            standing = found[row.step_id] = _standing(row)
        if row.party_id is not None:
            standing.parties.append(
                Party(name=row.who, is_to_child=row.is_to, promised=row.promised, agreed=row.agreed)
            )
    return sorted(found.values(), key=lambda each: (each.review_on or date.max, each.step.pk))


def open_in(authority: Authority) -> EventQuerySet[Any]:
    """The makings of an authority's agreements in force, once for each promise; not ordered."""
    return _made(Step.objects.open().of(PROCESS).filter(
        authority=authority, child__isnull=False
    ))


def _standing(row: Any) -> InForce:
    return InForce(
        row.step, row, row.watcher or row.watcher_name or "", row.phone or "",
        row.if_broken or "", row.later_because or "", row.review_on, row.seen,
    )


def _made(open_steps: StepQuerySet[Step]) -> EventQuerySet[Any]:
    """The making of each agreement, once for each who promised something, with all that is said."""
    clock = Clock.objects.filter(step=OuterRef("step"), key=CLOCK, state=Clock.State.RUNNING)
    told = Agreement.objects.filter(occasion=OuterRef("occasion"))
    columns = {"watcher": "monitor__name", "watcher_name": "monitor_name",
               "phone": "monitor_phone", "if_broken": "if_broken",
               "later_because": "later_because"}
    party = {"party_id": "pk", "who": "name", "is_to": "is_to_child", "promised": "promised",
             "agreed": "agreed"}
    made = Event.objects.standing().of("safety_agreement.made").filter(step__in=open_steps)
    rows: EventQuerySet[Any] = made.select_related(
        "step__child", "step__owner_worker", "step__owner_team"
    ).annotate(
        review_on=Subquery(clock.order_by("due_on").values("due_on")[:1]),
        seen=Exists(sightings(OuterRef("happened_on"), OuterRef("child"))),
        **{name: Subquery(told.values(column)[:1]) for name, column in columns.items()},
        **{name: F(f"occasion__promises__{column}") for name, column in party.items()},
    )
    return rows
