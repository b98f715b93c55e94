"""The chair's alert process: raised, replied to or taken further up, and put right."""

from pathlib import Path

from sightline.journey.chairs_alert.forms import PAGES
from sightline.kernel.process import EventKind, Process, Weight
from sightline.law import loader

ABOUT = {
    "drift": "The plan is not carried out, or changes nothing",
    "visits": "The child is not seen as the plan says",
    "core_group": "The core group does not meet, or agencies stay away",
    "report": "A report is missing, late or not good enough",
    "worker": "Nobody leads the work, or workers change too often",
    "safety": "The child is not safe enough",
    "other": "Something else",
}
REPLIES = {
    "agreed": "Agreed: it will be put right",
    "partly": "Agreed in part",
    "not_agreed": "Not agreed",
}

PROCESS = Process(
    key="chairs_alert",
    title="Chair’s alert",
    duty="What a chair sees drift between conferences is answered, and goes up when it is not.",
    events=(
        EventKind("raised", "Chair’s alert", outcomes=ABOUT, shared=True,
                  sets="Day by which a reply is due", weight=Weight.SIGNIFICANT,
                  permission="conference.chair"),
        EventKind("replied", "Reply to the chair’s alert", outcomes=REPLIES,
                  sets="Day by which it will be put right", weight=Weight.NOTABLE),
        EventKind("escalated", "Chair’s alert taken to the next level",
                  sets="Day by which a reply is due", weight=Weight.SIGNIFICANT,
                  permission="conference.chair"),
        EventKind("resolved", "What the chair’s alert was about is put right",
                  weight=Weight.NOTABLE, permission="conference.chair"),
        EventKind("withdrawn", "Chair’s alert withdrawn", permission="conference.chair"),
    ),
    opens=frozenset({"raised"}),
    closes=frozenset({"resolved", "withdrawn"}),
    worked_by=frozenset({"conference_chair", "team_manager", "service_manager"}),
    pages=PAGES,
    clocks=loader.clocks(Path(__file__).with_name("clocks.yaml")),
)
