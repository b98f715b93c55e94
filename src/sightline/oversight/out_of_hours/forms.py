"""The pages of the out of hours service, and the one on which the day leaves it something."""

from sightline.kernel.forms import Page, Section
from sightline.record.orders.forms import place

EPISODE, PART = "out_of_hours.Episode", "out_of_hours.ChildPart"
TAKEN_UP, NIGHT = "out_of_hours.Acknowledged", "out_of_hours.ForTheNight"
VISIT = "visits.ChildPart"
ACTIONS = "sightline.oversight.out_of_hours.actions"

PAGES = (
    Page(
        "recorded", "Record an out of hours episode", "recorded",
        (
            Section("When", ("on", "time"), needed=("time",),
                    labels={"on": "On which day did it begin?", "time": "At what time?"}),
            Section("What happened",
                    ("rung_by", "told", "decided", "risk", "consulted", "advised"),
                    model=EPISODE, needed=("rung_by", "told", "decided", "risk", "consulted"),
                    reveals={"risk": {"high": ("consulted", "advised")}}),
            Section("Each child", ("safe", "safe_because", "to_do", "contact", "for_manager"),
                    model=PART, per_child=True, needed=("safe", "safe_because", "to_do",
                                                        "contact")),
            place("If the child was put somewhere to be safe", needed=False),
            Section("If you went to see the child", ("seen", "said", "analysis"), model=VISIT,
                    per_child=True, help="It is recorded as your visit. Leave it empty if nobody "
                    "went."),
        ),
        when="start", shared=True, action=f"{ACTIONS}:record_page",
        intro="One page for the whole episode. Police protection and court orders have pages of "
        "their own: record them too, so that the hour at which they end is seen.",
    ),
    Page(
        "acknowledge", "Acknowledge what the night did", "acknowledged",
        (
            Section("When", ("on", "time"), labels={"on": "When did you take it up?",
                                                    "time": "At what time?"}),
            Section("The day’s part", ("words",), model=TAKEN_UP, needed=("words",)),
        ),
        permission="journey.authorise", action=f"{ACTIONS}:acknowledge_page",
        intro="For a daytime manager, and never for whoever recorded the episode.",
    ),
)

LEFT = Page(
    "left", "Leave something to the night", "left",
    (
        Section("When", ("on", "for_on"), needed=("for_on",),
                labels={"on": "From which day?", "for_on": "Until which night?"}),
        Section("For whoever works tonight", ("watch_for", "do", "ring"), model=NIGHT,
                per_child=True, needed=("watch_for", "do")),
    ),
    when="any", shared=True,
    intro="It stands on the night’s list until that night. It hands nothing over: the child "
    "stays yours.",
)
