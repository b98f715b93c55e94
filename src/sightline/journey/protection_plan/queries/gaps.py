"""What plans lack today, for the child's page, the chair's list and the team board."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sightline.base.components.words import day
from sightline.base.moments import today
from sightline.record.allocation.models import Involvement
from sightline.record.allocation.roles import InvolvementRole
from sightline.record.plans import queries as plans
from sightline.record.plans.identity import unanswered
from sightline.record.spine.models import Clock, Event, Step

if TYPE_CHECKING:
    from sightline.access.authorities.models import Authority
    from sightline.people.workforce.models import Team, Worker

#: Duties of a plan that, past their day, are said as gaps of the plan itself.
OWED = {
    "core_group_first": "The first core group has not met in time: it was due by {due}.",
    "core_group_next": "No core group in time: it was due by {due}.",
    "prebirth_review": "The plan has not been looked at since the birth: it was due by {due}.",
    "cp_review_first": "The first review conference was due by {due}.",
    "cp_review_next": "The review conference was due by {due}.",
    "cp_chair_audit": "The chair's audit was due by {due}.",
    "cp_visit_first": "The first visit of the plan was due by {due}.",
    "cp_visit": "The visit was due by {due}.",
}


@dataclass(frozen=True)
class PlanGaps:
    """One open plan and everything that is wanting in it, in words."""

    step: Step
    gaps: tuple[str, ...]


def plans_with_gaps(
    *, authority: Authority | None = None, team: Team | None = None, chair: Worker | None = None,
    on: date | None = None,
) -> list[PlanGaps]:
    """Open plans that lack something, oldest first; the same few queries however many there are."""
    steps = Step.objects.open().of("protection_plan")
    if authority is not None:
        steps = steps.filter(authority=authority)
    if team is not None:
        steps = steps.filter(owner_team=team)
    if chair is not None:
        chaired = Involvement.objects.current().filter(worker=chair, role=InvolvementRole.CHAIR)
        steps = steps.filter(child_id__in=chaired.values("child_id"))
    rows = list(steps.select_related("child", "owner_worker", "owner_team")
                .order_by("opened_on", "pk"))
    found = gaps_of(rows, on)
    return [PlanGaps(step, tuple(found[step.pk])) for step in rows if found[step.pk]]


def gaps_of(steps: Sequence[Step], on: date | None = None) -> dict[int, list[str]]:
    """What each of these plans lacks on a day, in words."""
    ids = [step.pk for step in steps]
    documents, owed = plans.lines(ids), _owed(ids, on or today())
    spoken, open_needs = _spoken(ids), unanswered(steps, documents)
    found = {}
    for step in steps:
        said = spoken[step.pk]
        words = _document(documents[step.pk])
        if "" in said["category"] or not said["category"]:
            words.append("The category of harm is not recorded.")
        if not said["visiting"]:
            words.append("The plan does not set how often the child is seen.")
        if step.pk in open_needs and not documents[step.pk].empty:
            words.append(open_needs[step.pk])
        found[step.pk] = words + owed[step.pk]
    return found


def _document(line: plans.Line) -> list[str]:
    if line.empty and line.on is None:
        return ["There is no written plan yet."]
    if line.empty:
        return ["The plan is empty: nothing in it says what will be different for the child."]
    found = []
    if line.contingency_missing:
        found.append("The plan does not say what happens if it fails: no full contingency plan.")
    if line.state != "final":
        found.append(f"The plan is not final: it is {line.state}.")
    return found


def _owed(step_ids: Iterable[int], on: date) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    clocks = Clock.objects.filter(
        step_id__in=list(step_ids), key__in=OWED, state=Clock.State.RUNNING, due_on__lt=on
    )
    for step_id, key, due in clocks.order_by("due_on", "key").values_list(
        "step_id", "key", "due_on"
    ):
        found[step_id].append(OWED[key].format(due=day(due)))
    return found


def _spoken(step_ids: Iterable[int]) -> dict[int, dict[str, list[str]]]:
    """The latest category of each plan, and whether a rhythm of visits was set."""
    found: dict[int, dict[str, list[str]]] = defaultdict(lambda: {"category": [], "visiting": []})
    events = Event.objects.standing().filter(step_id__in=list(step_ids)).of(
        "protection_plan.started", "protection_plan.category_changed",
        "protection_plan.visiting_set",
    )
    for step_id, kind, outcome in events.in_order().values_list("step_id", "kind", "outcome"):
        if kind == "protection_plan.visiting_set":
            found[step_id]["visiting"].append(outcome)
        else:
            found[step_id]["category"] = [outcome]
    return found
