"""The contact process: its events, what opens, closes and reopens it, and where it leads."""

from pathlib import Path

from sightline.journey.contact.forms import PAGES
from sightline.journey.contact.gates import ENDING, seen_since_a_promise
from sightline.kernel.process import EventKind, GatePurpose, Process, Weight
from sightline.law import loader

#: A decision that leads on is never held back; one that ends the front door's work may be.
DECIDED = {
    "referral": "Accept as a referral",
    "strategy_discussion": "Hold a strategy discussion",
    "early_help": "Hand over to early help",
    "advice": "Give advice and information",
    "no_further_action": "No further action",
    "passed_to_worker": "Pass to the worker who knows the child",
    "transferred": "Send to another authority",
}

WORKER_DECIDED = {
    "no_change": "The plan stands",
    "visit": "See the child sooner",
    "review": "Bring the review forward",
    "assessment": "Assess again",
    "strategy_discussion": "Hold a strategy discussion",
}

GRADES = {
    "red": "Red: act within hours",
    "amber": "Amber: act today",
    "green": "Green: decide within one working day",
}

TOLD = {"told": "Told", "not_possible": "Could not be told"}

REOPENED = {
    "error": "It was closed by mistake",
    "work_continued": "Work went on after it was closed",
    "new_information": "More was learnt about the same worry",
}

__all__ = ["DECIDED", "ENDING", "GRADES", "PROCESS", "REOPENED", "TOLD", "WORKER_DECIDED"]

PROCESS = Process(
    key="contact",
    title="Contact",
    duty="Children Act 1989 s.17 and s.47; Working Together, referral",
    events=(
        # carried: an unidentified child's contact, once matched, stands on the known child too
        EventKind("received", "Contact received", shared=True, carried=True,
                  weight=Weight.SIGNIFICANT),
        EventKind("added_to", "More was told about the contact", shared=True),
        EventKind("graded", "Contact graded", outcomes=GRADES, weight=Weight.NOTABLE),
        EventKind("decided", "Contact decided", outcomes=DECIDED, weight=Weight.SIGNIFICANT,
                  gate=GatePurpose.CLOSING, permission="frontdoor.decide"),
        EventKind("acknowledged", "Referrer acknowledged", outcomes=TOLD),
        EventKind("referrer_told", "Referrer told the outcome", outcomes=TOLD),
        EventKind("matched", "Person identified", weight=Weight.NOTABLE, outcomes={
            "named": "Named on this record", "known_child": "Known already under another record",
            "mother": "Their mother is known by name",
        }),
        EventKind("passed_on", "Contact passed to the worker and manager", weight=Weight.NOTABLE),
        EventKind("worker_decided", "Worker decided on the contact", outcomes=WORKER_DECIDED,
                  weight=Weight.SIGNIFICANT),
        EventKind("reopened", "Contact reopened", outcomes=REOPENED, weight=Weight.NOTABLE,
                  permission="frontdoor.decide"),
    ),
    opens=frozenset({"received"}),
    closes=frozenset({
        "decided(referral|strategy_discussion|early_help|advice|no_further_action|transferred)",
        "worker_decided", "matched(known_child)",
    }),
    reopens=frozenset({"reopened"}),
    leads_to=frozenset({"referral", "strategy_discussion", "assessment"}),
    worked_by=frozenset({
        "front_door_worker", "front_door_manager", "out_of_hours", "social_worker", "team_manager",
    }),
    pages=PAGES,
    gates={"decided": (seen_since_a_promise,)},
    clocks=loader.clocks(Path(__file__).with_name("clocks.yaml")),
)
