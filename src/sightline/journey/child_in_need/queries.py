"""Children in need for whom something is missing: an assessment, a worker, a plan, an answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sightline import law
from sightline.base.components.words import day
from sightline.base.moments import today
from sightline.record.handover.queries import Unaccepted, unaccepted
from sightline.record.plans import queries as plans
from sightline.record.plans.identity import unanswered
from sightline.record.spine.models import Clock, Event, Step

if TYPE_CHECKING:
    from sightline.access.authorities.models import Authority
    from sightline.people.persons.models import Person
    from sightline.people.workforce.models import Team

ASSESSED = (
    "assessment.authorised", "assessment.initial_authorised", "assessment.core_authorised",
)
#: Working days in which a step down is picked up: local procedure (S086).
ANSWER_WITHIN = 5


@dataclass(frozen=True)
class Exceptional:
    """A child in need with something missing, and what it is, in words."""

    step: Step
    missing: tuple[str, ...]


def exceptions(
    *, authority: Authority | None = None, team: Team | None = None
) -> list[Exceptional]:
    """Open child in need work without a worker, an assessment or a plan worth the name (S081)."""
    steps = Step.objects.open().of("child_in_need")
    if authority is not None:
        steps = steps.filter(authority=authority)
    if team is not None:
        steps = steps.filter(owner_team=team)
    rows = list(
        steps.select_related("child", "owner_worker", "owner_team").order_by("opened_on", "pk")
    )
    found = missing_of(rows)
    return [Exceptional(step, tuple(found[step.pk])) for step in rows if found[step.pk]]


def missing_of(steps: Sequence[Step]) -> dict[int, list[str]]:
    """What each of these lacks; the same few queries however many there are."""
    lines = plans.lines(step.pk for step in steps)
    assessed = set(
        Event.objects.standing().of(*ASSESSED).about(
            step.child_id for step in steps if step.child_id is not None
        ).values_list("child_id", flat=True)
    )
    owed, open_needs = _late(step.pk for step in steps), unanswered(steps, lines)
    found: dict[int, list[str]] = {}
    for step in steps:
        words = []
        if step.owner_worker_id is None:
            words.append("No worker is named.")
        if step.child_id not in assessed and not step.source:
            words.append("There is no authorised assessment.")
        line = lines[step.pk]
        if line.empty:
            words.append(
                "There is no plan." if line.on is None else
                "The plan is empty: nothing in it says what will be different for the child."
            )
        elif line.contingency_missing:
            words.append("The plan does not say what happens if it fails.")
        if step.pk in open_needs and not line.empty:
            words.append(open_needs[step.pk])
        found[step.pk] = words + owed[step.pk]
    return found


def _late(step_ids: Iterable[int]) -> dict[int, list[str]]:
    said = {"cin_plan_first": "The plan was due by {}.", "cin_review": "A review was due by {}.",
            "cin_visit": "A visit was due by {}."}
    found: dict[int, list[str]] = defaultdict(list)
    clocks = Clock.objects.filter(
        step_id__in=list(step_ids), key__in=said, state=Clock.State.RUNNING, due_on__lt=today()
    )
    for step_id, key, due in clocks.order_by("due_on").values_list("step_id", "key", "due_on"):
        found[step_id].append(said[key].format(day(due)))
    return found


@dataclass(frozen=True)
class Unopened:
    """A child found in need for whom nobody has opened a plan, and by when one was due."""

    child: Person
    since: date
    due_on: date | None
    step: Step


def found_and_unopened(authority: Authority) -> list[Unopened]:
    """Children found in need, or come off a protection plan, with no plan opened (D045, D047)."""
    clocks = Clock.objects.filter(
        key="cin_plan_first", state=Clock.State.RUNNING, step__authority=authority,
        child__isnull=False,
    ).exclude(step__process="child_in_need")
    rows = clocks.select_related(
        "child", "step__child", "step__owner_worker", "step__owner_team"
    ).order_by("started_on", "pk")
    return [
        Unopened(c.child, c.started_on, c.due_on, c.step) for c in rows if c.child is not None
    ]


def bounced(
    *, authority: Authority | None = None, from_team: Team | None = None, on: date | None = None
) -> list[Unaccepted]:
    """Steps down that nobody has picked up in five working days: they are still ours (D048)."""
    waiting = unaccepted(authority=authority, from_team=from_team, on=on or today())
    return [
        w for w in waiting
        if w.handover.direction == "step_down" and w.working_days > ANSWER_WITHIN
    ]


def answer_due(sent_on: date) -> date:
    """The day by which a step down sent on a day is to be answered."""
    return law.calendar().add(sent_on, ANSWER_WITHIN)
