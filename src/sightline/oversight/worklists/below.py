"""What stands beneath the front door's queue: decided today, sent, and handed over by night."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from sightline import law
from sightline.base import worded
from sightline.base.components.words import plural
from sightline.base.moments import at, now, today
from sightline.journey.contact.process import DECIDED, WORKER_DECIDED
from sightline.kernel.calendar import CalendarError
from sightline.oversight.worklists.rows import title_of
from sightline.people.workforce.models import Team
from sightline.record.allocation.queries import moment_of
from sightline.record.checks.queries import Check, tally
from sightline.record.handover.queries import Unaccepted, unaccepted
from sightline.record.spine.models import Event, Step

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from sightline.access.authorities.models import Authority
    from sightline.people.persons.models import Person

OUTCOMES = {**WORKER_DECIDED, **DECIDED}
#: By noon of the next working day a daytime manager takes up what the night handed over (S020).
NOON = time(12, 0)


@dataclass(frozen=True)
class Decided:
    """A contact decided today, and the work that is open behind it."""

    event: Event
    steps: Sequence[Step]
    checks: Sequence[Check] = field(default_factory=list)

    @property
    def child(self) -> Person:
        """The child."""
        assert self.event.child is not None
        return self.event.child

    @property
    def outcome(self) -> str:
        """What was decided."""
        return OUTCOMES.get(self.event.outcome, self.event.outcome)

    @property
    def at(self) -> datetime:
        """When it was decided."""
        return moment_of(self.event)

    @property
    def open_words(self) -> str:
        """What is open and who holds it."""
        said = [f"{title_of(step.process)}: {_holder(step)}" for step in self.steps]
        out = tally(self.checks)
        if out.asked > out.answered:
            said.append(f"{plural(out.asked - out.answered, 'agency check')} not in")
        return "; ".join(said)


def _holder(step: Any) -> str:
    """Who holds a step that bears the names of its worker and team."""
    if step.worker_name:
        return str(step.worker_name)
    return f"{step.team_name}, no worker yet" if step.team_name else "nobody yet"


def decided_today(authority: Authority) -> list[Event]:
    """Contacts decided today, the newest first; one query."""
    def composed(ids: Sequence[int]) -> QuerySet[Any, Any]:
        events = Event.objects.standing().of("contact.decided", "contact.worker_decided").filter(
            authority__in=ids, happened_on=today(), child__isnull=False,
            step__opened_on__isnull=False,
        )
        return events.select_related("child", "recorded_by").order_by(
            "-happened_at", "-order", "-pk"
        )

    return worded.found("contacts decided today", [[authority.pk]], composed, now())


def with_open_work(
    events: Iterable[Event], life: Mapping[int, Sequence[Step]],
    checks: Mapping[int, Sequence[Check]],
) -> list[Decided]:
    """Those of the contacts decided today behind which something is still open; no query."""
    found = []
    for event in events:
        steps = [
            step for step in life.get(event.child_id or 0, ())
            if step.closed_on is None and step.process != "contact"
        ]
        each = Decided(event, steps, checks.get(event.step_id or 0, ()))
        if each.open_words:
            found.append(each)
    return found


@dataclass(frozen=True)
class ByNight:
    """What the night team handed over and no daytime manager has acknowledged."""

    sent: Unaccepted
    due: datetime | None

    @property
    def late(self) -> bool:
        """Whether noon of the next working day has passed."""
        return self.due is not None and self.due < now()


def sent_and_waiting(authority: Authority) -> tuple[list[Unaccepted], list[ByNight]]:
    """What the front door sent, and what the night handed over, that nobody took up; one query."""
    sent, nights = [], []
    for each in unaccepted(authority=authority):
        if each.child is None:
            continue
        team, step = each.handover.from_team, each.handover.event.step
        if team is not None and team.kind == Team.Kind.OUT_OF_HOURS:
            nights.append(ByNight(each, _noon_after(each)))
        elif (team is not None and team.kind == Team.Kind.FRONT_DOOR) or (
            step is not None and step.process == "contact"
        ):
            sent.append(each)
    return sent, nights


def _noon_after(each: Unaccepted) -> datetime | None:
    try:
        return at(law.calendar().add(each.sent_on, 1), NOON)
    except CalendarError:
        return None
