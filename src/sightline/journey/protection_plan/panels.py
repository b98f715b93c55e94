"""What a protection plan says on the page of its child."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import OuterRef, Subquery
from django.urls import reverse

from sightline.base.components.words import day
from sightline.journey.protection_plan.queries import length, repeat
from sightline.journey.protection_plan.queries.gaps import gaps_of
from sightline.record.child import flags
from sightline.record.child.flags import Flag, Row, Source
from sightline.record.child.panels import Lane, Mark, Panel, Warning, register
from sightline.record.harm.categories import in_words
from sightline.record.spine.models import Event, Step

CATEGORISED = ("protection_plan.started", "protection_plan.category_changed")


def now(steps: Sequence[Step], events: Sequence[Event]) -> list[Mark]:
    """That the child is on a plan, in which category and since when."""
    named = {e.step_id: e.outcome for e in events if e.kind in CATEGORISED and e.outcome}
    return [
        Mark(
            f"On a protection plan: {in_words(named.get(step.pk, ''))}, "
            f"since {day(step.opened_on)}", "red",
            reverse("pages:step", args=[step.child_id, step.pk]),
        )
        for step in steps
    ]


def marks(steps: Sequence[Step]) -> list[Mark]:
    """That the child had a plan before, here or elsewhere."""
    found = []
    for step in steps:
        href = reverse("pages:step", args=[step.child_id, step.pk])
        again = repeat(step)
        if again.ever:
            found.append(Mark(again.words, "orange", href))
    return found


def warnings(steps: Sequence[Step]) -> list[Warning]:
    """What the plan lacks, how long it has lasted, and a second plan beside it."""
    found, lacking = [], gaps_of(steps)
    for step in steps:
        href = reverse("pages:step", args=[step.child_id, step.pk])
        plan = reverse("plans:editor", args=[step.child_id, step.pk])
        found += [
            Warning(words, plan if "plan" in words.split(":")[0] else href)
            for words in lacking[step.pk]
        ]
        if (ended := undone_ending(step)) is not None:
            found.append(
                Warning(
                    f"The conference of {day(ended)} decided to end this plan. Say what follows, "
                    "then end it.",
                    reverse("pages:page", args=[step.child_id, step.pk, "end"]),
                )
            )
        lasted = length(step)
        if lasted is not None and lasted.near_mark:
            found.append(
                Warning(f"This plan has lasted {lasted.band}. Look at it from outside.", href)
            )
        found += _beside(step)
    return found


def undone_ending(step: Step) -> date | None:
    """The day of a conference that ended this plan, while the plan is still open."""
    decided = Event.objects.standing().of("conference.decided").filter(
        child_id=step.child_id, happened_on__gte=step.opened_on
    ).in_order().last()
    if decided is None or decided.outcome != "plan_ended":
        return None
    on: date = decided.happened_on
    return on


def _beside(step: Step) -> list[Warning]:
    """A child in need plan may not run beside a protection plan: offer to end it."""
    helped = Step.objects.open().of("child_in_need").filter(child_id=step.child_id)
    return [
        Warning(
            f"A child in need plan has been open since {day(other.opened_on)} beside the "
            "protection plan. A child has one plan at a time: end it.",
            reverse("pages:page", args=[step.child_id, other.pk, "end"]),
        )
        for other in helped
    ]


def _on_plan(ids: Sequence[int]) -> Any:
    """Open plans of these children, each with the category last named."""
    named = Event.objects.standing().of(*CATEGORISED).filter(step=OuterRef("pk"))
    last = named.exclude(outcome="").order_by("-happened_on", "-order", "-pk").values("outcome")[:1]
    return Step.objects.open().of("protection_plan").filter(child_id__in=ids).annotate(
        category=Subquery(last)
    )


def flag(row: Row) -> Flag:
    """That the child is on a plan; taken away when the plan is ended."""
    return Flag(
        f"On a protection plan: {in_words(row['category'])}", "the plan",
        since_on=date.fromisoformat(row["opened_on"][:10]),
        href=reverse("pages:step", args=[row["child"], row["id"]]),
    )


def declare() -> None:
    """Put this on the child's page, and the plan among the child's flags."""
    flags.declare(Source(
        "protection_plan", _on_plan, ("id", "opened_on", "category"), flag, "child_id",
        place=4,
        process="protection_plan",
    ))
    register(Panel("protection_plan", marks, warnings, now, Lane("Protection plan", 50)))
