"""What a strategy discussion that is still to be held says on the child's page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.urls import reverse

from sightline.record.child.panels import Mark, Panel, Warning
from sightline.record.spine.models import Event

if TYPE_CHECKING:
    from sightline.record.spine.models import Step


def _urgent(steps: Sequence[Step]) -> set[int | None]:
    asked = Event.objects.standing().filter(
        step__in=[step.pk for step in steps], kind="strategy_discussion.requested",
        outcome="same_day",
    )
    return set(asked.values_list("step_id", flat=True))


def marks(steps: Sequence[Step]) -> list[Mark]:
    """That the agencies have still to talk, and whether it is due today."""
    urgent = _urgent(steps)
    return [
        Mark(
            "Strategy discussion due the same day" if step.pk in urgent
            else "Strategy discussion asked for",
            "red" if step.pk in urgent else "orange",
            reverse("pages:step", args=[step.child_id, step.pk]),
        )
        for step in steps
    ]


def warnings(steps: Sequence[Step]) -> list[Warning]:
    """A discussion that was asked for is owed until it is held."""
    return [
        Warning("Strategy discussion owed",
                reverse("pages:page", args=[step.child_id, step.pk, "held"]))
        for step in steps
    ]


PANEL = Panel("strategy_discussion", marks, warnings)
