"""A report begun: the last one for this meeting, else everything the record says already.

Rooms that know something of a child declare what they have to say. So nobody types again what
stands in an assessment, an enquiry or a plan, and each part says where it was taken from.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sightline.base.components.words import day
from sightline.kernel.register import Register
from sightline.record.plans.kinds import plan_kinds
from sightline.record.plans.queries import current
from sightline.record.plans.written import PlanText, read_document
from sightline.record.reports.models import Report
from sightline.record.spine.models import Step

if TYPE_CHECKING:
    from sightline.kernel.forms import Page
    from sightline.people.persons.models import Person

FIELDS = ("child_view", "happened", "family_view", "analysis", "draft_plan")


@dataclass(frozen=True, slots=True)
class Said:
    """What one piece of work says: what it is called, of which day, and its words by question."""

    source: str
    on: date
    words: Mapping[str, str]


#: What a room has to say of a child, by its name; none when it says nothing.
Tell = Callable[[int], Said | None]
tellers: Register[Tell] = Register("teller")


def report_so_far(
    *, page: Page, step: Step | None, child: Person | None, children: Sequence[Person]
) -> dict[str, Any]:
    """What a report's page opens with."""
    last = Report.objects.latest_for(step.pk) if step is not None else None
    if last is not None:
        row = {name: getattr(last, name) for name in FIELDS}
    elif child is not None:
        row = gathered(child.pk)
    else:
        return {}
    return {"rows": {"reports.Report": [{name: text for name, text in row.items() if text}]}}


def gathered(child_id: int) -> dict[str, str]:
    """The words of every room on each question, the newest first, each with its source."""
    told = [said for tell in tellers if (said := tell(child_id)) is not None]
    told.sort(key=lambda said: (said.on, said.source), reverse=True)
    found = {}
    for name in FIELDS:
        parts = [
            f"From {said.source}, {day(said.on)}:\n{said.words[name].strip()}"
            for said in told if said.words.get(name, "").strip()
        ]
        if parts:
            found[name] = "\n\n".join(parts)
    return found


def from_plan(child_id: int) -> Said | None:
    """What the newest plan of the child's open work says."""
    documents = [
        found for step in Step.objects.open().filter(child_id=child_id).order_by("pk")
        if step.process in plan_kinds and (found := current(step)) is not None
    ]
    if not documents:
        return None
    newest = max(documents, key=lambda found: (found.event.happened_on, found.event_id))
    plan = read_document(newest)
    words = {"child_view": plan.child_view, "family_view": plan.family_part,
             "draft_plan": in_lines(plan)}
    name = str(newest.get_kind_display())
    return Said(f"the {name[:1].lower()}{name[1:]}", newest.event.happened_on, words)


def in_lines(plan: PlanText) -> str:
    """A plan as lines of a report: needs, outcomes, actions, and what happens if it fails."""
    lines = []
    for number, need in enumerate(plan.tidy().needs, 1):
        lines.append(f"{number}. {need.text}")
        for outcome in need.outcomes:
            lines.append(f"   To be different: {outcome.text}")
            lines += [f"   {_action(action)}" for action in outcome.actions]
    if plan.contingency.trigger or plan.contingency.action:
        lines.append(f"If it fails: {plan.contingency.trigger} {plan.contingency.action}".strip())
    return "\n".join(lines)


def _action(action: Any) -> str:
    owner = action.owner_name or "Nobody named"
    by_when = f", by {day(action.due_on)}" if action.due_on is not None else ""
    return f"{owner}: {action.text}{by_when}"


tellers.add("plans", from_plan)
