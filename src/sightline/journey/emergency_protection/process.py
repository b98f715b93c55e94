"""The emergency protection order: made, perhaps lengthened once, and ended."""

from pathlib import Path

from sightline.journey.emergency_protection.forms import PAGES
from sightline.kernel.process import EventKind, Process, Weight
from sightline.law import loader

MADE = {
    "authority": "The authority applied",
    "police": "The designated officer applied, from police protection",
    "other": "Somebody else applied",
}
ENDED = {
    "ran_out": "It ran out",
    "interim_order": "The court made an interim care or supervision order",
    "discharged": "The court discharged it",
    "returned": "The child went back, because it was safe",
    "other": "Something else",
}

PROCESS = Process(
    key="emergency_protection",
    title="Emergency protection order",
    duty="Children Act 1989 s.44 and s.45, for at most eight days and once seven more",
    events=(
        EventKind("made", "Emergency protection order made", outcomes=MADE, shared=True,
                  sets="Last day of the order", weight=Weight.SIGNIFICANT),
        EventKind("extended", "Emergency protection order extended", shared=True,
                  sets="Last day of the order, as extended", weight=Weight.SIGNIFICANT),
        EventKind("moved", "Moved while under an emergency protection order", shared=True,
                  weight=Weight.NOTABLE),
        EventKind("ended", "Emergency protection order ended", outcomes=ENDED, shared=True,
                  weight=Weight.SIGNIFICANT),
    ),
    opens=frozenset({"made"}),
    closes=frozenset({"ended"}),
    leads_to=frozenset({"section47"}),
    worked_by=frozenset({
        "out_of_hours", "front_door_worker", "front_door_manager", "social_worker",
        "team_manager", "service_manager",
    }),
    pages=PAGES,
    clocks=loader.clocks(Path(__file__).with_name("clocks.yaml")),
)
