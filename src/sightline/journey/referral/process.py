"""The referral process: received, decided, its primary need, and closed with a reason."""

from pathlib import Path

from sightline.journey.referral.drafting import draft_from_contact
from sightline.journey.referral.forms import PAGES
from sightline.journey.referral.gates import nothing_left_open
from sightline.kernel.process import EventKind, GatePurpose, Process, Weight
from sightline.law import loader
from sightline.law.codes import code_set

DECIDED = {
    "assess": "Assess",
    "strategy_discussion": "Hold a strategy discussion",
    "early_help": "Hand over to early help",
    "no_further_action": "No further action",
}
TOLD = {"told": "Told", "not_possible": "Could not be told"}

PROCESS = Process(
    key="referral",
    title="Referral",
    duty="Children Act 1989 s.17 and s.47; Working Together, referral",
    events=(
        EventKind("received", "Referral received", carried=True, weight=Weight.SIGNIFICANT),
        EventKind("decided", "Referral decided", outcomes=DECIDED, weight=Weight.SIGNIFICANT,
                  permission="frontdoor.decide"),
        EventKind("acknowledged", "Referrer acknowledged", outcomes=TOLD),
        EventKind("referrer_told", "Referrer told the outcome", outcomes=TOLD),
        EventKind("chased", "Referrer asked what had happened"),
        EventKind("need_recorded", "Primary need recorded",
                  outcomes=dict(code_set("primary_need").choices())),
        EventKind("closed", "Case closed", gate=GatePurpose.CLOSING, weight=Weight.SIGNIFICANT,
                  outcomes=dict(code_set("reason_for_closure").choices()),
                  permission="journey.authorise"),
        EventKind("reopened", "Referral reopened: it was closed by mistake",
                  outcomes={"error": "Closed by mistake"}, weight=Weight.NOTABLE,
                  permission="journey.correct"),
    ),
    opens=frozenset({"received"}),
    closes=frozenset({"closed", "decided(no_further_action|early_help)"}),
    reopens=frozenset({"reopened"}),
    episode=True,
    leads_to=frozenset({"assessment", "strategy_discussion"}),
    opens_from={"contact.decided": draft_from_contact},
    worked_by=frozenset({
        "front_door_worker", "front_door_manager", "out_of_hours", "social_worker", "team_manager",
    }),
    pages=PAGES,
    gates={"closed": (nothing_left_open,)},
    clocks=loader.clocks(Path(__file__).with_name("clocks.yaml")),
)
