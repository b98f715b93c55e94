"""What is not as it should be for a child, what is to be done, and what was left unfinished.

Every open process is asked in turn, so this is read after the card and never before it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Q
from django.urls import reverse

from sightline.record.child.panels import Mark, Warning, known_wrong, panels
from sightline.record.child.situation import gravest_first
from sightline.record.drafts.models import Draft
from sightline.record.drafts.naming import DraftLine, line
from sightline.record.spine.models import Step
from sightline.record.tasks.models import Task
from sightline.record.timeline.marking import STALE_AFTER, is_stale

if TYPE_CHECKING:
    from sightline.people.persons.models import Person


def _chronology(child: Person, steps: list[Step]) -> list[Warning]:
    """That what mattered has not been weighed for long, while work goes on."""
    began = min((step.opened_on for step in steps if step.opened_on), default=None)
    if not is_stale(child.pk, began):
        return []
    words = f"Nobody has said for {STALE_AFTER} days what mattered in the chronology"
    return [Warning(words, reverse("chronology", args=[child.pk]))]


@dataclass
class PutRight:
    """The warnings of open processes, the tasks of the child, and pages left half-filled."""

    marks: list[Mark] = field(default_factory=list)
    warnings: list[Warning] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    drafts: list[DraftLine] = field(default_factory=list)


def put_right(child: Person) -> PutRight:
    """Everything about a child that somebody has to put right, the gravest process first."""
    by_process: dict[str, list[Step]] = defaultdict(list)
    steps = Step.objects.open().filter(child=child).select_related(
        "child", "owner_worker", "owner_team"
    )
    for step in steps.order_by("-opened_on", "-pk"):
        by_process[step.process].append(step)
    found = PutRight()
    for panel in sorted(panels, key=gravest_first):
        # when a life has ended nothing is owed any more, and nobody is reminded of it
        if (held := by_process.get(panel.process)) and not child.over:
            found.marks += panel.marks(held)
            found.warnings += panel.warnings(held)
    if not child.over:
        found.warnings += _chronology(child, [s for held in by_process.values() for s in held])
        for told in known_wrong:
            found.warnings += told(child)
    tasks = Task.objects.unfinished().filter(child=child)
    found.tasks = list(tasks.select_related("owner_worker", "owner_team").by_due())
    about = Q(child=child) | Q(step__child=child)
    rows = Draft.objects.open().filter(about).select_related("saved_by", "child", "step__child")
    found.drafts = [line(draft) for draft in rows.order_by("-saved_at")[:20]]
    return found
