"""What the child's page says while the panel looks: since when, when next, and what is owed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.urls import reverse

from sightline.base.components.words import day, plural
from sightline.base.moments import today
from sightline.oversight.scrutiny_panel.dates import sitting_now
from sightline.oversight.scrutiny_panel.process import DISCUSSED, KEY
from sightline.record.child.panels import Lane, Mark, Panel
from sightline.record.pages.homes import homes
from sightline.record.tasks.models import Task, TaskSource

if TYPE_CHECKING:
    from sightline.record.spine.models import Event, Step


def _href(step: Step) -> str:
    return reverse("scrutiny_panel:child", args=[step.child_id, step.pk])


def now_is(steps: Sequence[Step], events: Sequence[Event]) -> list[Mark]:
    """That the panel looks at the child, and when it last did."""
    looked = {event.step_id: event for event in events if event.kind == DISCUSSED}
    return [_mark(step, looked.get(step.pk)) for step in steps]


def _mark(step: Step, last: Event | None) -> Mark:
    if last is None:
        return Mark(f"On the scrutiny panel’s agenda since {day(step.opened_on)}", "yellow",
                    _href(step))
    again = f", looks again on {day(last.for_on)}" if last.for_on is not None else ""
    return Mark(f"Scrutiny panel looked on {day(last.happened_on)}{again or ', and looks again'}",
                "yellow", _href(step))


def marks(steps: Sequence[Step]) -> list[Mark]:
    """When the panel meets next, and what of its decisions is still owed."""
    found = []
    for step in steps:
        owed = list(Task.objects.unfinished().filter(step=step, source=TaskSource.PANEL))
        late = sum(task.due_on is not None and task.due_on < today() for task in owed)
        sitting = sitting_now(step.authority_id)
        meets = f"meets on {day(sitting.on)}" if sitting is not None else "has no day set"
        said = [f"The scrutiny panel {meets}"]
        if owed:
            said.append(f"{plural(len(owed), 'action')} of the panel to do"
                        + (f", {late} late" if late else ""))
        found.append(Mark("; ".join(said), "red" if late else "grey", _href(step)))
    return found


PANEL = Panel(
    KEY, now=now_is, marks=marks, lane=Lane("Scrutiny panel", 57, points=(DISCUSSED,)),
)


def home(step: Step) -> tuple[str, str]:
    """The child's page in the panel, on which one goes on with it."""
    return "The child before the scrutiny panel", _href(step)


def declare() -> None:
    """Put it on the child's page, and say where one goes on with it."""
    from sightline.record.child.panels import register

    register(PANEL)
    homes.add(KEY, home)
