"""A plan beside what the child needs because of who they are: kept in it, changed, or left out.

Nothing is carried by itself: whoever writes the plan sees each need and decides. A plan that
leaves one unanswered says so where its gaps are shown, and nothing is held back for it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import models

from sightline.base.components.words import plural
from sightline.record.identity.models import IdentityLeft, IdentityNeed
from sightline.record.identity.queries import named, newest
from sightline.record.plans.completeness import says_something
from sightline.record.plans.editor import PlanForm, Typed, added, removed, shape
from sightline.record.plans.models import Need, PlanDocument
from sightline.record.plans.queries import lines

if TYPE_CHECKING:
    from sightline.record.plans.queries import Line
    from sightline.record.plans.written import PlanText
    from sightline.record.spine.models import Step

#: The button that keeps every need at once.
EVERY = "all"


@dataclass(frozen=True)
class Offer:
    """One need beside a plan: the number under which the plan answers it, or why it is left."""

    need: IdentityNeed
    number: int | None = None
    reason: str = ""

    @property
    def open(self) -> bool:
        """Whether the plan neither answers it nor says why not."""
        return self.number is None and not says_something(self.reason)


@dataclass(frozen=True)
class Known:
    """What is named for one child: the needs that stand, and what an older row means today.

    A page that is written again names the same need in a new row: it is the same need where its
    words are the same.
    """

    standing: Sequence[IdentityNeed]
    now_called: Mapping[int, int]
    #: what the version in hand leaves out, by the row of then
    left: Mapping[int, str]

    def offers(self, plan: PlanText | None) -> list[Offer]:
        """Each standing need with what a plan makes of it."""
        numbers, reasons = {}, {}
        if plan is not None:
            for n, need in enumerate(plan.needs, 1):
                if need.identity_id and not need.blank:
                    numbers.setdefault(self.now_called.get(need.identity_id), n)
            reasons = {self.now_called.get(pk): why for pk, why in plan.left.items()}
        return [Offer(row, numbers.get(row.pk), reasons.get(row.pk, "")) for row in self.standing]


def known(child_id: int, document: PlanDocument | None = None) -> Known:
    """What is named for a child, and what a version of a plan leaves out of it; one query."""
    rows = named([child_id], voided=True, beside=_left_in(document)).get(child_id, [])
    standing = newest(row for row in rows if row.event.voided_at is None)
    by_key = {row.key: row.pk for row in standing}
    left = {row.pk: why for row in rows if (why := getattr(row, "left_because", None))}
    return Known(standing, {row.pk: by_key.get(row.key, row.pk) for row in rows}, left)


def _left_in(document: PlanDocument | None) -> dict[str, models.Subquery]:
    """Why a version leaves each need out, to be read with the needs."""
    if document is None:
        return {}
    rows = IdentityLeft.objects.filter(event=document.event_id, need=models.OuterRef("pk"))
    return {"left_because": models.Subquery(rows.values("reason")[:1])}


def carried(form: PlanForm, needs: Iterable[IdentityNeed], asked: str) -> tuple[Typed, str]:
    """The texts with a need kept as one of the plan's, with its action; and where it now stands.

    `asked` is the number of the need, or all of them. One that the plan answers already is not
    carried twice.
    """
    typed, place = form.typed, ""
    for row in needs:
        if asked not in (EVERY, str(row.pk)) or row.pk in _answered(form, typed):
            continue
        first = place or ""
        typed, new = _blank(typed)
        typed[f"{new}-text"] = [row.text]
        typed[f"{new}-identity"] = [str(row.pk)]
        typed[f"{new}-o1-text"] = [row.difference]
        typed[f"{new}-o1-a1-text"] = [row.action]
        typed.pop(f"i{row.pk}-left", None)
        place = first or new
    return typed, place


def _answered(form: PlanForm, typed: Typed) -> set[int]:
    told = (form.identity_of(typed, f"n{n}") for n in shape(typed))
    return {pk for pk in told if pk is not None}


def _blank(typed: Typed) -> tuple[Typed, str]:
    """A new need; the first one of a page on which nothing was typed is taken for it."""
    grown, new = added(typed, "need")
    first = {name: texts for name, texts in grown.items() if name.startswith("n1-")}
    if new == "n2" and not any(text for texts in first.values() for text in texts):
        grown = removed(grown, "n1")
        new = "n1"
    return grown, new


def unanswered(steps: Iterable[Step], held: Mapping[int, Line] | None = None) -> dict[int, str]:
    """Of some steps with a written plan those that leave such a need open, in words.

    The words name no need: lists are read by many. Two queries at most, however many steps.
    """
    every = [step for step in steps if step.child_id is not None]
    found = named(step.child_id for step in every if step.child_id is not None)
    if not found:
        return {}
    plans = held if held is not None else lines(step.pk for step in every)
    events = {
        step.pk: plans[step.pk].event_id for step in every
        if step.child_id in found and plans[step.pk].event_id is not None
    }
    said = _said(event for event in events.values() if event is not None)
    words = {}
    for step in every:
        event_id = events.get(step.pk)
        if event_id is None:
            continue
        rows = newest(found[step.child_id or 0])
        count = sum(row.key not in said[event_id] for row in rows)
        if count:
            words[step.pk] = (
                f"The plan does not answer {plural(count, 'need')} that the assessment says "
                "comes from who the child is." if count == 1 else
                f"The plan does not answer {plural(count, 'need')} that the assessment says "
                "come from who the child is."
            )
    return words


def _said(event_ids: Iterable[int]) -> dict[int, set[tuple[str, str]]]:
    """What versions of plans answer or leave out with a reason, by the words of it; one query."""
    ids = list(event_ids)
    kept = Need.objects.filter(event__in=ids, identity__isnull=False).order_by().annotate(
        why=models.Value("answered here", output_field=models.TextField())
    ).values_list("event_id", "identity__aspect", "identity__text", "why")
    left = IdentityLeft.objects.filter(event__in=ids).order_by().values_list(
        "event_id", "need__aspect", "need__text", "reason"
    )
    found: dict[int, set[tuple[str, str]]] = defaultdict(set)
    for event_id, aspect, text, why in kept.union(left, all=True) if ids else ():
        if says_something(why):
            found[event_id].add(IdentityNeed(aspect=aspect, text=text).key)
    return found
