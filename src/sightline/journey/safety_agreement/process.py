"""The safety agreement process: made, the child seen, looked at again, ended."""

from pathlib import Path

from sightline.journey.safety_agreement.forms import PAGES
from sightline.kernel.process import EventKind, Process, Weight
from sightline.law import loader

SEEN = {
    "seen_alone": "Seen, and spoken to alone",
    "seen": "Seen, with others present",
    "mother_seen": "Unborn child: the mother was seen",
    "not_seen": "Not seen",
}

REVIEWED = {
    "kept": "It was kept, and goes on",
    "changed": "It goes on, changed",
    "broken": "It was not kept",
}

ENDED = {
    "not_needed": "The child is safe without it",
    "plan": "A plan or other help took its place",
    "broken": "It was not kept, and something else protects the child",
    "other": "Something else",
}

PROCESS = Process(
    key="safety_agreement",
    title="Safety agreement",
    duty="A promise that keeps a child safe for now has a monitor, a review, and the child seen.",
    events=(
        EventKind("made", "Safety agreement made", shared=True, sets="When it is looked at again",
                  weight=Weight.SIGNIFICANT),
        EventKind("child_seen", "Child seen since the safety agreement", outcomes=SEEN,
                  shared=True, weight=Weight.NOTABLE),
        EventKind("reviewed", "Safety agreement reviewed", outcomes=REVIEWED, shared=True,
                  sets="When it is looked at again", weight=Weight.NOTABLE),
        EventKind("ended", "Safety agreement ended", outcomes=ENDED, shared=True,
                  weight=Weight.SIGNIFICANT),
    ),
    opens=frozenset({"made"}),
    closes=frozenset({"ended"}),
    worked_by=frozenset({
        "front_door_worker", "front_door_manager", "out_of_hours", "social_worker",
        "team_manager", "service_manager",
    }),
    pages=PAGES,
    clocks=loader.clocks(Path(__file__).with_name("clocks.yaml")),
)
