"""The verbs of an enquiry: begin, write, submit, send back, conclude, review."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from django.db import models, transaction

from sightline import law
from sightline.journey.section47 import queries
from sightline.journey.section47.leading import lead_on
from sightline.journey.section47.models import Conclusion, Emergency, Enquiry
from sightline.journey.section47.process import CONCLUDED
from sightline.people.workforce.lookups import worker_of
from sightline.record.drafts.actions import keep_led
from sightline.record.spine import actions as spine
from sightline.record.spine.actions import Part
from sightline.record.spine.errors import RecordError
from sightline.record.spine.models import Step
from sightline.record.tasks import actions as tasks

if TYPE_CHECKING:
    from sightline.access.users.models import User
    from sightline.people.persons.models import Person
    from sightline.people.workforce.models import Team, Worker
    from sightline.record.decisions.models import Decision
    from sightline.record.spine.models import Event, Occasion
    from sightline.record.tasks.models import Task

#: The sections taken up again when an enquiry comes back, with the words that stood.
SECTIONS = {
    "child": ("child_account", "seen_and_found"),
    "others": ("parents_account", "others_account", "checks"),
    "submit": ("analysis", "safe_now", "recommended"),
}


def next_day(on: date) -> date:
    """The working day after a day."""
    return law.calendar().next_working(on + timedelta(days=1))


def begin(
    *, children: Sequence[Person], by: User, on: date, at: time | None = None,
    emergency: Emergency | None = None,
) -> Occasion:
    """Emergency action began an enquiry: it opens at once, and a strategy discussion is owed.

    A child whose enquiry is open already has it recorded there, and nothing is reset.
    """
    parts = []
    for child in children:
        said = [] if emergency is None else [Emergency(
            action=emergency.action, words=emergency.words, done_by=emergency.done_by,
            where=emergency.where,
        )]
        running = queries.open_enquiry(child.pk)
        parts.append(Part(
            child=child, outcome="emergency", facts=said, step=running, opens=running is None,
            led_from=_from(child.pk) if running is None else None,
        ))
    return spine.record_occasion("section47.started", by=by, on=on, at=at, parts=parts)


def _from(child_id: int) -> Step | None:
    """The work that an enquiry comes from: the discussion asked for, else the open referral."""
    for process in ("strategy_discussion", "referral"):
        steps = Step.objects.open().of(process).filter(child_id=child_id)
        found = steps.order_by("-opened_on", "-pk").first()
        if found is not None:
            return found
    return None


def write(
    *, step: Step, enquiry: Enquiry, by: User, on: date, at: time | None = None
) -> Event:
    """Write a part of this child's enquiry; what was written before stays readable."""
    return spine.record(
        "section47.written", by=by, on=on, at=at, step=step, facts=[enquiry]
    )


def write_together(
    *, steps: Sequence[Step], enquiry: Enquiry, by: User, on: date, at: time | None = None
) -> Occasion:
    """Write what is true of the whole family once, into each child's own enquiry."""
    parts = [
        Part(
            child=step.child, step=step,
            facts=[Enquiry(**{name: getattr(enquiry, name) for name in queries.WORDS})],
        )
        for step in steps
    ]
    return spine.record_occasion("section47.written", by=by, on=on, at=at, parts=parts)


def instruct(
    *, step: Step, text: str, worker: Worker, by: User, on: date, due_on: date | None = None,
    needs_check: bool = False,
) -> Task:
    """A manager's instruction on an enquiry: a task with an owner and a day, never only words."""
    return tasks.give(
        text=text, owner_worker=worker, owner_team=step.owner_team, by=by, on=on,
        due_on=due_on or next_day(on), child=step.child, step=step, needs_check=needs_check,
    )


def ask_medical(
    *, step: Step, worker: Worker, by: User, on: date, due_on: date | None = None, why: str = ""
) -> Task:
    """Ask for a medical; the enquiry is not concluded while it is neither done nor called off."""
    text = f"Arrange a child protection medical: {why}" if why else (
        "Arrange a child protection medical"
    )
    return instruct(step=step, text=text, worker=worker, by=by, on=on, due_on=due_on or on)


def submit(
    *, step: Step, by: User, on: date, at: time | None = None, enquiry: Enquiry | None = None
) -> Event:
    """Hand the enquiry in for a manager."""
    return spine.record(
        "section47.submitted", by=by, on=on, at=at, step=step,
        facts=[enquiry] if enquiry is not None else [],
    )


def send_back(
    *, step: Step, decision: Decision, by: User, on: date, at: time | None = None
) -> Event:
    """Send an enquiry back with the reason; what was written is taken up into drafts."""
    if not decision.rationale.strip():
        raise RecordError("Say what is missing, so that its author can put it right.")
    with transaction.atomic():
        sent = queries.submission(step)
        event = spine.record(
            "section47.returned", by=by, on=on, at=at, step=step, facts=[decision]
        )
        writer = sent.recorded_by if sent is not None else None
        _take_up_again(step, by=writer or by)
        worker = worker_of(writer) if writer is not None else step.owner_worker
        if worker is not None or step.owner_team is not None:
            tasks.give(
                text=f"The enquiry came back: {decision.rationale}", owner_worker=worker,
                owner_team=step.owner_team, due_on=next_day(on), by=by, on=on,
                child=step.child, step=step, source_event=event,
            )
    return event


def _take_up_again(step: Step, *, by: User) -> None:
    said = queries.enquiry(step)
    for page, names in SECTIONS.items():
        row = {name: getattr(said, name) for name in names if getattr(said, name)}
        if row:
            keep_led(step=step, page=page, by=by, values={"rows": {"section47.Enquiry": [row]}})


def conclude(
    *, step: Step, outcome: str, by: User, on: date, at: time | None = None,
    decision: Decision | None = None, conclusion: Conclusion | None = None,
    to_team: Team | None = None,
) -> Event:
    """Conclude an enquiry that somebody else wrote, and start what follows at once.

    A conference is asked for in the same moment. GateRefused while a task of the enquiry is
    open, a strategy discussion is owed, or no reason and decider stand for having no conference.
    """
    if outcome and outcome not in CONCLUDED:
        raise RecordError(f"Say what was concluded. One of: {'; '.join(CONCLUDED.values())}.")
    facts: list[models.Model] = [r for r in (decision, conclusion) if r is not None]
    with transaction.atomic():
        _finish_returns(step, by=by, on=on)
        event = spine.record(
            "section47.concluded", by=by, on=on, at=at, step=step, outcome=outcome, facts=facts
        )
        lead_on(event, conclusion, by=by, to_team=to_team)
    return event


def _finish_returns(step: Step, *, by: User, on: date) -> None:
    """What was asked when it came back is settled by its being concluded."""
    asked = step.tasks.filter(state="open", source_event__kind="section47.returned")
    for task in asked.order_by("pk"):
        tasks.finish(task=task, by=by, on=on, evidence="The enquiry was concluded.")


def set_review(
    *, step: Step, for_on: date, by: User, on: date, decision: Decision | None = None
) -> Event:
    """Fix the date on which the child's case is reviewed, as no order is sought."""
    return spine.record(
        "section47.review_set", by=by, on=on, step=step, for_on=for_on,
        facts=[decision] if decision is not None else [],
    )


def review(*, step: Step, by: User, on: date, decision: Decision | None = None) -> Event:
    """Record that the case was reviewed, and what was decided."""
    return spine.record(
        "section47.reviewed", by=by, on=on, step=step,
        facts=[decision] if decision is not None else [],
    )


def need_no_review(*, step: Step, by: User, on: date, decision: Decision | None = None) -> Event:
    """Record that a review was considered and is not needed."""
    return spine.record(
        "section47.review_not_needed", by=by, on=on, step=step,
        facts=[decision] if decision is not None else [],
    )
