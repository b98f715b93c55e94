"""The conference process: asked for, booked, decided for each child, sent out."""

from pathlib import Path

from sightline.journey.conference.drafting import invitations_so_far
from sightline.journey.conference.forms import PAGES
from sightline.journey.conference.gates import ready_to_send, record_is_whole
from sightline.kernel.process import EventKind, GatePurpose, Process, Weight
from sightline.law import loader

KINDS = {
    "initial": "Initial conference",
    "review": "Review conference",
    "transfer_in": "Transfer-in conference",
    "pre_birth": "Pre-birth conference",
}
DECISIONS = {
    "plan_made": "The child is to have a protection plan",
    "no_plan": "No protection plan",
    "plan_continues": "The protection plan continues",
    "plan_ended": "The protection plan ends",
}
SHARED_WITH = {
    "parents": "With the parents",
    "child": "With the child",
    "chair": "With the chair",
    "agencies": "With the other agencies",
}
MET = {
    "parents": "With the parents",
    "child": "With the child",
    "parents_and_child": "With the parents and the child",
    "not_held": "It was not held",
}

PROCESS = Process(
    key="conference",
    title="Child protection conference",
    duty="Children Act 1989 s.47; Working Together, child protection conferences",
    events=(
        EventKind("requested", "Conference asked for", outcomes=KINDS, shared=True,
                  weight=Weight.NOTABLE),
        EventKind("transfer_notified", "Another authority told us that a child on a plan came here",
                  shared=True, weight=Weight.SIGNIFICANT),
        EventKind("booked", "Conference booked", shared=True, sets="Date of the conference",
                  permission="meeting.arrange"),
        EventKind("invited", "People invited to the conference", shared=True,
                  permission="meeting.arrange"),
        EventKind("report_written", "Social worker’s report written", weight=Weight.NOTABLE),
        EventKind("report_shared", "Report shared", outcomes=SHARED_WITH, shared=True),
        EventKind("pre_meeting_held", "Chair's meeting with the family beforehand", outcomes=MET,
                  shared=True),
        EventKind("decided", "Conference decided", outcomes=DECISIONS, shared=True,
                  sets="Date of the next review conference", weight=Weight.SIGNIFICANT,
                  permission="conference.chair"),
        EventKind("adjourned", "Conference adjourned without a decision", shared=True,
                  sets="Date on which it goes on", weight=Weight.SIGNIFICANT),
        EventKind("stood_down", "Conference stood down", shared=True, weight=Weight.SIGNIFICANT),
        EventKind("decision_sent", "Decision and outline plan sent out", shared=True,
                  gate=GatePurpose.SENDING, permission="document.send"),
        EventKind("record_sent", "Record of the conference sent out", shared=True,
                  gate=GatePurpose.SENDING, permission="document.send"),
        EventKind("cancelled", "Conference called off: it is not required", shared=True,
                  weight=Weight.SIGNIFICANT, permission="conference.chair"),
    ),
    opens=frozenset({"requested", "transfer_notified"}),
    closes=frozenset({"record_sent", "cancelled"}),
    leads_to=frozenset({"protection_plan", "child_in_need"}),
    opens_from={
        "section47.concluded": invitations_so_far,
        "child_in_need.reviewed": invitations_so_far,
    },
    worked_by=frozenset({
        "conference_chair", "conference_administrator", "social_worker", "team_manager",
    }),
    pages=PAGES,
    gates={"decision_sent": (ready_to_send,), "record_sent": (record_is_whole,)},
    clocks=loader.clocks(Path(__file__).with_name("clocks.yaml")),
)
