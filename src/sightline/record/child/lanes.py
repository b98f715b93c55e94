"""A child's journey drawn as lanes in time: what lasted, visits as dots, conferences as marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sightline.base.components.lanes import Lanes, Span
from sightline.base.moments import today
from sightline.kernel.register import processes
from sightline.record.child.panels import Lane, panels
from sightline.record.timeline.chronology import words_of

if TYPE_CHECKING:
    from sightline.record.spine.models import Event, Step

VISITS = Lane("Visits", 90, ("visit.made",), bars=False)
LEGEND = (
    "A bar lasted, and a dashed edge is still open. A diamond is a contact, discussion or "
    "conference. A ring is a visit; a filled red one did not see the child. "
    "The broken line is today."
)
#: Visits drawn: more than this are a smear, and a heavy page; the chronology has every one.
VISITS_DRAWN = 120
MANY = f" The {VISITS_DRAWN} latest visits are drawn; the chronology has them all."
#: Processes of this floor whose steps are paper moving, and no part of the child's journey.
NOT_DRAWN = frozenset({"allocation", "handover", "task"})


def _lane_of(process: str) -> Lane:
    for panel in panels:
        if panel.process == process and panel.lane is not None:
            return panel.lane
    declared = processes.get(process)
    return Lane(declared.title if declared is not None else process.replace("_", " "))


def drawn_kinds() -> list[str]:
    """Every kind of event that is a mark of its own in some lane."""
    lanes = (panel.lane for panel in panels if panel.lane is not None)
    return sorted({kind for lane in (VISITS, *lanes) for kind in lane.points})


def journey(steps: Sequence[Step], events: Sequence[Event]) -> Lanes | None:
    """The drawing of these steps and events of one child; none before anything has begun.

    It asks the database nothing: both were read for the page.
    """
    lanes: dict[str, Lane] = {}
    spans: list[Span] = []
    for step in sorted(steps, key=lambda one: (one.opened_on or date.max, one.pk)):
        if step.process in NOT_DRAWN or step.opened_on is None:
            continue
        lane = lanes.setdefault(step.process, _lane_of(step.process))
        if lane.bars:
            title = processes[step.process].title if step.process in processes else lane.title
            spans.append(Span(lane.title, title, step.opened_on, step.closed_on,
                              strong=step.process == "protection_plan"))
    visits = [event for event in events if event.kind in VISITS.points]
    drawn = set(visits[-VISITS_DRAWN:])
    events = [event for event in events if event.kind not in VISITS.points or event in drawn]
    points = {kind: lane for lane in [VISITS, *lanes.values()] for kind in lane.points}
    spans += _marks(events, points)
    if not spans:
        return None
    order = {lane.title: lane.order for lane in [VISITS, *lanes.values()]}
    names = sorted({span.lane for span in spans}, key=lambda name: (order[name], name))
    first = min(span.since for span in spans)
    whole = max(today() - first, timedelta(days=60))
    return Lanes(
        "The journey so far", spans, first - whole * 0.02, today() + whole * 0.04,
        id="journey-lanes", lanes=names,
        legend=LEGEND + (MANY if len(visits) > VISITS_DRAWN else ""),
    )


def _marks(events: Sequence[Event], points: dict[str, Lane]) -> Iterator[Span]:
    for event in events:
        lane = points.get(event.kind)
        if lane is None:
            continue
        words = words_of(event.kind)
        outcome = words.outcomes.get(event.outcome, "")
        title = f"{words.title}: {outcome[:1].lower()}{outcome[1:]}" if outcome else words.title
        yield Span(
            lane.title, title, event.happened_on, event.happened_on, point=True,
            late=event.kind == "visit.made" and event.outcome == "not_seen",
            shape="diamond" if lane is not VISITS else "dot",
        )
