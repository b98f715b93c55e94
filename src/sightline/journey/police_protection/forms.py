"""The pages of police protection."""

from sightline.kernel.forms import Page, Section
from sightline.record.orders.forms import place

TAKEN, ENDED = "police_protection.Taken", "police_protection.Ended"

PAGES = (
    Page(
        "taken", "Record police protection", "taken",
        (
            Section("When", ("on", "time"), needed=("time",),
                    labels={"on": "On which day did it begin?", "time": "At what time?"},
                    hints={"time": "The seventy-two hours run from this minute. Ask the police."}),
            place(),
            Section("What the police did",
                    ("action", "reason", "officer", "designated", "parents_told"), model=TAKEN,
                    per_child=True, needed=("reason", "officer", "designated", "parents_told")),
            Section("The child", ("child_told", "child_said"), model=TAKEN, per_child=True,
                    needed=("child_told",)),
        ),
        when="start", shared=True,
        action="sightline.journey.police_protection.actions:take",
        intro="Record it as soon as you hear of it, with what is known. The police must look "
        "into it, and we must make enquiries.",
    ),
    Page(
        "moved", "Record that the child was moved", "moved",
        (
            Section("When", ("on", "time"), needed=("time",),
                    labels={"on": "On which day?", "time": "At what time?"}),
            place(),
        ),
        shared=True, intro="The seventy-two hours run on.",
    ),
    Page(
        "ended", "Record how police protection ended", "ended",
        (
            Section("When and how", ("on", "time", "outcome"), needed=("time", "outcome"),
                    labels={"on": "On which day did it end?", "time": "At what time?",
                            "outcome": "How did it end?"}),
            Section("What happens now", ("who", "goes_to", "safe_because"), model=ENDED,
                    per_child=True, needed=("who", "goes_to", "safe_because")),
        ),
        shared=True,
    ),
)
