"""A child's situation now, read in a handful of queries."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Q

from sightline.access.policy import scope
from sightline.base.components.banner import PersonLine
from sightline.base.components.due import Deadline
from sightline.kernel.register import processes
from sightline.people.persons.models import Hazard, Person
from sightline.people.relationships.lookups import Relation, relations
from sightline.record.child.panels import Mark, Panel, Warning, panels
from sightline.record.drafts.models import Draft
from sightline.record.drafts.naming import DraftLine, line
from sightline.record.spine.deadlines import deadlines
from sightline.record.spine.models import Clock, Step
from sightline.record.tasks.models import Task

if TYPE_CHECKING:
    from sightline.access.users.models import User


@dataclass
class Situation:
    """What the child's page shows of one child to one reader.

    `relations` leaves out restricted and sealed people whom this reader may not open; `seen`
    are the ids of those whose own record the reader may open.
    """

    child: Person
    line: PersonLine
    open_steps: list[Step]
    closed_steps: list[Step]
    due: list[Deadline]
    tasks: list[Task]
    drafts: list[DraftLine]
    relations: list[Relation]
    seen: set[int]
    marks: list[Mark] = field(default_factory=list)
    warnings: list[Warning] = field(default_factory=list)

    @property
    def steps_by_title(self) -> list[tuple[str, Step]]:
        """Open steps with the words of their process, in the order of the journey."""
        return [(processes[s.process].title, s) for s in self.open_steps]


def _steps(child_id: int) -> list[Step]:
    return list(
        Step.objects.standing().filter(child_id=child_id)
        .select_related("owner_worker", "owner_team").order_by("-opened_on", "-pk")
    )


#: What a reader must see first of all; other processes follow in the order of their names.
GRAVEST = ("protection_plan", "section47", "strategy_discussion", "conference")


def _gravest_first(panel: Panel) -> tuple[int, str]:
    place = GRAVEST.index(panel.process) if panel.process in GRAVEST else len(GRAVEST)
    return place, panel.process


def _panels(steps: list[Step]) -> tuple[list[Mark], list[Warning]]:
    by_process: dict[str, list[Step]] = defaultdict(list)
    for step in steps:
        by_process[step.process].append(step)
    marks: list[Mark] = []
    warnings: list[Warning] = []
    for panel in sorted(panels, key=_gravest_first):
        held = by_process.get(panel.process)
        if held:
            marks += panel.marks(held)
            warnings += panel.warnings(held)
    return sorted(marks, key=lambda mark: mark.tone != "red"), warnings


def _drafts(child_id: int) -> list[DraftLine]:
    about = Q(child_id=child_id) | Q(step__child_id=child_id)
    rows = Draft.objects.open().filter(about).select_related("saved_by", "child", "step__child")
    return [line(draft) for draft in rows.order_by("-saved_at")[:20]]


def _banner(child: Person, marks: list[Mark]) -> PersonLine:
    hazards = Hazard.objects.standing().filter(person=child)
    return PersonLine(
        name=child.display_name, born_on=child.born_on, expected_on=child.expected_on,
        died_on=child.died_on, pregnancy_ended_on=child.pregnancy_ended_on,
        facts=(f"Reference {child.ref}", child.get_sex_display()),
        restricted=child.get_restriction_display() if child.restriction else "",
        marks=tuple((mark.words, mark.tone) for mark in marks),
        hazards=tuple(str(hazard) for hazard in hazards),
    )


def situation(child: Person, reader: User) -> Situation:
    """Everything the child's page shows to this reader."""
    steps = _steps(child.pk)
    open_steps = [step for step in steps if step.closed_on is None]
    # when a life has ended nothing is owed any more, and nobody is reminded of it
    marks, warnings = ([], []) if child.over else _panels(open_steps)
    clocks = Clock.objects.filter(
        child=child, state__in=(Clock.State.RUNNING, Clock.State.UNKNOWN)
    ).order_by("due_on", "key")
    everybody = relations(child.pk)
    others = [relation.other.id for relation in everybody]
    visible = Person.objects.filter(pk__in=others).filter(pk__in=scope.visible_children(reader))
    seen = set(visible.values_list("pk", flat=True))
    found = [r for r in everybody if not r.other.restriction or r.other.id in seen]
    tasks = Task.objects.unfinished().filter(child=child).select_related(
        "owner_worker", "owner_team"
    )
    return Situation(
        child=child, line=_banner(child, marks), open_steps=open_steps,
        closed_steps=[step for step in steps if step.closed_on is not None],
        due=deadlines(clocks), tasks=list(tasks.by_due()),
        drafts=_drafts(child.pk), relations=found,
        seen=seen, marks=marks, warnings=warnings,
    )
