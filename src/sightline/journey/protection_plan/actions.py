"""The verbs of a protection plan: set its visits, change its category, review, audit, end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import TYPE_CHECKING

from django.db import models, transaction

from sightline import law
from sightline.journey.protection_plan.models import Finding, PlanAudit
from sightline.people.workforce.lookups import managers_of_team, worker_of
from sightline.record.harm.categories import as_told, main_of, rows
from sightline.record.plans.actions import progress_facts, set_down
from sightline.record.plans.completeness import says_something
from sightline.record.spine import actions as spine
from sightline.record.spine.errors import RecordError
from sightline.record.tasks import actions as tasks
from sightline.record.tasks.models import Task, TaskSource

if TYPE_CHECKING:
    from sightline.access.users.models import User
    from sightline.people.persons.models import Person
    from sightline.people.workforce.models import Team, Worker
    from sightline.record.decisions.models import Decision
    from sightline.record.harm.models import Harm
    from sightline.record.plans.written import PlanText
    from sightline.record.spine.models import Event, Step

#: Working days a manager has for a finding when the chair names no day.
DAYS_FOR_A_FINDING = 5
RECORDS = {
    "outline": "protection_plan.outlined", "agreed": "protection_plan.agreed",
    "final": "protection_plan.finalised",
}


def start(
    *, by: User | None, on: date, category: str, child: Person | None = None,
    led_from: Step | None = None, also: Sequence[str] = (), at: time | None = None,
    first_core_group_on: date | None = None,
) -> Step:
    """Record a plan that began without a conference on this record, such as before it was kept.

    A conference's own decision starts a plan by itself.
    """
    return spine.open_step(
        "protection_plan.started", by=by, on=on, at=at, child=child, led_from=led_from,
        outcome=category, for_on=first_core_group_on, facts=rows(category, also),
    )


def change_category(
    *, step: Step, harms: Sequence[Harm], by: User | None, on: date,
    decision: Decision | None = None,
) -> Event:
    """Change the category from a day; the first one and those between stay in the history."""
    told = as_told(list(harms))
    if not main_of(told):
        raise RecordError("Say which category is the main one; the others are kept beside it.")
    facts: list[models.Model] = [*told, *([decision] if decision is not None else [])]
    return spine.record(
        "protection_plan.category_changed", by=by, on=on, step=step, outcome=main_of(told),
        facts=facts,
    )


def set_visiting(
    *, step: Step, every: str, by: User | None, on: date, decision: Decision | None = None
) -> Event:
    """Say how often this child is to be seen; the plan's own rhythm governs the due dates."""
    return spine.record(
        "protection_plan.visiting_set", by=by, on=on, step=step, outcome=every,
        facts=[decision] if decision is not None else [],
    )


def write(*, step: Step, plan: PlanText, by: User | None, on: date) -> Event:
    """Record a version of the plan in its own state; only "final" is held until it is whole."""
    if plan.state not in RECORDS:
        raise RecordError(f"A plan is {', '.join(RECORDS)}; it cannot be {plan.state!r}.")
    return set_down(RECORDS[plan.state], step=step, plan=plan, by=by, on=on)


def review(
    *, step: Step, said: Mapping[str, tuple[str, str]], by: User | None, on: date
) -> Event:
    """Say how far each outcome has come: outcome number ("1.2") to (progress, what shows it)."""
    return spine.record(
        "protection_plan.reviewed", by=by, on=on, step=step, facts=progress_facts(step, said)
    )


def audit(
    *, step: Step, audit: PlanAudit, by: User | None, on: date,
    findings: Sequence[Finding] = (),
) -> Event:
    """The chair looks at the plan; what is wanting becomes tasks that the chair will check."""
    if audit.auditor is None and by is not None:
        audit.auditor = worker_of(by)
    with transaction.atomic():
        event = spine.record(
            "protection_plan.audited", by=by, on=on, step=step, facts=[audit, *findings]
        )
        for finding in findings:
            _give(finding, event, by=by)
    return event


def _give(finding: Finding, event: Event, *, by: User | None) -> Task | None:
    words = finding.action if says_something(finding.action) else finding.text
    worker, team = _answers(finding, event)
    if not words.strip() or (worker is None and team is None):
        return None
    due_on = finding.due_on or law.calendar().add(event.happened_on, DAYS_FOR_A_FINDING)
    return tasks.give(
        text=words, due_on=due_on, by=by, on=event.happened_on, owner_worker=worker,
        owner_team=team, step=event.step, source=TaskSource.CHAIR, source_event=event,
        needs_check=True,
    )


def _answers(finding: Finding, event: Event) -> tuple[Worker | None, Team | None]:
    """The manager who answers for a finding: the one named, else of the team, else its lead."""
    step = event.step
    assert step is not None
    team = step.owner_team
    if finding.owner is not None:
        return finding.owner, team
    manager = managers_of_team(team.pk, event.happened_on).first() if team is not None else None
    return manager or step.owner_worker, team


def end(
    *, step: Step, reason: str, by: User | None, on: date, at: time | None = None,
    decision: Decision | None = None,
) -> Event:
    """End the plan; GateRefused until a conference decided it and what follows is said."""
    return spine.record(
        "protection_plan.ended", by=by, on=on, at=at, step=step, outcome=reason,
        facts=[decision] if decision is not None else [],
    )
