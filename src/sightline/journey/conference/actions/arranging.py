"""A conference is asked for, booked and prepared: people invited, reports shared."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from typing import TYPE_CHECKING

from django.db import models, transaction

from sightline.journey.conference.actions.together import for_each, fresh
from sightline.journey.conference.queries import late_by
from sightline.people.workforce.lookups import managers_of_team, worker_of
from sightline.record.allocation.actions import allocate
from sightline.record.allocation.models import Involvement
from sightline.record.allocation.roles import InvolvementRole
from sightline.record.spine import actions as spine
from sightline.record.spine.actions import Part
from sightline.record.spine.errors import RecordError
from sightline.record.spine.models import Event, Step
from sightline.record.tasks import actions as tasks
from sightline.record.tasks.models import TaskSource

if TYPE_CHECKING:
    from sightline.access.users.models import User
    from sightline.journey.conference.models import Delay, Exclusion, Sharing
    from sightline.people.persons.models import Person
    from sightline.people.workforce.models import Worker
    from sightline.record.harm.models import PlanElsewhere
    from sightline.record.meetings.models import Meeting, Participant
    from sightline.record.notes.models import Note
    from sightline.record.spine.models import Occasion

#: What a conference is led from, nearest first, when nobody says.
LED_FROM = {
    "review": ("protection_plan", "section47"),
    "initial": ("section47", "child_in_need", "assessment", "referral"),
    "pre_birth": ("section47", "assessment", "referral"),
    "transfer_in": ("referral", "assessment"),
}


def request(
    *, children: Sequence[Person], kind: str, by: User | None, on: date, at: time | None = None,
    delay: Delay | None = None,
) -> Occasion:
    """Ask for a conference on one child or several, each from the child's own work.

    A child who was told of by another authority already has a conference open, and goes on
    with it. Section 47 enquiries ask for theirs themselves, when they conclude.
    """
    parts = []
    for child in children:
        told = _told_of(child) if kind == "transfer_in" else None
        parts.append(
            Part(
                child, told, outcome=kind, opens=told is None,
                led_from=led_from(child.pk, kind) if told is None else None,
                facts=fresh([delay]) if delay is not None else [],
            )
        )
    return spine.record_occasion("conference.requested", by=by, on=on, at=at, parts=parts)


def _told_of(child: Person) -> Step | None:
    told = Event.objects.standing().of("conference.transfer_notified").filter(child=child)
    asked = Event.objects.standing().of("conference.requested").filter(child=child)
    steps = Step.objects.open().of("conference").filter(pk__in=told.values("step_id"))
    found: Step | None = steps.exclude(pk__in=asked.values("step_id")).order_by("-pk").first()
    return found


def led_from(child_id: int, kind: str) -> Step | None:
    """The child's open work that a conference of this kind comes from."""
    for process in LED_FROM.get(kind, ()):
        steps = Step.objects.open().of(process).filter(child_id=child_id)
        found: Step | None = steps.order_by("-opened_on", "-pk").first()
        if found is not None:
            return found
    return None


def notify_transfer(
    *, children: Sequence[Person], by: User | None, on: date, at: time | None = None,
    elsewhere: PlanElsewhere | None = None,
) -> Occasion:
    """Another authority told us that a child on one of its plans has moved here."""
    parts = [
        Part(
            child, opens=True, led_from=led_from(child.pk, "transfer_in"),
            facts=fresh([elsewhere]) if elsewhere is not None else [],
        )
        for child in children
    ]
    return spine.record_occasion("conference.transfer_notified", by=by, on=on, at=at, parts=parts)


def book(
    *, steps: Sequence[Step], for_on: date | None, by: User | None, on: date,
    meeting: Meeting | None = None, delay: Delay | None = None,
) -> Occasion:
    """Book a conference for a day; booking again replaces the booking before.

    The chair named is allocated to each child, and so may read what they chair. A day after the
    one on which it is due is told to the manager at once; a weekend is warned of, never refused.
    """
    with transaction.atomic():
        occasion = for_each(
            "booked", steps=steps, by=by, on=on, for_on=for_on,
            facts=[delay] if delay is not None else [],
            shared=[meeting] if meeting is not None else [],
        )
        for step in steps:
            if meeting is not None and meeting.chair is not None:
                name_chair(step=step, chair=meeting.chair, by=by, on=on)
            _tell_manager_if_late(step, for_on, by=by, on=on)
    return occasion


def name_chair(*, step: Step, chair: Worker, by: User | None, on: date) -> None:
    """Make somebody this child's chair, unless they are."""
    role = InvolvementRole.CHAIR
    held = Involvement.objects.current().filter(child_id=step.child_id, role=role, worker=chair)
    gone = chair.until_on is not None and chair.until_on <= on
    if step.is_open and not gone and not held.exists():
        allocate(step=step, worker=chair, role=role, by=by, on=on, reason="Chairs the conference")


def _tell_manager_if_late(
    step: Step, for_on: date | None, *, by: User | None, on: date
) -> None:
    due_on = late_by(step, for_on)
    manager = managers_of_team(step.owner_team_id, on).first() if step.owner_team_id else None
    owner = manager or step.owner_worker or (worker_of(by) if by is not None else None)
    if due_on is None or for_on is None or (owner is None and step.owner_team is None):
        return
    tasks.give(
        text=f"The conference is booked for {for_on:%-d %B %Y} and was due by "
        f"{due_on:%-d %B %Y}. Look at the reason and at the interim safety plan.",
        due_on=on, by=by, on=on, owner_worker=owner, owner_team=step.owner_team, step=step,
        source=TaskSource.CONFERENCE,
    )


def invite(
    *, steps: Sequence[Step], participants: Sequence[Participant], by: User | None, on: date,
    exclusions: Sequence[Exclusion] = (),
) -> Occasion:
    """Invite people, and record whom the chair keeps out, why, and how they are heard."""
    return for_each(
        "invited", steps=steps, by=by, on=on, facts=list(exclusions), shared=list(participants)
    )


def share_report(
    *, steps: Sequence[Step], shared_with: str, by: User | None, on: date,
    sharing: Sharing | None = None,
) -> Occasion:
    """Give a report to the parents, the child, the chair or the agencies."""
    facts: list[models.Model] = [sharing] if sharing is not None else []
    return for_each("report_shared", steps=steps, by=by, on=on, outcome=shared_with, facts=facts)


def pre_meet(
    *, steps: Sequence[Step], met: str, by: User | None, on: date, note: Note | None = None
) -> Occasion:
    """The chair met the parents or the child before the conference, or could not."""
    facts: list[models.Model] = [note] if note is not None else []
    return for_each("pre_meeting_held", steps=steps, by=by, on=on, outcome=met, facts=facts)


def cancel(
    *, steps: Sequence[Step], reason: Delay, by: User | None, on: date
) -> Occasion:
    """Call a conference off because it is not required; what is still owed goes on running."""
    if not reason.reason.strip():
        raise RecordError("Say why the conference is not required; the reason stays on the record.")
    return for_each("cancelled", steps=steps, by=by, on=on, facts=[reason])
