"""The team board: everything a team holds, read once, as far as one person may open it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Subquery

from sightline.base import worded
from sightline.base.moments import now
from sightline.journey.assessment.process import PROCESS as ASSESSMENT
from sightline.oversight.worklists.answering import HANDED_IN, Told, told_of
from sightline.oversight.worklists.duties import is_duty
from sightline.oversight.worklists.rows import Row, is_late, readable, rows_of
from sightline.oversight.worklists.waiting import Waits, waits
from sightline.people.workforce.lookups import Away
from sightline.record.allocation.models import Considered
from sightline.record.allocation.queries import team_children
from sightline.record.handover.queries import Unaccepted, unaccepted
from sightline.record.sharing.queries import owed_steps
from sightline.record.spine.models import Event
from sightline.record.tasks.queries import awaiting_check
from sightline.record.timeline.activity import ACTIVITY
from sightline.record.timeline.process import MARKED
from sightline.record.visits.models import ChildPart, Sighting
from sightline.record.visits.queries import SEEN

if TYPE_CHECKING:
    from sightline.access.policy.noting import Grounds
    from sightline.people.workforce.models import Team
    from sightline.record.spine.models import Clock, Step
    from sightline.record.tasks.models import Task

ENQUIRY, PLANS = "section47", ("protection_plan", "child_in_need")
BOOKINGS = ("conference.booked", "conference.adjourned")
CONSIDERED = "allocation.considered"
BEGAN, DISCUSSED = "section47.started", "section47.strategy_held"
ENDS = ("assessment.authorised", "assessment.initial_authorised", "assessment.core_authorised")


@dataclass(frozen=True)
class Lately:
    """When a child was last seen, seen alone and worked with, and the chronology last weighed."""

    seen: date | None = None
    alone: date | None = None
    active: date | None = None
    weighed: date | None = None


@dataclass
class Board:
    """What a team holds, as far as one person may open it; `shut` is how many they may not."""

    team: Team
    rows: list[Row]
    waiting: list[Waits]
    incoming: list[Unaccepted]
    outgoing: list[Unaccepted]
    told: list[Told]
    to_check: list[Task]
    events: dict[int, list[Any]]
    lately: dict[int, Lately]
    away: dict[int, Away]
    shut: int
    grounds: Grounds
    #: children without open work here, whose parents are owed something of what has closed
    owed: list[Row] = field(default_factory=list)
    steps: dict[str, list[tuple[Row, Step]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Open work by process, with whose it is."""
        for row in self.rows:
            for step in row.steps:
                self.steps.setdefault(step.process, []).append((row, step))

    @property
    def to_place(self) -> list[Waits]:
        """Those who came from another system's file and have no worker yet."""
        return [each for each in self.waiting if each.row.imported]

    @property
    def unallocated(self) -> list[Waits]:
        """The others without a worker."""
        return [each for each in self.waiting if not each.row.imported]

    @property
    def handed_in(self) -> list[tuple[Row, Step, Event]]:
        """Work handed in and neither sent back nor settled, oldest first; no query."""
        found = []
        for kind, after in HANDED_IN.items():
            for row, step in self.steps.get(kind.partition(".")[0], []):
                said = [e for e in self.events.get(step.pk, []) if e.kind in (kind, *after)]
                if said and said[-1].kind == kind:
                    found.append((row, step, said[-1]))
        return sorted(found, key=lambda each: (each[2].happened_on, each[2].pk))

    def booked(self, row: Row) -> date | None:
        """For when the child's open conference was last booked."""
        days = [
            event.for_on for step in row.steps if step.process == "conference"
            for event in self.events.get(step.pk, []) if event.kind in BOOKINGS and event.for_on
        ]
        return days[-1] if days else None

    def considered(self, row: Row) -> Any:
        """What was last said of the risk to a child whose worker is away; none where nothing."""
        said = [event for step in row.steps for event in self.events.get(step.pk, ())
                if event.kind == CONSIDERED]
        return max(said, key=lambda event: (event.happened_on, event.pk), default=None)

    def clocks(self, keys: Iterable[str]) -> list[tuple[Row, Clock]]:
        """The running clocks of these keys, the earliest due first."""
        wanted = set(keys)
        found = [(row, c) for row in self.rows for c in row.clocks if c.key in wanted]
        return sorted(found, key=lambda pair: (pair[1].due_on, pair[0].child.display_name))


def board(team: Team, user: Any) -> Board:
    """Everything a team's board shows to this person."""
    held, away = team_children(team, also=owed_steps)
    sent = unaccepted(team=team)
    checks = list(awaiting_check(team).select_related("child", "owner_worker", "done_by"))
    seen, _ = readable(user, [
        *(each.child for each in held), *(each.child for each in sent),
        *(task.child for task in checks),
    ])
    shut = {
        each.child.pk for each in held
        if each.child is not None and each.at_work and each.child.pk not in seen
        and each.child.restriction != "sealed"
    }
    every = rows_of(
        [each for each in held if each.child is not None and each.child.pk in seen], seen=False
    )
    rows = [row for row in every if row.at_work]
    lately = _lately([row.child.pk for row in rows])
    moment = now()
    for row in rows:
        row.seen_on = lately[row.child.pk].seen
        row.late = sum(is_late(clock, moment) and is_duty(clock) for clock in row.clocks)
    rows.sort(key=lambda row: row.order)
    open_to = [each for each in sent if each.child is not None and each.child.pk in seen]
    return Board(
        team, rows, waits(rows),
        incoming=[each for each in open_to if each.handover.to_team_id == team.pk],
        outgoing=[each for each in open_to if each.handover.to_team_id != team.pk],
        told=told_of(rows),
        to_check=[t for t in checks if t.child_id is None or t.child_id in seen],
        events=_events(rows, away), lately=lately, away=away,
        shut=len(shut), grounds=seen,
        owed=[row for row in every if not row.at_work],
    )


def _lately(child_ids: Sequence[int]) -> dict[int, Lately]:
    """When each child was last seen, seen alone and worked with; one query for them all."""
    found: dict[int, Lately] = defaultdict(Lately)
    for child_id, *days in worded.rows(_last_days, child_ids) if child_ids else []:
        found[child_id] = Lately(*map(worded.day, days))
    return found


def _last_days(child_ids: Sequence[int]) -> QuerySet[Any, Any]:
    visited = Q(kind="visit.made", outcome__in=SEEN)
    alone = Exists(ChildPart.objects.filter(event=OuterRef("pk"), seen=Sighting.SEEN_ALONE))
    events = Event.objects.standing().of(*ACTIVITY, MARKED).about(child_ids).order_by()
    return events.values("child_id").annotate(
        seen=Max("happened_on", filter=visited),
        alone=Max("happened_on", filter=visited & Q(alone)),
        active=Max("happened_on", filter=~Q(kind=MARKED)),
        weighed=Max("happened_on", filter=Q(kind=MARKED)),
    ).values_list("child_id", "seen", "alone", "active", "weighed")


def _events(rows: Sequence[Row], away: Mapping[int, Away]) -> dict[int, list[Any]]:
    """What was handed in, begun, talked over and booked, and said of risk; at most one query.

    What was said of the risk is read of children whose worker is away, and bears it as `risk`.
    """
    kept = {"assessment", ENQUIRY, "conference"}
    ids = [step.pk for row in rows for step in row.steps if step.process in kept]
    alone = [row.child.pk for row in rows if row.worker and row.worker.pk in away]
    kinds = [kind for handed, after in HANDED_IN.items() for kind in (handed, *after)]
    found: dict[int, list[Any]] = defaultdict(list)
    if not ids and not alone:
        return found
    wanted = Q(kind__in=(*kinds, *BOOKINGS, BEGAN, DISCUSSED), step_id__in=ids)
    wanted |= Q(kind=CONSIDERED, child_id__in=alone)
    said = Considered.objects.filter(event=OuterRef("pk")).values("risk")
    events = Event.objects.standing().filter(wanted).annotate(risk=Subquery(said[:1]))
    for event in events.select_related("recorded_by").in_order():
        found[event.step_id or 0].append(event)
    return found


def assessment_duties() -> list[str]:
    """Keys of the clocks that only authorising an assessment stops."""
    return [
        rule.key for rule in ASSESSMENT.clocks
        if any(pattern.kind in ENDS for pattern in rule.stops)
    ]
