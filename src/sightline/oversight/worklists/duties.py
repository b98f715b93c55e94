"""Duties as a worklist puts them: one line a family, one's own before those of others."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from sightline.access.policy.here import holds
from sightline.base.moments import now
from sightline.kernel.clocks import Owner
from sightline.kernel.register import processes
from sightline.oversight.worklists.rows import Row, is_late
from sightline.record.spine.deadlines import deadline, rule_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from sightline.base.components.due import Deadline
    from sightline.people.persons.models import Person
    from sightline.record.spine.models import Clock

VISIT = "visit.made"
#: The event that alone stops a duty to hold a conference.
HOLDING = "conference.decided"
#: What somebody may do who has each job; every worker has a worker's.
JOBS = {
    Owner.MANAGER: "allocation.decide", Owner.CHAIR: "conference.chair",
    Owner.CONFERENCE_SERVICE: "conference.chair", Owner.FRONT_DOOR: "frontdoor.decide",
}
#: Whose a duty is, as a list says it of somebody else's.
WHOSE = {
    Owner.WORKER: "the worker’s", Owner.MANAGER: "the manager’s", Owner.CHAIR: "the chair’s",
    Owner.CONFERENCE_SERVICE: "the conference service’s", Owner.FRONT_DOOR: "the front door’s",
    Owner.REFERRER: "the referrer’s",
}


def owner_of(key: str) -> Owner:
    """Whose job a clock is; a withdrawn rule's is the worker's, lest it be lost from sight."""
    rule = rule_of(key)
    return rule.owner if rule is not None else Owner.WORKER


def is_duty(clock: Clock) -> bool:
    """Whether passing its day is lateness: a threshold or a shortest time is no duty."""
    rule = rule_of(clock.key)
    return rule is None or rule.is_deadline


def thresholds() -> list[str]:
    """Keys of the clocks whose passing is no lateness."""
    return [rule.key for process in processes for rule in process.clocks if not rule.is_deadline]


def conference_clocks() -> list[str]:
    """Keys of the clocks that only a conference which decides stops."""
    return [
        rule.key for process in processes for rule in process.clocks
        if any(pattern.kind == HOLDING for pattern in rule.stops)
    ]


def is_visit(key: str) -> bool:
    """Whether a clock is stopped by seeing the child."""
    rule = rule_of(key)
    return rule is not None and VISIT in rule.stop_kinds


def jobs_of(request: HttpRequest) -> frozenset[Owner]:
    """Whose duties are this person's own."""
    held = {owner for owner, permission in JOBS.items() if holds(request, permission)}
    return frozenset({Owner.WORKER, *held})


@dataclass
class Duty:
    """One thing that is due on one day, for one child or for several of a family."""

    deadline: Deadline
    owner: Owner
    late: bool
    children: list[Person] = field(default_factory=list)

    @property
    def whose(self) -> str:
        """Whose it is, in words."""
        return WHOSE[self.owner]


@dataclass
class Family:
    """Children who belong together, what is one's own to do for them, and what others owe."""

    children: list[Person]
    mine: list[Duty] = field(default_factory=list)
    others: list[Duty] = field(default_factory=list)

    @property
    def order(self) -> tuple[date, str]:
        """By what is due first."""
        first = (self.mine or self.others)[0].deadline
        return first.due_on or date.max, self.children[0].display_name

    def names_of(self, duty: Duty) -> str:
        """For whom a duty is, where it is not for all of the family."""
        if len(duty.children) == len(self.children):
            return ""
        return ", ".join(child.given_names or child.display_name for child in duty.children)


def by_family(
    rows: Iterable[Row], family: Mapping[int, int], until: date, *, jobs: Collection[Owner],
    apart: Collection[int] = (),
) -> tuple[list[Family], list[Family]]:
    """What is overdue or due by a day: the families with something of one's own, then the others.

    `apart` are clocks that stand in a list of their own. No query.
    """
    held: dict[int, list[Row]] = {}
    for row in rows:
        held.setdefault(family.get(row.child.pk, row.child.pk), []).append(row)
    own, others = [], []
    for group in held.values():
        found = _family(group, until, jobs, apart)
        if found.mine:
            own.append(found)
        elif found.others:
            others.append(found)
    return sorted(own, key=lambda f: f.order), sorted(others, key=lambda f: f.order)


def _family(
    group: list[Row], until: date, jobs: Collection[Owner], apart: Collection[int]
) -> Family:
    duties: dict[tuple[Any, ...], Duty] = {}
    moment = now()
    for row in group:
        for clock in row.clocks:
            if clock.due_on is None or clock.due_on > until or clock.pk in apart:
                continue
            if not is_duty(clock):
                continue
            key = (clock.due_on, clock.key, clock.due_at)
            duty = duties.get(key)
            if duty is None:
                duty = Duty(deadline(clock), owner_of(clock.key), is_late(clock, moment))
                duties[key] = duty
            if row.child not in duty.children:
                duty.children.append(row.child)
    ordered = [duties[key] for key in sorted(duties, key=lambda key: (key[0], key[1]))]
    concerned = [row.child for row in group if any(row.child in d.children for d in ordered)]
    return Family(
        sorted(concerned, key=lambda child: (child.born_on or date.max, child.display_name)),
        [duty for duty in ordered if duty.owner in jobs],
        [duty for duty in ordered if duty.owner not in jobs],
    )


@dataclass(frozen=True)
class Unseen:
    """A child not seen in time: the visit that is late, and when anybody last saw the child."""

    row: Row
    clock: Clock

    @property
    def deadline(self) -> Deadline:
        """How late the visit is, and under whose rule."""
        return deadline(self.clock)


def unseen(rows: Iterable[Row]) -> list[Unseen]:
    """Children whose visit is late, worst first; no query."""
    moment = now()
    found = []
    for row in rows:
        late = [c for c in row.clocks if is_visit(c.key) and is_late(c, moment)]
        if late:
            found.append(Unseen(row, late[0]))
    return sorted(found, key=lambda each: (each.clock.due_on, each.row.child.display_name))
