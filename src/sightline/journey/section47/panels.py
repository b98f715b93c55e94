"""What an open enquiry says on the child's page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.urls import reverse

from sightline.base.components.words import plural
from sightline.journey.section47 import queries
from sightline.record.allocation.joint import joint_of
from sightline.record.child.panels import Lane, Mark, Panel, Warning
from sightline.record.meetings.words import in_sentence

if TYPE_CHECKING:
    from sightline.record.spine.models import Event, Step


def _where(step: Step) -> str:
    return reverse("pages:step", args=[step.child_id, step.pk])


def now(steps: Sequence[Step], events: Sequence[Event]) -> list[Mark]:
    """Which day of fifteen the enquiry is in."""
    found = []
    for one in queries.as_begun(steps, events):
        day = one.day()
        words = f"Section 47 enquiry, day {day} of {queries.DECIDED_BY}"
        if day > queries.DECIDED_BY:
            words = f"Section 47 enquiry, day {day}"
        found.append(Mark(words, "red", _where(one.step)))
    return found


def warnings(steps: Sequence[Step]) -> list[Warning]:
    """What is owed, what was missing, what is undecided, and where nothing has been done."""
    found = []
    for one in queries.standings(steps):
        here = _where(one.step)
        if one.discussion_owed:
            found.append(Warning(
                "Strategy discussion owed: emergency action began this enquiry",
                reverse("pages:start_page",
                        args=[one.step.child_id, "strategy_discussion", "held-at-once"]),
            ))
        if one.missing:
            found.append(Warning(
                "Strategy discussion not fully constituted: " + in_sentence(one.missing), here
            ))
        if one.is_undecided():
            found.append(Warning("Enquiry undecided", here))
    joint = joint_of({step.child_id for step in steps if step.child_id is not None})
    for step in steps:
        one = joint.get(step.child_id or 0)
        for what in one.missing(enquiry=True) if one is not None else ():
            found.append(Warning(f"Section 47 enquiry of a disabled child: {what}",
                                 reverse("allocation:allocate", args=[step.child_id])))
    for still in queries.idle_of(steps):
        words = f"No activity on the section 47 enquiry for {plural(still.days, 'working day')}"
        found.append(Warning(words, _where(still.step)))
    return found


PANEL = Panel("section47", warnings=warnings, now=now, lane=Lane("Enquiry", 30))
