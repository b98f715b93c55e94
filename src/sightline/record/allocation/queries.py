"""Who holds whom: a team's children, those waiting for a worker, and a child's people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from sightline.base import worded
from sightline.base.moments import at, london, now, today
from sightline.people.workforce.lookups import Away, staff
from sightline.people.workforce.models import Cover, Worker
from sightline.record.allocation.models import Involvement
from sightline.record.allocation.roles import WORKING, InvolvementRole
from sightline.record.spine.models import Clock, Event, Step

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from sightline.access.authorities.models import Authority
    from sightline.access.policy.scope import Opening
    from sightline.people.persons.models import Person
    from sightline.people.workforce.models import Team

CLOCK = "case_allocation"
#: A function of a module that says which closed work is meant, so that its words are found again.
Closed = Callable[[], Q]


@dataclass
class HeldChild:
    """A child with open work: the steps, who leads them and since when they have been open.

    `child` is empty for work about nobody identified yet.
    """

    child: Person | None
    worker: Worker | None
    team: Team | None
    steps: list[Step] = field(default_factory=list)

    @property
    def at_work(self) -> bool:
        """Whether any of it is open; the rest is owed of work that has closed."""
        return any(step.closed_on is None for step in self.steps)

    @property
    def opened_on(self) -> date | None:
        """The day on which the oldest of the open work began."""
        return min((s.opened_on for s in self.steps if s.opened_on), default=None)

    @property
    def imported(self) -> bool:
        """Whether the open work came from another system's file."""
        return any(step.source for step in self.steps)


@dataclass(frozen=True)
class Waiting:
    """A child who waits for a worker: since which moment, and why."""

    held: HeldChild
    since: datetime
    why: str

    def hours(self, moment: datetime | None = None) -> int:
        """Whole hours waited by a moment."""
        return max(0, int(((moment or now()) - self.since) / timedelta(hours=1)))


def _grouped(steps: QuerySet[Any]) -> list[HeldChild]:
    rows = steps.select_related("child", "owner_worker", "owner_team")
    return _by_child(rows.order_by("opened_on", "id"))


def _by_child(steps: Iterable[Step]) -> list[HeldChild]:
    found: dict[tuple[int | None, int], HeldChild] = {}
    for step in steps:
        key = (step.child_id, 0 if step.child_id is not None else step.pk)
        held = found.get(key)
        if held is None:
            held = HeldChild(step.child, step.owner_worker, step.owner_team)
            found[key] = held
        elif step.owner_worker is not None:
            held.worker, held.team = step.owner_worker, step.owner_team
        held.steps.append(step)
    return list(found.values())


def team_children(
    team: Team, *, also: Closed | None = None
) -> tuple[list[HeldChild], dict[int, Away]]:
    """Every child whose open work a team holds, oldest work first, and who is away; two queries.

    `also` says of which closed work something is left that the team still answers for. Of those
    who hold the work the ones who are away today are told by number.
    """
    def question(teams: Sequence[int]) -> QuerySet[Any]:
        held = _held(also).filter(owner_team__in=teams)
        return held.select_related("child").order_by("opened_on", "id")

    steps: list[Step] = worded.found(("team's", also), [[team.pk]], question, now())
    # a team of a hundred has a dozen workers: each is read once and not with every piece of work
    people = staff({step.owner_worker_id for step in steps if step.owner_worker_id is not None})
    for step in steps:
        step.owner_team = team
        step.owner_worker = people[step.owner_worker_id].worker if step.owner_worker_id else None
    return _by_child(steps), {pk: one.away for pk, one in people.items() if one.away is not None}


def _held(also: Closed | None) -> QuerySet[Any]:
    """Open work, and the closed work that is asked for beside it."""
    if also is None:
        return Step.objects.open()
    return Step.objects.standing().filter(Q(closed_on__isnull=True) | also())


def worker_children(worker: Worker) -> list[HeldChild]:
    """Every child whose open work a worker leads, oldest work first; one query."""
    return _grouped(Step.objects.open().filter(owner_worker=worker))


def children_of(
    worker_ids: Iterable[int], *, opens: Opening, also: Closed | None = None
) -> list[HeldChild]:
    """Every child whose open work any of these workers leads, oldest work first; one query.

    Of those that somebody may open. `also` says of which closed work something is left.
    """
    def question(workers: Sequence[int]) -> QuerySet[Any]:
        steps = _held(also).filter(opens.to("child", now()), owner_worker__in=workers)
        rows = steps.select_related("child", "owner_worker", "owner_team")
        return rows.order_by("opened_on", "id")

    key = ("held", opens.key, also)
    return _by_child(worded.found(key, [list(worker_ids)], question, now()))


def children_waiting(authority: Authority, on: date | None = None) -> list[HeldChild]:
    """Every child of an authority with open work and no worker who is still here; one query."""
    steps = Step.objects.open().filter(nobody_leads(on or today()), authority=authority)
    return _grouped(steps)


def to_be_placed(team: Team) -> list[HeldChild]:
    """Children whose work came from another system's file, held by a team with nobody named."""
    imported = Step.objects.open().exclude(source="")
    return _grouped(imported.filter(owner_team=team, owner_worker__isnull=True))


def nobody_leads(on: date) -> Q:
    """Steps with no worker, or with one who has left."""
    return Q(owner_worker__isnull=True) | Q(owner_worker__until_on__lte=on)


def unallocated(
    *, team: Team | None = None, authority: Authority | None = None, on: date | None = None
) -> list[Waiting]:
    """Children with open work and no worker who is still here, longest waiting first.

    The wait runs from the decision to assess where one was made, otherwise from the moment the
    team was left without a worker, otherwise from the opening of the work. At most five queries.
    """
    day = on or today()
    steps = Step.objects.open().filter(nobody_leads(day))
    if team is not None:
        steps = steps.filter(owner_team=team)
    if authority is not None:
        steps = steps.filter(authority=authority)
    rows = _grouped(steps)
    began = _began(rows)
    waiting = [Waiting(held, began[id(held)], _why(held, day)) for held in rows]
    return sorted(waiting, key=lambda w: w.since)


def _why(held: HeldChild, on: date) -> str:
    if held.worker is not None and held.worker.until_on is not None:
        return f"{held.worker.name} left on {held.worker.until_on:%-d %B %Y}"
    if held.team is None:
        return "No team holds it"
    return "To be placed" if held.imported else "No worker named"


def _began(rows: list[HeldChild]) -> dict[int, datetime]:
    """The moment from which each of them has waited."""
    step_ids = [step.pk for held in rows for step in held.steps]
    child_ids = [held.child.pk for held in rows if held.child is not None]
    decided = _moments(
        Clock.objects.filter(child_id__in=child_ids, key=CLOCK, state=Clock.State.RUNNING)
        .values_list("child_id", "start_event_id")
    )
    left = _moments(
        Involvement.objects.current()
        .filter(child_id__in=child_ids, role=InvolvementRole.LEAD, worker__isnull=True)
        .values_list("child_id", "event_id")
    )
    opened: dict[int, datetime] = {}
    opening = Event.objects.standing().filter(step_id__in=step_ids).in_order()
    for event in opening.only("step_id", "happened_on", "happened_at", "recorded_at"):
        if event.step_id is not None:
            opened.setdefault(event.step_id, moment_of(event))
    found: dict[int, datetime] = {}
    for held in rows:
        child_id = held.child.pk if held.child is not None else 0
        gone = held.worker.until_on if held.worker is not None else None
        first = min((opened[s.pk] for s in held.steps if s.pk in opened), default=None)
        found[id(held)] = (
            (at(gone) if gone is not None else None)
            or decided.get(child_id) or left.get(child_id) or first or now()
        )
    return found


def _moments(pairs: Iterable[tuple[int, int]]) -> dict[int, datetime]:
    event_of = dict(pairs)
    events = Event.objects.in_bulk(list(event_of.values())) if event_of else {}
    return {child: moment_of(events[event_id]) for child, event_id in event_of.items()}


def moment_of(event: Event) -> datetime:
    """When an event happened: its time if told, else when it was recorded if that was the day."""
    return moment_told(event.happened_on, event.happened_at, event.recorded_at)


def moment_told(on: date, clock_time: time | None, recorded_at: datetime) -> datetime:
    """The same of what an event says of its day, its time and its recording."""
    if clock_time is not None:
        return at(on, clock_time)
    recorded = london(recorded_at)
    return recorded if recorded.date() == on else at(on, time(0, 0))


def current_allocations(child_ids: Iterable[int]) -> dict[int, list[Involvement]]:
    """Everybody involved with each child now, the lead first; one query."""
    found: dict[int, list[Involvement]] = defaultdict(list)
    rows = Involvement.objects.current().filter(child_id__in=list(child_ids))
    for row in rows.select_related("worker", "team").order_by("-since_on", "-event_id"):
        if row.child_id is not None:
            found[row.child_id].append(row)
    order = {role: place for place, role in enumerate(InvolvementRole.values)}
    for involved in found.values():
        involved.sort(key=lambda i: order[i.role])
    return dict(found)


def history(child_id: int) -> list[Involvement]:
    """Everybody who was ever involved with a child, as it stands, newest first; one query."""
    rows = Involvement.objects.filter(child_id=child_id).select_related("worker", "team", "event")
    return list(rows.order_by("-since_on", "-event_id"))


def lead_involvement(child_id: int) -> Involvement | None:
    """The lead of the child's open work, by worker or by team; the newest if there are two."""
    leads = Involvement.objects.current().filter(child_id=child_id, role=InvolvementRole.LEAD)
    return leads.select_related("worker", "team").order_by("-since_on", "-event_id").first()


def lead_worker(child_id: int) -> Worker | None:
    """The worker who leads the child's open work, if one is named."""
    lead = lead_involvement(child_id)
    return lead.worker if lead is not None else None


def is_lead_or_cover(worker: Worker, child_id: int, on: date) -> bool:
    """Whether on that day the worker led, was allocated as cover, or covered for the lead."""
    held = Involvement.objects.on(on).filter(child_id=child_id, worker__isnull=False)
    rows = set(
        held.acting_as({InvolvementRole.LEAD, InvolvementRole.COVERING})
        .values_list("worker_id", "role")
    )
    if any(worker_id == worker.pk for worker_id, _ in rows):
        return True
    leads = [worker_id for worker_id, role in rows if role == InvolvementRole.LEAD]
    covers = Cover.objects.filter(covered_by=worker, worker_id__in=leads)
    # the last day of cover is still covered: a visit that morning was theirs to make
    begun = Q(since_on__isnull=True) | Q(since_on__lte=on)
    return covers.filter(begun, Q(until_on__isnull=True) | Q(until_on__gte=on)).exists()


def responsible_workers(child_id: int, on: date | None = None) -> list[Worker]:
    """Those who must hear of news about a child: the lead, and whoever covers for them today."""
    day = on or today()
    working = Involvement.objects.current().filter(child_id=child_id)
    named = working.acting_as({InvolvementRole.LEAD, InvolvementRole.COVERING})
    ids = set(named.filter(worker__isnull=False).values_list("worker_id", flat=True))
    covers = Cover.objects.in_force(day).filter(worker_id__in=ids)
    ids |= set(covers.values_list("covered_by_id", flat=True))
    return list(Worker.objects.filter(pk__in=ids).order_by("name"))


def caseloads(workers: Iterable[Worker]) -> dict[int, int]:
    """How many children each worker works with now; one query."""
    rows = Involvement.objects.current().acting_as(WORKING).filter(
        worker__in=[w.pk for w in workers], role=InvolvementRole.LEAD, child__isnull=False
    )
    found: dict[int, set[int]] = defaultdict(set)
    for worker_id, child_id in rows.values_list("worker_id", "child_id"):
        if worker_id is not None and child_id is not None:
            found[worker_id].add(child_id)
    return {worker_id: len(children) for worker_id, children in found.items()}
