"""The scrutiny panel as a process: a child is put on, looked at as often as needed, and closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sightline.kernel.process import EventKind, GatePurpose, Process, Refusal, Weight
from sightline.oversight.scrutiny_panel.forms import PAGES, RUN
from sightline.oversight.scrutiny_panel.models import Listing
from sightline.record.decisions.models import Decision
from sightline.record.plans.completeness import says_something

if TYPE_CHECKING:
    from sightline.record.spine.writing import Offered

KEY = "scrutiny_panel"
LISTED, DISCUSSED, CLOSED = f"{KEY}.listed", f"{KEY}.discussed", f"{KEY}.closed"
FOUND = {"rule": "Found by a rule", "hand": "Put on by hand"}
MOVING = {
    "moving": "Yes: it moves again",
    "partly": "In part",
    "still": "No: it still drifts",
    "not_known": "The panel could not tell",
}
ENDED = {"panel": "Closed by the panel", "taken_off": "Taken off by the coordinator"}


def with_a_reason(offered: Offered) -> list[Refusal]:
    """A child leaves the panel with a reason, whoever gives it."""
    for row in offered.facts:
        if isinstance(row, Decision) and says_something(row.rationale):
            return []
        if isinstance(row, Listing) and says_something(row.why):
            return []
    return [Refusal(
        "No reason is given.",
        "Say why the panel need not look again. Until then the child comes back to it; what it "
        "decided can be recorded all the same.",
    )]


PROCESS = Process(
    key=KEY,
    title="Scrutiny panel",
    duty="Agencies look together, every month, at children whose work may have drifted, until it "
    "moves again.",
    events=(
        EventKind("listed", "Put before the scrutiny panel", outcomes=FOUND, shared=True,
                  sets="Not before", weight=Weight.NOTABLE, permission=RUN),
        EventKind("discussed", "Scrutiny panel looked at the child", outcomes=MOVING, shared=True,
                  sets="Looks again on", weight=Weight.SIGNIFICANT, permission=RUN),
        EventKind("closed", "No longer before the scrutiny panel", outcomes=ENDED,
                  gate=GatePurpose.CLOSING, weight=Weight.NOTABLE, permission=RUN),
    ),
    opens=frozenset({"listed", "discussed"}),
    closes=frozenset({"closed"}),
    worked_by=frozenset({"service_manager", "conference_chair", "conference_administrator"}),
    pages=PAGES,
    gates={"closed": (with_a_reason,)},
)
