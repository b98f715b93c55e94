"""A step's plan: the version that stands, the ones before it, and what it lacks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models

from sightline.base import worded
from sightline.record.plans import completeness as complete
from sightline.record.plans.models import (
    Contingency,
    Outcome,
    OutcomeReview,
    PlanDocument,
    PlanState,
    Progress,
)
from sightline.record.plans.written import ContingencyText, PlanText, carried, read, read_document
from sightline.record.spine.models import Event, Step


def current(step: Step) -> PlanDocument | None:
    """The newest version of a step's plan, whatever its state."""
    return PlanDocument.objects.select_related("event").latest_for(step.pk)


def versions(step: Step) -> list[PlanDocument]:
    """Every standing version of a step's plan, newest first."""
    return list(
        PlanDocument.objects.standing().filter(event__step=step)
        .select_related("event__recorded_by")
        .order_by("-event__happened_on", "-event__order", "-event_id")
    )


def plan_of(step: Step) -> PlanText | None:
    """What the newest version of a step's plan says."""
    document = current(step)
    return read_document(document) if document is not None else None


def gaps(step: Step) -> list[complete.Gap]:
    """What a step's plan lacks before it can be final, with the question that would mend each."""
    return complete.gaps(plan_of(step))


def completeness(step: Step) -> list[str]:
    """What a step's plan lacks before it can be final, in plain words; none when complete."""
    return [gap.words for gap in gaps(step)]


def contingency_missing(step: Step) -> list[str]:
    """What a step's contingency plan lacks, in words."""
    return complete.contingency_missing(plan_of(step))


def is_empty(step: Step) -> bool:
    """Whether a step has no plan worth the name: none, or nothing but a template's words."""
    return complete.is_empty(plan_of(step))


def is_final(step: Step) -> bool:
    """Whether the newest version of a step's plan is final."""
    document = current(step)
    return document is not None and document.state == PlanState.FINAL


def copy_rows(
    from_event: Event, *, kind: str = "", state: str = PlanState.OUTLINE
) -> list[models.Model]:
    """Unsaved rows with the words of an earlier plan, ready for an event of another process.

    `kind` names the plan they begin; without it the plan stays the kind it was. Empty when the
    event wrote no plan.
    """
    plan = read(from_event)
    if plan is None:
        return []
    return carried(plan, kind=kind or plan.kind, state=state).rows()


def latest_on_journey(step: Step) -> PlanDocument | None:
    """The newest plan of the steps that led to this one, nearest first."""
    above, seen = step.led_from, {step.pk}
    while above is not None and above.pk not in seen:
        seen.add(above.pk)
        found = current(above)
        if found is not None:
            return found
        above = above.led_from
    return None


@dataclass(frozen=True)
class Start:
    """Where the writing of a plan begins, and what it was carried from."""

    plan: PlanText
    carried_from: PlanDocument | None = None


def starting_point(step: Step, kind: str) -> Start:
    """The plan to go on from: the step's own, else the one that led here, else a blank one."""
    own = plan_of(step)
    if own is not None:
        return Start(own)
    earlier = latest_on_journey(step)
    if earlier is None:
        return Start(PlanText(kind=kind))
    return Start(carried(read_document(earlier), kind=kind), earlier)


@dataclass(frozen=True)
class Standing:
    """One outcome of a plan with the last that was said of its progress."""

    number: str
    outcome: Outcome
    progress: str = ""
    words: str = ""
    reviewed_on: date | None = None


def progress(step: Step, document: PlanDocument | None = None) -> list[Standing]:
    """Each outcome of a version with its latest review; of the newest unless one is given."""
    document = document or current(step)
    if document is None:
        return []
    outcomes = list(
        Outcome.objects.filter(event_id=document.event_id).select_related("need")
        .order_by("need__number", "number")
    )
    last = _last_reviews(step)
    found = []
    for outcome in outcomes:
        review = last.get(_same(outcome.text))
        number = f"{outcome.need.number}.{outcome.number}"
        found.append(
            Standing(number, outcome) if review is None else Standing(
                number, outcome, review.progress, review.words, review.event.happened_on
            )
        )
    return found


def _same(text: str) -> str:
    return " ".join(text.lower().split())


def _last_reviews(step: Step) -> dict[str, OutcomeReview]:
    """The latest review of each outcome, known by its words: a new version has new rows."""
    rows = (
        OutcomeReview.objects.standing().filter(event__step=step)
        .select_related("outcome", "event")
        .order_by("event__happened_on", "event__order", "pk")
    )
    return {_same(row.outcome.text): row for row in rows}


def share_improved(step: Step) -> float | None:
    """The share of outcomes achieved or better at their last review; none without outcomes."""
    return shares_improved([step.pk]).get(step.pk)


def shares_improved(step_ids: Iterable[int]) -> dict[int, float]:
    """The same of many steps, those without outcomes left out; three queries."""
    ids = list(step_ids)
    newest = {
        event_id: step for step, event_id in _newest_versions(ids).items()
    }
    outcomes: dict[int, list[str]] = defaultdict(list)
    for event_id, text in Outcome.objects.filter(event_id__in=newest).values_list(
        "event_id", "text"
    ):
        outcomes[newest[event_id]].append(_same(text))
    last: dict[tuple[int, str], str] = {}
    reviews = OutcomeReview.objects.standing().filter(event__step__in=ids).order_by(
        "event__happened_on", "event__order", "pk"
    )
    for step, text, said in reviews.values_list("event__step_id", "outcome__text", "progress"):
        last[step, _same(text)] = said
    improved = (Progress.ACHIEVED, Progress.BETTER)
    return {
        step: sum(last.get((step, text)) in improved for text in texts) / len(texts)
        for step, texts in outcomes.items()
    }


def _newest_versions(step_ids: list[int]) -> dict[int, int]:
    """The event of the newest version of each step's plan."""
    rows = PlanDocument.objects.standing().filter(event__step__in=step_ids)
    return dict(
        rows.order_by("event__happened_on", "event__order", "event_id")
        .values_list("event__step_id", "event_id")
    )


@dataclass(frozen=True)
class Line:
    """A step's plan as a list shows it: how far it has come and what it lacks."""

    state: str
    on: date | None
    empty: bool
    contingency_missing: tuple[str, ...]
    event_id: int | None = None

    @property
    def words(self) -> str:
        """The plan in a few words."""
        if self.empty:
            return "No plan yet" if self.on is None else "Empty plan"
        return f"{PlanState(self.state).label} plan" + (
            ", no contingency" if self.contingency_missing else ""
        )


def lines(step_ids: Iterable[int]) -> dict[int, Line]:
    """The plan of each of many steps in one line each; two queries however many there are."""
    ids = list(step_ids)
    documents = {step: told for step, *told in worded.rows(_versions, ids)}
    written, contingencies = _said([event_id for _, _, event_id in documents.values()])
    return {step: _line(documents.get(step), written, contingencies) for step in ids}


def _versions(step_ids: Sequence[int]) -> models.QuerySet[Any, Any]:
    """The versions of the plans of some steps, the last of each last."""
    return PlanDocument.objects.standing().filter(event__step__in=step_ids).order_by(
        "event__happened_on", "event__order", "event_id"
    ).values_list("event__step_id", "state", "event__happened_on", "event_id")


def _said(event_ids: list[int]) -> tuple[set[int], dict[int, ContingencyText]]:
    """Which versions say anything of an outcome, and the contingency of each; one query."""
    written, found = set(), {}
    for is_outcome, event_id, *words in worded.rows(_texts, event_ids):
        if not is_outcome:
            found[event_id] = ContingencyText(*words)
        elif complete.says_something(words[0]):
            written.add(event_id)
    return written, found


def _texts(event_ids: Sequence[int]) -> models.QuerySet[Any, Any]:
    """The outcomes and the contingency of some versions, each row of one or of the other."""
    blank = models.Value("", output_field=models.TextField())
    outcomes = Outcome.objects.filter(event__in=event_ids).order_by().annotate(
        outcome=models.Value(True), second=blank, third=blank, fourth=blank, fifth=blank
    ).values_list("outcome", "event_id", "text", "second", "third", "fourth", "fifth")
    contingencies = Contingency.objects.filter(event__in=event_ids).order_by().annotate(
        outcome=models.Value(False)
    ).values_list(
        "outcome", "event_id", "trigger", "action", "by_whom", "emergency_carer", "contact"
    )
    return outcomes.union(contingencies, all=True)


def _line(
    document: Sequence[Any] | None, written: set[int],
    contingencies: dict[int, ContingencyText],
) -> Line:
    if document is None:
        return Line("", None, True, tuple(complete.contingency_missing(None)))
    state, on, event_id = document
    lacks = complete.contingency_lacks(contingencies.get(event_id) or ContingencyText())
    return Line(state, on, event_id not in written, tuple(lacks), event_id)
