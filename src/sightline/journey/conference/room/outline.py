"""The outline plan typed at a conference, before there is a plan for it to stand on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.urls import reverse

from sightline.base.moments import today
from sightline.journey.conference.gates import open_plan
from sightline.people.workforce.lookups import members_of
from sightline.people.workforce.models import Worker
from sightline.record.drafts import actions as drafts
from sightline.record.drafts.models import Draft
from sightline.record.drafts.naming import places
from sightline.record.plans import actions as plans
from sightline.record.plans.editor import PlanForm, typed_of
from sightline.record.plans.models import PlanKind, PlanState
from sightline.record.plans.queries import starting_point

if TYPE_CHECKING:
    from sightline.access.users.models import User
    from sightline.record.spine.models import Step

PAGE, KIND = "outline", PlanKind.PROTECTION
PLAN, PLAN_PAGE = "protection_plan", "plan"


def workers_for(step: Step, reader: Any) -> list[tuple[int, str]]:
    """Who may be named for an action: the lead worker, their team, and whoever is typing."""
    named = Q(pk=step.owner_worker_id) | Q(user_id=getattr(reader, "pk", None))
    if step.owner_team_id is not None:
        named |= Q(pk__in=members_of(step.owner_team_id, today()).values("pk"))
    return list(Worker.objects.filter(named).order_by("name").values_list("pk", "name"))


@dataclass
class Outline:
    """One child's outline plan in front of one person."""

    step: Step
    reader: Any

    @property
    def place(self) -> drafts.Place:
        """Where its draft belongs until the decision makes the plan."""
        return drafts.Place("conference", PAGE, self.step.authority, step=self.step)

    def draft(self) -> Draft | None:
        """What has been typed of it."""
        return drafts.standing(self.place, self.reader)

    def form(self, typed: Any = None) -> PlanForm:
        """The plan's form, begun from the plan that the child has already where there is one."""
        if typed is None:
            draft = self.draft()
            typed = draft.data if draft is not None else typed_of(
                starting_point(self.step, KIND).plan
            )
        return PlanForm(typed, workers=workers_for(self.step, self.reader))


def standing_plan(step: Step) -> Step | None:
    """The child's open plan, which is written in its own place."""
    return open_plan(step.child_id)


def hand_in(steps: Iterable[Step], *, by: User, on: date) -> None:
    """Set down what was typed as the outline of the plan that the decision made.

    What cannot be read yet goes on as a draft of the plan, and nothing is refused for it.
    """
    for step in steps:
        outline = Outline(step, by)
        draft, plan = outline.draft(), open_plan(step.child_id)
        if draft is None or plan is None or not any(any(t) for t in draft.data.values()):
            continue
        form = outline.form(draft.data)
        if form.is_valid():
            event = plans.submit(
                step=plan, plan=form.plan(KIND), state=PlanState.OUTLINE, by=by, on=on
            )
            drafts.finish(draft, became=event)
        else:
            place = drafts.Place(PLAN, PLAN_PAGE, plan.authority, step=plan)
            drafts.save(place, typed=draft.data, by=by)
            drafts.finish(draft)


def declare() -> None:
    """Say where what was typed in the room goes on."""
    places.add(f"conference.{PAGE}", _outline_of)
    places.add("conference.decide", _room_of)


def _outline_of(draft: Draft) -> tuple[str, str]:
    return "Outline plan, typed at a conference", _address(draft, "plan")


def _room_of(draft: Draft) -> tuple[str, str]:
    return "What a conference decided", _address(draft, "meeting")


def _address(draft: Draft, name: str) -> str:
    step = draft.step
    if step is None or step.child_id is None:
        return ""
    return reverse(f"conference:{name}", args=[step.child_id, step.pk])
