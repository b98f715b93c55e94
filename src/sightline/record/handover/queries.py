"""What was sent and not yet answered, how long it has waited, and what was sent back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q

from sightline import law
from sightline.base import worded
from sightline.base.moments import today
from sightline.base.unindexed import Unindexed
from sightline.record.handover.models import KINDS, Answer, Handover, Waiting
from sightline.record.spine.models import Event

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from sightline.access.authorities.models import Authority
    from sightline.people.persons.models import Person
    from sightline.people.workforce.models import Team
    from sightline.record.spine.models import Step

def pending() -> QuerySet[Handover]:
    """Sendings after which nothing was said: the latest word on a step is the one that counts."""
    return (
        Handover.objects.standing()
        .filter(event__in=Waiting.objects.values("event"), event__step__opened_on__isnull=False)
        .select_related("event__step", "event__child", "from_team", "from_worker", "to_team",
                        "to_worker")
    )


def pending_on(step: Step) -> Handover | None:
    """The sending on a step that waits for an answer, if there is one."""
    return pending().filter(event__step=step).first()


@dataclass(frozen=True)
class Unaccepted:
    """A sending that waits for an answer, and how long it has waited."""

    handover: Handover
    days: int
    working_days: int

    @property
    def child(self) -> Person | None:
        """The child concerned."""
        return self.handover.event.child

    @property
    def sent_on(self) -> date:
        """The day on which it was sent."""
        return self.handover.event.happened_on


def unaccepted(
    *, from_team: Team | None = None, to_team: Team | None = None,
    team: Team | None = None, authority: Authority | None = None, on: date | None = None,
) -> list[Unaccepted]:
    """Sendings that nobody has yet accepted or sent back, longest waiting first; one query.

    `team` asks for what it sent and what was sent to it alike.
    """
    day, calendar = on or today(), law.calendar()
    asked = {"from": from_team, "to": to_team, "either": team, "authority": authority}
    ids = {name: one.pk for name, one in asked.items() if one is not None}

    def composed(these: Sequence[int]) -> QuerySet[Handover]:
        return _pending_of(dict(zip(ids, these, strict=False)))

    return [
        Unaccepted(
            handover, (day - handover.event.happened_on).days,
            calendar.between(handover.event.happened_on, day),
        )
        for handover in worded.found(("not accepted", *ids), [list(ids.values())], composed)
    ]


def _pending_of(ids: Mapping[str, int]) -> QuerySet[Handover]:
    """What waits for an answer: from a team, to it, either, or of an authority."""
    rows = pending()
    if "from" in ids:
        rows = rows.filter(from_team=ids["from"])
    if "to" in ids:
        rows = rows.filter(to_team=ids["to"])
    if "either" in ids:
        rows = rows.filter(Q(from_team=ids["either"]) | Q(to_team=ids["either"]))
    if "authority" in ids:
        rows = rows.alias(here=Unindexed("event__authority_id")).filter(here=ids["authority"])
    return rows.order_by("event__happened_on", "event_id")


def sent_back(team: Team, since: date) -> list[tuple[Handover, Answer]]:
    """What a team sent that came back since a day, with the reasons, newest first."""
    answers = (
        Answer.objects.standing()
        .filter(event__kind="handover.returned", event__happened_on__gte=since)
        .select_related("event__step", "event__child")
        .order_by("-event__happened_on", "-event_id")
    )
    steps = [answer.event.step_id for answer in answers if answer.event.step_id is not None]
    sendings = (
        Handover.objects.standing().filter(event__step_id__in=steps, from_team=team)
        .select_related("event", "to_team").order_by("event__happened_on", "event__order")
    )
    found: list[tuple[Handover, Answer]] = []
    for answer in answers:
        before = [
            h for h in sendings
            if h.event.step_id == answer.event.step_id and _place(h.event) < _place(answer.event)
        ]
        if before:
            found.append((before[-1], answer))
    return found


def _place(event: Event) -> tuple[date, int, int]:
    return event.happened_on, event.order, event.pk


def history(step: Step) -> QuerySet[Event]:
    """Everything said about handing a step over, as it happened."""
    return Event.objects.standing().of(*KINDS).filter(step=step).in_order()
