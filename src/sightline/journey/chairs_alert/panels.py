"""What an open alert says on the child's page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.urls import reverse

from sightline.base.components.words import day
from sightline.base.moments import today
from sightline.record.child.panels import Lane, Mark, Panel

if TYPE_CHECKING:
    from sightline.record.spine.models import Event, Step

SENT = ("chairs_alert.raised", "chairs_alert.escalated")
REPLIED = "chairs_alert.replied"


def now_is(steps: Sequence[Step], events: Sequence[Event]) -> list[Mark]:
    """That a chair waits for an answer, or has one and has not yet seen it put right."""
    last: dict[int | None, Event] = {}
    for event in events:
        if event.kind in (*SENT, REPLIED):
            last[event.step_id] = event
    return [_mark(step, last.get(step.pk)) for step in steps]


def _mark(step: Step, last: Event | None) -> Mark:
    href = reverse("pages:step", args=[step.child_id, step.pk])
    words = f"Chair’s alert of {day(step.opened_on)}"
    due = last.for_on if last is not None else None
    if last is None or last.kind != REPLIED:
        if due is not None and due < today():
            return Mark(f"{words}, not answered: a reply was due by {day(due)}", "red", href)
        until = f", a reply is due by {day(due)}" if due is not None else ", not answered yet"
        return Mark(f"{words}{until}", "orange", href)
    if due is not None and due < today():
        return Mark(f"{words}, to be put right by {day(due)}: has it been?", "red", href)
    until = f", to be put right by {day(due)}" if due is not None else ", answered"
    return Mark(f"{words}{until}", "yellow", href)


PANEL = Panel(
    "chairs_alert", now=now_is,
    lane=Lane("Chair’s alerts", 55, points=("chairs_alert.escalated",)),
)
