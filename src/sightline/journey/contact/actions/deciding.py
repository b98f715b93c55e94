"""Grading and deciding a contact, and what each decision leads to in the same transaction."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

from django.db import transaction

from sightline.journey.contact import queries
from sightline.journey.contact.actions.leading import SentTo, lead_on
from sightline.journey.contact.actions.passing import join_episode, settle_tasks
from sightline.journey.contact.background import ask
from sightline.journey.contact.process import DECIDED, ENDING, GRADES, REOPENED, WORKER_DECIDED
from sightline.record.decisions.thresholds import framework_on
from sightline.record.referrers.words import draft_reply
from sightline.record.spine import actions as spine
from sightline.record.spine.errors import RecordError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sightline.access.users.models import User
    from sightline.people.workforce.models import Team
    from sightline.record.decisions.models import Decision
    from sightline.record.spine.models import Event, Step


def _check(outcome: str, offered: Mapping[str, str]) -> None:
    if outcome not in offered:
        allowed = "; ".join(offered.values())
        raise RecordError(f"Say what was decided. It is one of: {allowed}.")


def _rows(step: Step, decision: Decision | None, on: date) -> list[Decision]:
    """The decision, citing the threshold document of its day."""
    if decision is None:
        return []
    if decision.threshold_level and not decision.threshold_version:
        decision.threshold_version = framework_on(step.authority_id, on).version
    return [decision]


def _check_decidable(step: Step, outcome: str) -> None:
    if queries.matched_to(step) is not None:
        raise RecordError(
            "This contact turned out to be about somebody known under another record. Decide it "
            "on that record."
        )
    if outcome == "referral" and step.child_id and queries.open_referral(step.child_id):
        raise RecordError(
            "This child has an open referral, so this is no new one. Pass it to the worker who "
            "knows the child, or hold a strategy discussion."
        )


def grade(
    *, step: Step, grade: str, by: User, on: date, at: time | None = None,
    decision: Decision | None = None,
) -> Event:
    """Say how urgent the contact is; a later grade stands beside the earlier, and day 0 stays."""
    _check(grade, GRADES)
    return spine.record(
        "contact.graded", by=by, on=on, at=at, step=step, outcome=grade,
        facts=_rows(step, decision, on),
    )


def decide(
    *, step: Step, outcome: str, by: User, on: date, at: time | None = None,
    decision: Decision | None = None, to_team: Team | None = None, to_outside: str = "",
    urgency: str = "same_day",
) -> Event:
    """Decide a contact: the decision leads on at once, and day 0 never moves.

    A referral opens with the moment of the first contact; a strategy discussion opens in one
    step; early help, or another authority, is sent it (`to_team`, `to_outside`) and it stays
    ours until accepted. A contact decided before is reopened by deciding it again. `urgency` is
    that of a strategy discussion.
    """
    _check(outcome, DECIDED)
    step.refresh_from_db()
    _check_decidable(step, outcome)
    with transaction.atomic():
        if step.closed_on is not None:
            spine.record("contact.reopened", by=by, on=on, at=at, step=step,
                         outcome="new_information")
        event = spine.record(
            "contact.decided", by=by, on=on, at=at, step=step, outcome=outcome,
            facts=_rows(step, decision, on),
        )
        if outcome != "passed_to_worker":
            # before what the decision leads to: what it asks for is not settled by it
            settle_tasks(step, by=by, on=on)
        lead_on(event, by=by, to=SentTo(to_team, to_outside), urgency=urgency)
        ask(event, by=by)
        if outcome in ENDING:
            draft_reply(step, outcome, by=by)
    return event


def worker_decide(
    *, step: Step, outcome: str, by: User, on: date, at: time | None = None,
    decision: Decision | None = None, urgency: str = "same_day",
) -> Event:
    """The worker or manager decides on a contact about a child they already work with.

    A strategy discussion, or a new assessment, opens at once in the child's own episode.
    """
    _check(outcome, WORKER_DECIDED)
    with transaction.atomic():
        join_episode(step)
        event = spine.record(
            "contact.worker_decided", by=by, on=on, at=at, step=step, outcome=outcome,
            facts=_rows(step, decision, on),
        )
        if outcome == "strategy_discussion":
            spine.lead(event, "strategy_discussion.requested", by=by, on=on, at=at,
                       outcome=urgency)
        elif outcome == "assessment":
            spine.lead(event, "assessment.reassessment_decided", by=by, on=on, at=at)
        settle_tasks(step, by=by, on=on)
        ask(event, by=by)
    return event


def reopen(
    *, step: Step, reason: str, by: User, on: date, at: time | None = None,
    decision: Decision | None = None,
) -> Event:
    """Go on with the same contact, from the moment at which it was first received."""
    _check(reason, REOPENED)
    step.refresh_from_db()
    if step.closed_on is None:
        raise RecordError("This contact is open, so there is nothing to reopen.")
    return spine.record(
        "contact.reopened", by=by, on=on, at=at, step=step, outcome=reason,
        facts=_rows(step, decision, on),
    )
