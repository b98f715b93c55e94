"""The plan typed at a conference: an outline before there is a plan, or the plan a child has.

Either is a draft on the conference, so that nothing typed in the room is anybody's plan until the
decision is recorded; then it is set down as a version of the plan.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
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
from sightline.record.plans import identity
from sightline.record.plans.editor import PlanForm, typed_of
from sightline.record.plans.models import Action, PlanDocument, PlanKind, PlanState
from sightline.record.plans.queries import current, starting_point
from sightline.record.plans.written import read_document

if TYPE_CHECKING:
    from sightline.access.users.models import User
    from sightline.record.spine.models import Step

PAGE, KIND = "outline", PlanKind.PROTECTION
PLAN, PLAN_PAGE = "protection_plan", "plan"


def workers_for(
    step: Step, reader: Any, named_before: Iterable[int] = ()
) -> list[tuple[int, str]]:
    """Who may be named for an action: the lead worker, their team, and whoever is typing.

    So may whoever the plan already names.
    """
    named = Q(pk__in={step.owner_worker_id, *named_before})
    named |= Q(user_id=getattr(reader, "pk", None))
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

    @cached_property
    def plan(self) -> Step | None:
        """The plan that the child has already, which a review goes on with."""
        return standing_plan(self.step)

    @cached_property
    def document(self) -> PlanDocument | None:
        """The version of that plan which stands."""
        return current(self.plan) if self.plan is not None else None

    @cached_property
    def known(self) -> identity.Known:
        """What the child needs because of who they are."""
        return identity.known(self.step.child_id or 0)

    def draft(self) -> Draft | None:
        """What has been typed of it in the room."""
        return drafts.standing(self.place, self.reader)

    @cached_property
    def begun(self) -> Draft | None:
        """What somebody had begun to write in the plan's own place, and has not handed in."""
        if self.plan is None:
            return None
        return drafts.standing(
            drafts.Place(PLAN, PLAN_PAGE, self.plan.authority, step=self.plan), self.reader
        )

    def form(self, typed: Any = None) -> PlanForm:
        """The plan's form, begun from the plan that the child has already where there is one."""
        if typed is None:
            typed = self._typed()
        owners, tasks = self._named()
        return PlanForm(
            typed, workers=workers_for(self.step, self.reader, owners), tasks=tasks,
            identity=self.known.now_called,
        )

    def _typed(self) -> dict[str, list[str]]:
        draft = self.draft() or self.begun
        if draft is not None:
            return dict(draft.data)
        if self.document is not None:
            return typed_of(read_document(self.document))
        return typed_of(starting_point(self.step, KIND).plan)

    def _named(self) -> tuple[set[int], set[int]]:
        """The workers that a child's plan names already, and the tasks that its actions are."""
        if self.plan is None:
            return set(), set()
        rows = Action.objects.filter(event__step=self.plan).values_list(
            "owner_worker_id", "task_id"
        )
        named = list(rows.distinct())
        return {owner for owner, _ in named if owner}, {task for _, task in named if task}


def standing_plan(step: Step) -> Step | None:
    """The child's open plan."""
    return open_plan(step.child_id)


def hand_in(steps: Iterable[Step], *, by: User, on: date) -> None:
    """Set down what was typed in the room as a version of the plan that each child now has.

    Of a plan just made it is the outline. One that goes on is agreed by the conference, and is
    made final where it is written. What cannot be read yet goes on as a draft of the plan, and
    nothing is refused for it.
    """
    for step in steps:
        outline = Outline(step, by)
        draft, plan = outline.draft(), outline.plan
        if draft is None or plan is None or not any(any(t) for t in draft.data.values()):
            continue
        form = outline.form(draft.data)
        if form.is_valid():
            event = plans.submit(
                step=plan, plan=form.plan(KIND), state=_state(outline.document), by=by, on=on
            )
            drafts.finish(draft, became=event)
            if outline.begun is not None and outline.begun.saved_at <= draft.started_at:
                # the room went on from it, word for word: it is in what was handed in
                drafts.finish(outline.begun, became=event)
        else:
            place = drafts.Place(PLAN, PLAN_PAGE, plan.authority, step=plan)
            drafts.save(place, typed=draft.data, by=by)
            drafts.finish(draft)


def _state(document: PlanDocument | None) -> str:
    outline = document is None or document.state == PlanState.OUTLINE
    return PlanState.OUTLINE if outline else PlanState.AGREED


def declare() -> None:
    """Say where what was typed in the room goes on."""
    places.add(f"conference.{PAGE}", _outline_of)
    places.add("conference.decide", _room_of)


def _outline_of(draft: Draft) -> tuple[str, str]:
    return "Plan, typed at a conference", _address(draft, "plan")


def _room_of(draft: Draft) -> tuple[str, str]:
    return "What a conference decided", _address(draft, "meeting")


def _address(draft: Draft, name: str) -> str:
    step = draft.step
    if step is None or step.child_id is None:
        return ""
    return reverse(f"conference:{name}", args=[step.child_id, step.pk])
