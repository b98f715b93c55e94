"""The verbs of a strategy discussion: ask for it, hold it, give the reason, share the minutes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time
from typing import TYPE_CHECKING, TypeVar

from django.db import models, transaction

from sightline.journey.strategy_discussion import queries, starting
from sightline.journey.strategy_discussion.models import Agreed, Discussion, Request, WhyNotAll
from sightline.journey.strategy_discussion.process import (
    HELD,
    SHARED_WITH,
    URGENCY,
    missing_code,
)
from sightline.record.meetings.constitution import missing_agencies
from sightline.record.meetings.models import Meeting, Participant
from sightline.record.spine import actions as spine
from sightline.record.spine.actions import Part
from sightline.record.spine.errors import RecordError
from sightline.record.spine.models import Event, Step
from sightline.record.tasks import actions as tasks
from sightline.record.tasks.models import Task

if TYPE_CHECKING:
    from sightline.access.users.models import User
    from sightline.people.persons.models import Person
    from sightline.people.workforce.models import Worker
    from sightline.record.decisions.models import Decision
    from sightline.record.spine.models import Occasion

Row = TypeVar("Row", bound=models.Model)


@dataclass
class For:
    """What a discussion held was for one child: its decision, and what is to be done."""

    child: Person
    outcome: str = ""
    discussion: Discussion | None = None
    agreed: Sequence[Agreed] = ()
    step: Step | None = None
    work: Step | None = field(default=None, init=False)


def _fresh(row: Row) -> Row:
    """The same answers in a row of their own, for another child."""
    columns = [f.attname for f in row._meta.concrete_fields if f.name not in ("id", "event")]
    return type(row)(**{name: getattr(row, name) for name in columns})


def _from(child_id: int) -> Step | None:
    """The work that a discussion comes from: the enquiry that owes it, else the open referral."""
    enquiry = queries.open_enquiry(child_id)
    if enquiry is not None:
        return enquiry
    steps = Step.objects.open().of("referral").filter(child_id=child_id)
    return steps.order_by("-opened_on", "-pk").first()


def request(
    *, children: Sequence[Person], by: User, on: date, at: time | None = None,
    urgency: str = "three_days", asked: Request | None = None,
) -> Occasion:
    """Ask for a strategy discussion about one child or several.

    Injury, sexual abuse or immediate risk make it due the same day, whatever was chosen.
    """
    if urgency not in URGENCY:
        raise RecordError(f"Say by when. It is one of: {'; '.join(URGENCY.values())}.")
    if asked is not None and asked.is_urgent:
        urgency = "same_day"
    parts = [
        Part(
            child=child, outcome=urgency, opens=True, led_from=_from(child.pk),
            facts=[_fresh(asked)] if asked is not None else [],
        )
        for child in children
    ]
    return spine.record_occasion(
        "strategy_discussion.requested", by=by, on=on, at=at, parts=parts
    )


def hold(
    *, children: Sequence[For], by: User, on: date, at: time | None = None,
    meeting: Meeting | None = None, participants: Sequence[Participant] = (),
    agreed: Sequence[Agreed] = (), decision: Decision | None = None,
) -> Occasion:
    """Record a discussion that was held, and start what it decided for each child at once.

    It may be held without having been asked for. Without all who must take part on that day it
    is recorded all the same, and marked for ever. `agreed` is to be done for every child.
    """
    unknown = sorted({one.outcome for one in children if one.outcome} - set(HELD))
    if unknown:
        raise RecordError(f"Say what was decided. It is one of: {'; '.join(HELD.values())}.")
    meeting = meeting or Meeting()
    missing = missing_agencies(participants, on)
    parts = [_part(one, agreed, decision) for one in children]
    with transaction.atomic():
        occasion = spine.record_occasion(
            "strategy_discussion.held", by=by, on=on, at=at, parts=parts,
            shared=[meeting, *participants],
        )
        for one, part in zip(children, parts, strict=True):
            _start(one, part, by=by, shared=agreed)
        if missing:
            _mark(children, parts, missing, meeting.chair, by=by)
    return occasion


def _part(one: For, agreed: Sequence[Agreed], decision: Decision | None) -> Part:
    """The child's own step: the discussion asked for, or a new one."""
    step = one.step or queries.open_discussion(one.child.pk)
    facts: list[models.Model] = [_fresh(row) for row in (*agreed, *one.agreed)]
    facts += [_fresh(row) for row in (one.discussion, decision) if row is not None]
    return Part(
        child=one.child, step=step, outcome=one.outcome, facts=facts, opens=step is None,
        led_from=_from(one.child.pk) if step is None else None,
    )


def _start(one: For, part: Part, *, by: User, shared: Sequence[Agreed]) -> None:
    event = part.event
    assert event is not None
    one.work = starting.begin_enquiry(event, by=by)
    starting.give_agreed([*shared, *one.agreed], step=one.work, event=event, by=by)
    again_on = one.discussion.again_on if one.discussion is not None else None
    starting.ask_again(event, again_on, step=one.work, by=by)


def _mark(
    children: Sequence[For], parts: Sequence[Part], missing: list[str], chair: Worker | None,
    *, by: User,
) -> None:
    """Mark the discussion of every child, and ask once for the reason and the missing views."""
    held = parts[0].event
    assert held is not None
    marks = [
        Part(child=part.child, step=part.step, outcome=missing_code(missing)) for part in parts
    ]
    spine.record_occasion(
        "strategy_discussion.not_constituted", by=by, on=held.happened_on, at=held.happened_at,
        parts=marks,
    )
    first = marks[0].event
    assert first is not None
    work = children[0].work or first.step
    assert work is not None
    starting.ask_for_missing(first, missing, work=work, chair=chair, by=by)


def _beside(step: Step, kind: str) -> list[Event]:
    """The events of one occasion on this child's step and on the brothers' and sisters'."""
    events = Event.objects.standing().filter(kind=kind).select_related("step", "child")
    mine = events.filter(step=step).in_order().last()
    if mine is None:
        return []
    if mine.occasion_id is None:
        return [mine]
    return list(events.filter(occasion_id=mine.occasion_id).order_by("pk"))


def give_reason(
    *, step: Step, why: WhyNotAll, by: User, on: date, at: time | None = None
) -> Occasion:
    """The chair's reason, once for all the children; the mark stays."""
    marked = _beside(step, "strategy_discussion.not_constituted")
    if not marked:
        raise RecordError("All who must take part did, so there is no reason to give.")
    parts = [Part(child=e.child, step=e.step, facts=[_fresh(why)]) for e in marked]
    with transaction.atomic():
        occasion = spine.record_occasion(
            "strategy_discussion.constitution_reason_given", by=by, on=on, at=at, parts=parts
        )
        asked = Task.objects.open().filter(
            source_event__in=marked, text__startswith="Say why the strategy discussion"
        )
        for task in asked.order_by("pk"):
            tasks.finish(task=task, by=by, on=on, evidence=why.reason)
    return occasion


def share_minutes(
    *, step: Step, with_whom: str, by: User, on: date, at: time | None = None
) -> Occasion:
    """Record that the minutes went to an agency, for every child they are about."""
    if with_whom not in SHARED_WITH:
        raise RecordError(f"Say with whom. It is one of: {'; '.join(SHARED_WITH.values())}.")
    held = _beside(step, "strategy_discussion.held")
    if not held:
        raise RecordError("This discussion has not been held, so there are no minutes to share.")
    parts = [Part(child=e.child, step=e.step, outcome=with_whom) for e in held]
    return spine.record_occasion(
        "strategy_discussion.minutes_shared", by=by, on=on, at=at, parts=parts
    )
