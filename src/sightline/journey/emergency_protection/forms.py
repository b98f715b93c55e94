"""The pages of an emergency protection order."""

from sightline.kernel.forms import Page, Section
from sightline.record.orders.forms import COURT, place

GROUNDS, ENDED = "emergency_protection.Grounds", "emergency_protection.Ended"
LAST_DAY = "Write the day that the order states. The Act allows eight days; the order governs."

PAGES = (
    Page(
        "made", "Record an emergency protection order", "made",
        (
            Section("When", ("on", "time", "outcome", "for_on"), needed=("outcome", "for_on"),
                    labels={"on": "On which day was it made?", "time": "At what time?",
                            "outcome": "Who applied?", "for_on": "On which day does it end?"},
                    hints={"for_on": LAST_DAY}),
            COURT,
            place(),
            Section("Why", ("reason", "notice", "served"), model=GROUNDS,
                    needed=("reason", "notice")),
        ),
        when="start", shared=True,
        action="sightline.journey.emergency_protection.actions:make",
        intro="Police protection that still runs ends with it. Telephone orders count.",
    ),
    Page(
        "extended", "Record that the order was extended", "extended",
        (
            Section("When", ("on", "time", "for_on"), needed=("for_on",),
                    labels={"on": "On which day was it extended?", "time": "At what time?",
                            "for_on": "On which day does it end now?"}),
            COURT,
        ),
        shared=True, intro="A court may do this once, for at most seven days more.",
    ),
    Page(
        "moved", "Record that the child was moved", "moved",
        (
            Section("When", ("on", "time"), needed=("time",),
                    labels={"on": "On which day?", "time": "At what time?"}),
            place(),
        ),
        shared=True,
    ),
    Page(
        "ended", "Record how the order ended", "ended",
        (
            Section("When and how", ("on", "time", "outcome"), needed=("outcome",),
                    labels={"on": "On which day did it end?", "time": "At what time?",
                            "outcome": "How did it end?"}),
            Section("What happens now", ("who", "goes_to", "safe_because"), model=ENDED,
                    per_child=True, needed=("who", "goes_to", "safe_because")),
        ),
        shared=True,
    ),
)
