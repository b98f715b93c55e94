"""What a child in need plan says on the page of its child."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from sightline.base.components.words import day
from sightline.base.moments import today
from sightline.journey.child_in_need.queries import answer_due, missing_of
from sightline.record.child.panels import Lane, Mark, Panel, Warning, register
from sightline.record.handover.queries import pending_on
from sightline.record.spine.models import Event, Step


def now(steps: Sequence[Step], events: Sequence[Event]) -> list[Mark]:
    """That the child has a child in need plan, and since when."""
    return [
        Mark(f"Child in need plan, since {day(step.opened_on)}", "blue",
             reverse("pages:step", args=[step.child_id, step.pk]))
        for step in steps
    ]


def warnings(steps: Sequence[Step]) -> list[Warning]:
    """What the plan lacks, a step down that nobody picks up, and a protection plan beside it."""
    found, lacking = [], missing_of(steps)
    for step in steps:
        href = reverse("pages:step", args=[step.child_id, step.pk])
        editor = reverse("plans:editor", args=[step.child_id, step.pk])
        found += [
            Warning(words, editor if "plan" in words.lower() else href)
            for words in lacking[step.pk]
        ]
        sent = pending_on(step)
        if sent is not None and answer_due(sent.event.happened_on) < today():
            found.append(
                Warning(
                    f"The step down of {day(sent.event.happened_on)} has not been answered. It "
                    "was to be by "
                    f"{day(answer_due(sent.event.happened_on))}; the child is still ours.", href,
                )
            )
        if Step.objects.open().of("protection_plan").filter(child_id=step.child_id).exists():
            found.append(
                Warning(
                    "The child has a protection plan, and has one plan at a time. End the child "
                    "in need plan; what it says has been carried over.",
                    reverse("pages:page", args=[step.child_id, step.pk, "end"]),
                )
            )
    return found


def declare() -> None:
    """Put this on the child's page."""
    register(
        Panel("child_in_need", warnings=warnings, now=now, lane=Lane("Child in need", 60))
    )
