"""Alerts as a list shows them: about whom, to whom, by when, and how each stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from sightline.base.moments import today
from sightline.journey.chairs_alert.models import Alert, Reply, Sent
from sightline.journey.chairs_alert.panels import REPLIED
from sightline.journey.chairs_alert.process import ABOUT, REPLIES
from sightline.record.spine.models import Event

if TYPE_CHECKING:
    from sightline.people.persons.models import Person
    from sightline.people.workforce.models import Worker
    from sightline.record.spine.models import Step

ENDED = ("chairs_alert.resolved", "chairs_alert.withdrawn")


@dataclass
class Told:
    """One alert with everything said of it so far."""

    step: Step
    events: list[Event] = field(default_factory=list)
    sent: list[Sent] = field(default_factory=list)
    alert: Alert | None = None
    reply: Reply | None = None

    @property
    def child(self) -> Person:
        """The child it is about."""
        assert self.step.child is not None
        return self.step.child

    @property
    def about(self) -> str:
        """What it is about, in a phrase."""
        return ABOUT.get(self.events[0].outcome, "Not said") if self.events else "Not said"

    @property
    def concern(self) -> str:
        """What the chair saw."""
        return self.alert.concern if self.alert is not None else ""

    @property
    def to(self) -> Worker | None:
        """Who is asked now."""
        return self.sent[-1].to_worker if self.sent else None

    @property
    def chair(self) -> Worker | None:
        """Who raised it."""
        return self.sent[0].chair if self.sent else None

    @property
    def level(self) -> str:
        """At which level it is now."""
        last = self.sent[-1] if self.sent else None
        return f"Level {last.level}: {last.level_name}" if last is not None else ""

    @property
    def last(self) -> Event | None:
        """What was last said of it."""
        return self.events[-1] if self.events else None

    @property
    def ended(self) -> bool:
        """Whether the chair has ended it."""
        return self.step.closed_on is not None

    @property
    def answered(self) -> bool:
        """Whether the last word is a reply."""
        return self.last is not None and self.last.kind == REPLIED

    @property
    def due_on(self) -> date | None:
        """By when a reply is due, or what was promised is done."""
        return self.last.for_on if self.last is not None and not self.ended else None

    @property
    def late(self) -> bool:
        """Whether that day has passed."""
        return self.due_on is not None and self.due_on < today()

    @property
    def state(self) -> str:
        """How it stands, in words."""
        if self.last is not None and self.last.kind in ENDED:
            return "Put right" if self.last.kind == ENDED[0] else "Withdrawn"
        if self.answered and self.last is not None:
            said = REPLIES.get(self.last.outcome, "Answered")
            return f"{said}; has it been?" if self.late else said
        return "Not answered in time" if self.late else "Waits for a reply"


def told(steps: Sequence[Step], *, words: bool = True) -> list[Told]:
    """What stands of each of these alerts; four queries however many there are.

    Without `words`, what the chair and the manager wrote is not read: two queries.
    """
    found = {step.pk: Told(step) for step in steps}
    if not found:
        return []
    for event in Event.objects.standing().filter(
        step__in=found, kind__startswith="chairs_alert."
    ).in_order():
        found[event.step_id or 0].events.append(event)
    sent: dict[int, list[Sent]] = defaultdict(list)
    for row in Sent.objects.standing().filter(event__step__in=found).select_related(
        "event", "to_worker", "chair"
    ).order_by("level", "event_id"):
        sent[row.event.step_id or 0].append(row)
    for pk, one in found.items():
        one.sent = sent[pk]
    if not words:
        return list(found.values())
    for alert in Alert.objects.standing().filter(event__step__in=found).select_related("event"):
        found[alert.event.step_id or 0].alert = alert
    replies = Reply.objects.standing().filter(event__step__in=found).order_by("event_id")
    for said in replies.select_related("event", "by_worker"):
        found[said.event.step_id or 0].reply = said
    return list(found.values())
