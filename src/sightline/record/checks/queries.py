"""What was asked, what came in and what is late: of a contact, or of a list of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import OuterRef, Subquery

from sightline.base import worded
from sightline.base.moments import at, london, now
from sightline.record.checks.models import Answered, Asked
from sightline.record.checks.process import ANSWERS

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from sightline.record.spine.models import Event


@dataclass(frozen=True, slots=True)
class Check:
    """One agency asked about one child, with the newest answer if there is one."""

    asked: Asked
    outcome: str = ""
    answered_on: date | None = None
    by_whom: str = ""
    words: str = ""

    @property
    def event(self) -> Event:
        """The asking."""
        return self.asked.event

    @property
    def asked_at(self) -> datetime:
        """When the agency was asked, as far as the hour is known."""
        event = self.asked.event
        if event.happened_at is not None:
            return at(event.happened_on, event.happened_at)
        recorded = london(event.recorded_at)
        return recorded if recorded.date() == event.happened_on else at(event.happened_on)

    @property
    def answered(self) -> bool:
        """Whether anything came back, if only that they will not say."""
        return bool(self.outcome)

    @property
    def late(self) -> bool:
        """Whether an answer was wanted by now and none came."""
        due_at, due_on = self.asked.due_at, self.asked.due_on
        if self.answered or (due_at is None and due_on is None):
            return False
        return due_at < now() if due_at is not None else bool(due_on and due_on < now().date())

    @property
    def answer(self) -> str:
        """What came back in a few words."""
        return ANSWERS.get(self.outcome, "")


def checks_of(step_ids: Iterable[int]) -> dict[int, list[Check]]:
    """The checks of each step, as they were asked; one query."""
    found: dict[int, list[Check]] = defaultdict(list)
    for row in worded.found("checks of steps", [list(step_ids)], _asked):
        found[row.event.step_id or 0].append(Check(
            row, row.outcome or "", row.answered_on, row.by_whom or "", row.words or ""
        ))
    return found


def _asked(step_ids: Sequence[int]) -> QuerySet[Any, Any]:
    newest = Answered.objects.standing().filter(asked=OuterRef("pk")).order_by(
        "-event__happened_on", "-event__order", "-event_id"
    )
    return (
        Asked.objects.standing().filter(event__step_id__in=step_ids)
        .select_related("event")
        .annotate(
            outcome=Subquery(newest.values("event__outcome")[:1]),
            answered_on=Subquery(newest.values("event__happened_on")[:1]),
            by_whom=Subquery(newest.values("by_whom")[:1]),
            words=Subquery(newest.values("words")[:1]),
        )
        .order_by("event__happened_on", "event__order", "event_id")
    )


@dataclass(frozen=True, slots=True)
class Tally:
    """How many agencies were asked, how many answered, and how many are late."""

    asked: int = 0
    answered: int = 0
    late: int = 0

    @property
    def words(self) -> str:
        """The three numbers as a list says them."""
        if not self.asked:
            return "None asked"
        said = f"{self.asked} asked, {self.answered} in"
        return f"{said}, {self.late} late" if self.late else said


def tally(checks: Iterable[Check]) -> Tally:
    """The counts of some checks; an agency asked once of brothers and sisters counts once.

    It is in when it has answered of each of them.
    """
    together: dict[tuple[str, int], list[Check]] = defaultdict(list)
    for check in checks:
        event = check.event
        alike = ("together", event.occasion_id) if event.occasion_id else ("alone", event.pk)
        together[alike].append(check)
    groups = list(together.values())
    return Tally(
        len(groups), sum(all(c.answered for c in group) for group in groups),
        sum(any(c.late for c in group) for group in groups),
    )
