"""The pages of a safety agreement."""

from sightline.kernel.forms import Page, Section

AGREEMENT, PARTY = "safety_agreement.Agreement", "safety_agreement.Party"
SEEING, REVIEW = "safety_agreement.Seeing", "safety_agreement.Review"
ACTIONS = "sightline.journey.safety_agreement.submitted"

PAGES = (
    Page(
        "made", "Record a safety agreement", "made",
        (
            Section("When", ("on", "time", "for_on"), needed=("for_on",),
                    labels={"on": "On which day was it agreed?", "time": "At what time?",
                            "for_on": "When is it looked at again?"},
                    hints={"for_on": "At most five working days ahead. If it has to be later, "
                           "say why further down."}),
            Section("Who agreed to what", ("name", "is_to_child", "promised", "agreed"),
                    model=PARTY, many=True, needed=("name", "promised", "agreed")),
            Section("What it is for",
                    ("worry", "if_broken", "monitor", "monitor_name", "monitor_phone",
                     "later_because"),
                    model=AGREEMENT, needed=("worry", "if_broken")),
        ),
        when="start", shared=True, action=f"{ACTIONS}:made",
        intro="A promise alone keeps nobody safe: name who sees that it is kept, and see the "
        "child. It is recorded whatever is missing.",
    ),
    Page(
        "seen", "Record that the child was seen", "child_seen",
        (
            Section("When", ("on", "time"),
                    labels={"on": "On which day?", "time": "At what time?"}),
            Section("This child", ("outcome",), per_child=True, needed=("outcome",),
                    labels={"outcome": "Was the child seen?"},
                    hints={"outcome": "For this child only. Seeing a brother or sister does not "
                           "count."}),
            Section("How the child was", ("where", "seen_by", "showed", "why_not"), model=SEEING,
                    per_child=True, needed=("showed",)),
        ),
        shared=True,
    ),
    Page(
        "reviewed", "Record a review of the safety agreement", "reviewed",
        (
            Section("When and how", ("on", "time", "outcome", "for_on"), needed=("outcome",),
                    labels={"on": "On which day was it looked at?", "time": "At what time?",
                            "outcome": "Was it kept?", "for_on": "When is it looked at again?"}),
            Section("This child", ("words", "later_because"), model=REVIEW, per_child=True,
                    needed=("words",)),
        ),
        shared=True, action=f"{ACTIONS}:reviewed",
        intro="If it was not kept, act first: hold a strategy discussion or ring the police.",
    ),
    Page(
        "ended", "Record how the safety agreement ended", "ended",
        (
            Section("When and how", ("on", "time", "outcome"), needed=("outcome",),
                    labels={"on": "On which day did it end?", "time": "At what time?",
                            "outcome": "How did it end?"}),
            Section("This child", ("words",), model=REVIEW, per_child=True, needed=("words",)),
        ),
        shared=True, action=f"{ACTIONS}:ended",
    ),
)
