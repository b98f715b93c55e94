"""A plan as plain text: what is written, read from one version or made ready for the next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, astuple, dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from django.db import models

from sightline.record.identity.models import IdentityLeft
from sightline.record.plans.models import (
    Action,
    Contingency,
    Need,
    Outcome,
    PlanDocument,
    PlanState,
)

if TYPE_CHECKING:
    from sightline.record.spine.models import Event


@dataclass
class ActionText:
    """Something one named person will do by a day; `task_id` once it is in the register."""

    text: str = ""
    owner_name: str = ""
    owner_worker_id: int | None = None
    due_on: date | None = None
    task_id: int | None = None

    @property
    def blank(self) -> bool:
        """Whether nothing was written."""
        return not (self.text or self.owner_name or self.owner_worker_id or self.due_on)


@dataclass
class OutcomeText:
    """What will be different, how it is measured, when it is looked at, and who does what."""

    text: str = ""
    measure: str = ""
    review_on: date | None = None
    actions: list[ActionText] = field(default_factory=list)

    @property
    def blank(self) -> bool:
        """Whether nothing was written here or below."""
        written = self.text or self.measure or self.review_on
        return not written and all(action.blank for action in self.actions)


@dataclass
class NeedText:
    """Something that must change, and the outcomes that would show it has.

    `identity_id` is the need it answers that an assessment says comes from who the child is.
    """

    text: str = ""
    outcomes: list[OutcomeText] = field(default_factory=list)
    identity_id: int | None = None

    @property
    def blank(self) -> bool:
        """Whether nothing was written here or below."""
        return not self.text and all(outcome.blank for outcome in self.outcomes)


@dataclass
class ContingencyText:
    """What happens if the plan fails or the risk grows."""

    trigger: str = ""
    action: str = ""
    by_whom: str = ""
    emergency_carer: str = ""
    contact: str = ""

    @property
    def blank(self) -> bool:
        """Whether nothing was written."""
        return not any(astuple(self))


@dataclass
class PlanText:
    """A whole plan in words, apart from any event."""

    kind: str
    state: str = PlanState.OUTLINE
    why: str = ""
    success: str = ""
    visiting: str = ""
    child_view: str = ""
    family_part: str = ""
    review_on: date | None = None
    needs: list[NeedText] = field(default_factory=list)
    contingency: ContingencyText = field(default_factory=ContingencyText)
    #: needs that come from who the child is and are left out, each with the reason
    left: dict[int, str] = field(default_factory=dict)

    def outcomes(self) -> Iterator[tuple[str, OutcomeText]]:
        """Every outcome with its number in the document: "2.1"."""
        for n, need in enumerate(self.needs, 1):
            for o, outcome in enumerate(need.outcomes, 1):
                yield f"{n}.{o}", outcome

    def actions(self) -> Iterator[tuple[str, ActionText]]:
        """Every action with its number in the document: "2.1.3"."""
        for number, outcome in self.outcomes():
            for a, action in enumerate(outcome.actions, 1):
                yield f"{number}.{a}", action

    def tidy(self) -> PlanText:
        """The plan without the needs, outcomes and actions in which nothing was written."""
        needs = []
        for need in self.needs:
            outcomes = [
                replace(outcome, actions=[a for a in outcome.actions if not a.blank])
                for outcome in need.outcomes if not outcome.blank
            ]
            if not need.blank:
                needs.append(replace(need, outcomes=outcomes))
        return replace(self, needs=needs)

    def rows(self) -> list[models.Model]:
        """The unsaved typed rows of this plan, each after what it hangs from."""
        plan = self.tidy()
        document = PlanDocument(
            kind=plan.kind, state=plan.state, why=plan.why, success=plan.success,
            visiting=plan.visiting, child_view=plan.child_view, family_part=plan.family_part,
            review_on=plan.review_on,
        )
        needs = [
            Need(number=n, text=need.text, identity_id=need.identity_id)
            for n, need in enumerate(plan.needs, 1)
        ]
        outcomes: list[Outcome] = []
        actions: list[Action] = []
        for row, need in zip(needs, plan.needs, strict=True):
            for o, outcome in enumerate(need.outcomes, 1):
                outcomes.append(_outcome_row(row, o, outcome))
                actions += _action_rows(outcomes[-1], outcome)
        found: list[models.Model] = [document, *needs, *outcomes, *actions]
        contingency = plan.contingency
        if not contingency.blank:
            found.append(
                Contingency(**asdict(contingency))
            )
        found += [IdentityLeft(need_id=need, reason=why) for need, why in plan.left.items()]
        return found


def _outcome_row(need: Need, number: int, outcome: OutcomeText) -> Outcome:
    return Outcome(
        need=need, number=number, text=outcome.text, measure=outcome.measure,
        review_on=outcome.review_on,
    )


def _action_rows(row: Outcome, outcome: OutcomeText) -> list[Action]:
    return [
        Action(
            outcome=row, number=number, text=action.text, owner_name=action.owner_name,
            owner_worker_id=action.owner_worker_id, due_on=action.due_on, task_id=action.task_id,
        )
        for number, action in enumerate(outcome.actions, 1)
    ]


def from_rows(rows: list[models.Model]) -> PlanText | None:
    """The plan that these typed rows, saved or not, write down; none without a document."""
    document = next((row for row in rows if isinstance(row, PlanDocument)), None)
    if document is None:
        return None
    plan = PlanText(
        kind=document.kind, state=document.state, why=document.why, success=document.success,
        visiting=document.visiting, child_view=document.child_view,
        family_part=document.family_part, review_on=document.review_on,
    )
    # a corrected event's rows are copies that still point at the needs of the voided one, so
    # each is placed by number and not by key
    needs: dict[int, NeedText] = {}
    outcomes: dict[tuple[int, int], OutcomeText] = {}
    for row in sorted((r for r in rows if isinstance(r, Need)), key=lambda r: r.number):
        needs[row.number] = NeedText(row.text, identity_id=row.identity_id)
    for out in sorted((r for r in rows if isinstance(r, Outcome)), key=lambda r: r.number):
        text = OutcomeText(out.text, out.measure, out.review_on)
        outcomes[out.need.number, out.number] = text
        needs[out.need.number].outcomes.append(text)
    for act in sorted((r for r in rows if isinstance(r, Action)), key=lambda r: r.number):
        place = outcomes[act.outcome.need.number, act.outcome.number]
        place.actions.append(
            ActionText(act.text, act.owner_name, act.owner_worker_id, act.due_on, act.task_id)
        )
    plan.needs = [needs[number] for number in sorted(needs)]
    for found in (row for row in rows if isinstance(row, Contingency)):
        plan.contingency = ContingencyText(
            found.trigger, found.action, found.by_whom, found.emergency_carer, found.contact
        )
    plan.left = {row.need_id: row.reason for row in rows if isinstance(row, IdentityLeft)}
    return plan


def read(event: Event) -> PlanText | None:
    """The plan that an event wrote down; none when it wrote none. Six queries."""
    document = PlanDocument.objects.filter(event=event).first()
    return read_document(document) if document is not None else None


def read_document(document: PlanDocument, *, left: bool = True) -> PlanText:
    """The plan of a version already in hand. Five queries; four without what it leaves out."""
    event = document.event_id
    rows: list[models.Model] = [
        document,
        *Need.objects.filter(event=event),
        *Outcome.objects.filter(event=event).select_related("need"),
        *Action.objects.filter(event=event).select_related("outcome__need"),
        *Contingency.objects.filter(event=event),
        *(IdentityLeft.objects.filter(event=event) if left else ()),
    ]
    plan = from_rows(rows)
    assert plan is not None
    return plan


def carried(plan: PlanText, *, kind: str, state: str = PlanState.OUTLINE) -> PlanText:
    """The same words as the beginning of another plan; actions keep their tasks."""
    return replace(plan, kind=kind, state=state)
