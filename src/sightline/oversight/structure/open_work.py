"""What a team still holds: what has to be somebody else's before the team can close.

Every child counts, whoever may open the record: work that nobody sees must not be left behind. So
no number below five is said to a reader who may open no child's record.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from sightline.base.moments import now
from sightline.kernel.register import processes
from sightline.record.allocation.models import DutyTurn
from sightline.record.handover.queries import pending
from sightline.record.spine.models import Step
from sightline.record.tasks.models import Task

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from sightline.people.workforce.models import Team
    from sightline.record.allocation.models import DutyTurnQuerySet
    from sightline.record.handover.models import Handover
    from sightline.record.tasks.models import TaskQuerySet

LEAST = 5


@dataclass
class OpenWork:
    """What a team holds: how many children, which work, with whom, and what else is waiting."""

    children: int = 0
    work: Counter[str] = field(default_factory=Counter)
    holders: Counter[str] = field(default_factory=Counter)
    tasks: int = 0
    sent: int = 0
    turns: int = 0

    def __bool__(self) -> bool:
        """Whether anything is held that somebody else must have before the team closes.

        A turn on duty is no work: it is called off with the team.
        """
        return bool(sum(self.work.values()) or self.tasks or self.sent)

    def lines(self, *, whole: bool) -> list[tuple[str, str]]:
        """How much and where, in words; small numbers are for who may open children's records."""
        told = [
            ("Children", self.children), *sorted(self.work.items()),
            ("Tasks that the team answers for", self.tasks),
            ("Sent to the team and not yet answered", self.sent),
            ("Turns on duty to come", self.turns),
        ]
        return [(what, said(number, whole=whole)) for what, number in told if number]

    def held_by(self, *, whole: bool) -> list[tuple[str, str]]:
        """With which worker the work is, the one with most first; nobody named comes last."""
        rows = sorted(self.holders.items(), key=lambda row: (not row[0], -row[1], row[0]))
        return [(name or "No worker yet", said(number, whole=whole)) for name, number in rows]


def said(number: int, *, whole: bool) -> str:
    """A number in words; below five only for a reader who may see it."""
    return f"{number:,}" if whole or number >= LEAST else f"fewer than {LEAST}"


def steps_of(team: Team) -> QuerySet[Step]:
    """The open work that a team answers for."""
    return Step.objects.open().filter(owner_team=team)


def tasks_of(team: Team) -> TaskQuerySet:
    """The tasks a team answers for that are not finished: to be done, or to be checked."""
    return Task.objects.unfinished().filter(owner_team=team)


def waiting(team: Team) -> QuerySet[Handover]:
    """What was sent to a team, or by it to another, and not yet answered."""
    return pending().filter(Q(to_team=team) | Q(from_team=team))


def turns_of(team: Team) -> DutyTurnQuerySet:
    """The turns on duty for a team that are running or still to come."""
    return DutyTurn.objects.filter(team=team, until_at__gt=now(), called_off_at__isnull=True)


def open_work(team: Team) -> OpenWork:
    """Everything a team holds today; six queries."""
    steps = steps_of(team).order_by()
    found = OpenWork(
        children=steps.filter(child__isnull=False).aggregate(n=Count("child", distinct=True))["n"],
        tasks=tasks_of(team).count(), turns=turns_of(team).count(),
        sent=pending().filter(to_team=team).order_by().count(),
    )
    for key, number in steps.values_list("process").annotate(n=Count("pk")):
        found.work[processes[key].title] += number
    for name, number in steps.values_list("owner_worker__name").annotate(n=Count("pk")):
        found.holders[name or ""] += number
    return found
