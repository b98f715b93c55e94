"""The police protection process: taken, moved, ended within seventy-two hours."""

from pathlib import Path

from sightline.journey.police_protection.forms import PAGES
from sightline.kernel.process import EventKind, Process, Weight
from sightline.law import loader

ENDED = {
    "released": "The child went back to a parent or carer",
    "accommodated": "The child is accommodated, with a parent’s agreement",
    "order_made": "A court made an order",
    "ran_out": "The seventy-two hours ran out",
    "other": "Something else",
}

PROCESS = Process(
    key="police_protection",
    title="Police protection",
    duty="Children Act 1989 s.46, for at most seventy-two hours",
    events=(
        EventKind("taken", "Taken into police protection", shared=True,
                  weight=Weight.SIGNIFICANT),
        EventKind("moved", "Moved while in police protection", shared=True,
                  weight=Weight.NOTABLE),
        EventKind("ended", "Police protection ended", outcomes=ENDED, shared=True,
                  weight=Weight.SIGNIFICANT),
    ),
    opens=frozenset({"taken"}),
    closes=frozenset({"ended"}),
    leads_to=frozenset({"emergency_protection", "section47"}),
    worked_by=frozenset({
        "out_of_hours", "front_door_worker", "front_door_manager", "social_worker",
        "team_manager", "service_manager",
    }),
    pages=PAGES,
    clocks=loader.clocks(Path(__file__).with_name("clocks.yaml")),
)
