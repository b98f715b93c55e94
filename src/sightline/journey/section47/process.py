"""The section 47 process: begun, written, submitted, concluded by a manager, reviewed."""

from pathlib import Path

from sightline.journey.section47.drafting import draft_from_discussion
from sightline.journey.section47.forms import PAGES
from sightline.journey.section47.gates import GATES
from sightline.journey.section47.models import Enquiry
from sightline.kernel.process import EventKind, GatePurpose, Process, Weight
from sightline.law import loader

STARTED = {
    "strategy": "Decided at a strategy discussion",
    "emergency": "Emergency action began it",
}
CONCLUDED = {one.value: str(one.label) for one in Enquiry.Recommended}

PROCESS = Process(
    key="section47",
    title="Section 47 enquiry",
    duty="Children Act 1989 s.47; Working Together, section 47 enquiries",
    events=(
        EventKind("started", "Section 47 enquiry began", outcomes=STARTED, shared=True,
                  weight=Weight.SIGNIFICANT),
        EventKind("strategy_held", "Strategy discussion held on the enquiry",
                  weight=Weight.SIGNIFICANT),
        EventKind("written", "Part of the enquiry written", shared=True),
        EventKind("submitted", "Enquiry submitted", weight=Weight.NOTABLE),
        EventKind("returned", "Enquiry sent back", weight=Weight.NOTABLE,
                  permission="journey.authorise"),
        EventKind("concluded", "Section 47 enquiry concluded", outcomes=CONCLUDED,
                  gate=GatePurpose.AUTHORISING, weight=Weight.SIGNIFICANT,
                  permission="journey.authorise"),
        EventKind("conference_not_required", "Ended without a conference; no reason is known",
                  weight=Weight.SIGNIFICANT, permission="journey.authorise"),
        EventKind("review_set", "Review date set, as no order is sought",
                  sets="When is it to be reviewed?", weight=Weight.NOTABLE,
                  permission="journey.authorise"),
        EventKind("reviewed", "Reviewed after the enquiry", weight=Weight.NOTABLE),
        EventKind("review_not_needed", "Decided that no review is needed",
                  weight=Weight.NOTABLE, permission="journey.authorise"),
    ),
    opens=frozenset({"started"}),
    closes=frozenset({"concluded", "conference_not_required"}),
    leads_to=frozenset({"conference", "child_in_need"}),
    opens_from={"strategy_discussion.held": draft_from_discussion},
    worked_by=frozenset({"out_of_hours", "social_worker", "team_manager", "service_manager"}),
    pages=PAGES,
    gates={"concluded": GATES},
    clocks=loader.clocks(Path(__file__).with_name("clocks.yaml")),
)
