"""Recording a visit: once for everybody it was meant for, and truly for each child."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, time
from typing import TYPE_CHECKING, Any

from sightline.base.moments import today
from sightline.record.allocation.queries import is_lead_or_cover
from sightline.record.spine.actions import Part, record_occasion
from sightline.record.spine.beside import step_beside
from sightline.record.visits.models import ChildPart, Sighting, Visit

if TYPE_CHECKING:
    from sightline.access.users.models import User
    from sightline.kernel.forms import Page
    from sightline.people.persons.models import Person
    from sightline.people.workforce.models import Worker
    from sightline.record.spine.models import Occasion, Step


@dataclass(frozen=True)
class Seen:
    """What a visit was for one child; `step` is found from the visit's own when not given."""

    child: Person
    seen: str = ""
    why_not: str = ""
    why_not_words: str = ""
    why_not_alone: str = ""
    bedroom_seen: str = ""
    said: str = ""
    presentation: str = ""
    changed: str = ""
    analysis: str = ""
    next_visit_on: date | None = None
    step: Step | None = None

    def facts(self) -> ChildPart:
        """The child's typed row, unsaved."""
        apart = ("child", "step")
        return ChildPart(**{f.name: getattr(self, f.name) for f in fields(self)
                            if f.name not in apart})


def unborn_on(child: Person, on: date) -> bool:
    """Whether a child was still expected on a day; a visit written up late keeps its day."""
    if child.born_on is not None:
        return child.born_on > on
    return child.expected_on is not None


def outcome_of(seen: str, *, unborn: bool, counts: bool) -> str:
    """The declared outcome of a visit for one child; empty when nobody said.

    `counts` says that the visitor is the lead or covering social worker. For an unborn child
    only the mother can be seen; once a child is born, seeing the mother is not seeing the child.
    """
    if seen in ("", Sighting.NOT_SEEN):
        return seen
    if unborn:
        return "mother_seen" if counts else "mother_seen_by_other"
    if seen == Sighting.MOTHER_SEEN:
        return "not_seen"
    if not counts:
        return "child_seen_by_other"
    return "child_seen_alone" if seen == Sighting.SEEN_ALONE else "child_seen"


def _part(seen: Seen, visitor: Worker | None, on: date, step: Step | None) -> Part:
    counts = visitor is not None and is_lead_or_cover(visitor, seen.child.pk, on)
    outcome = outcome_of(seen.seen, unborn=unborn_on(seen.child, on), counts=counts)
    return Part(
        child=seen.child, step=seen.step or step_beside(step, seen.child.pk), outcome=outcome,
        for_on=seen.next_visit_on, facts=[seen.facts()],
    )


def record_visit(
    *, by: User | None, on: date, children: Sequence[Seen], at: time | None = None,
    visitor: Worker | None = None, visitor_name: str = "", place: str = "",
    place_words: str = "", purpose: str = "", others: str = "", announced: str = "",
    interpreter: str = "", summary: str = "", step: Step | None = None,
) -> Occasion:
    """Record a visit, made or failed, for each child it was meant for.

    Nothing is refused for being incomplete: `queries.missing` says what is still wanted.
    Each child's outcome is worked out from that child's own answer and from who visited.
    """
    visit = Visit(
        place=place, place_words=place_words, purpose=purpose, visited_by=visitor,
        visited_by_name=visitor_name, others=others, announced=announced,
        interpreter=interpreter, summary=summary,
    )
    return record_occasion(
        "visit.made", by=by, on=on, at=at, shared=[visit],
        parts=[_part(seen, visitor, on, step) for seen in children],
    )


def _worker(row: Mapping[str, Any]) -> Worker | None:
    from sightline.people.workforce.models import Worker as Workers

    chosen = row.get("visited_by_id", row.get("visited_by"))
    if chosen is None or isinstance(chosen, Workers):
        return chosen
    return Workers.objects.filter(pk=chosen).first()


def record_from_page(
    *, page: Page, step: Step | None, child: Person | None, children: Sequence[Person],
    values: Mapping[str, Any], by: User | None,
) -> Occasion:
    """Record the visit that the page describes; a visitor not named is whoever writes it."""
    event = values.get("event", {})
    shared = dict((values.get("rows", {}).get("visits.Visit") or [{}])[0])
    visitor = _worker(shared)
    if visitor is None and not shared.get("visited_by_name"):
        visitor = getattr(by, "worker", None)
    about = list(children) or ([child] if child is not None else [])
    seen = []
    for one in about:
        part = values.get("children", {}).get(one.pk, {}) or (values if len(about) == 1 else {})
        row = (part.get("rows", {}).get("visits.ChildPart") or [{}])[0]
        seen.append(Seen(one, **row))
    shared.pop("visited_by", None)
    shared.pop("visited_by_id", None)
    return record_visit(
        by=by, on=event.get("on") or today(), at=event.get("time"), children=seen,
        visitor=visitor, visitor_name=shared.pop("visited_by_name", ""), step=step, **shared,
    )
