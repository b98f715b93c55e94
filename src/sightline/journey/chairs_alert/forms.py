"""The pages of a chair's alert."""

from sightline.kernel.forms import Page, Section

ALERT, SENT, REPLY = "chairs_alert.Alert", "chairs_alert.Sent", "chairs_alert.Reply"
DECISION = "decisions.Decision"
ACTIONS = "sightline.journey.chairs_alert.submitted"

PAGES = (
    Page(
        "raise", "Raise a chair’s alert", "raised",
        (
            Section("When and about what", ("on", "outcome", "for_on"), needed=("outcome",),
                    labels={"on": "On which day?", "outcome": "What is it about?",
                            "for_on": "By when do you want a reply?"},
                    hints={"for_on": "Leave it empty for the time that is usual here."}),
            Section("This child", ("concern", "asked_for"), model=ALERT, per_child=True,
                    needed=("concern", "asked_for")),
            Section("To whom", ("to_worker", "chair"), model=SENT),
        ),
        when="start", shared=True, permission="conference.chair",
        action=f"{ACTIONS}:raise_page",
        intro="For what cannot wait until the next conference. The manager is asked at once, and "
        "the alert stays on your list until you say that it was put right.",
    ),
    Page(
        "reply", "Reply to the chair", "replied",
        (
            Section("The reply", ("on", "outcome", "for_on"), needed=("outcome",),
                    labels={"on": "On which day?", "outcome": "What do you answer?",
                            "for_on": "By when will it be put right?"}),
            Section("In words", ("words", "by_worker"), model=REPLY, needed=("words",)),
        ),
        action=f"{ACTIONS}:reply_page",
        intro="The chair reads it and looks again. It stays open until they say it is put right.",
    ),
    Page(
        "escalate", "Take it to the next level", "escalated",
        (
            Section("When", ("on", "for_on"),
                    labels={"on": "On which day?", "for_on": "By when do you want a reply?"},
                    hints={"for_on": "Leave it empty for the time that is usual here."}),
            Section("To whom", ("to_worker", "why"), model=SENT, needed=("why",)),
        ),
        permission="conference.chair", action=f"{ACTIONS}:escalate_page",
        intro="It goes one level up. Whoever was asked before still sees it.",
    ),
    Page(
        "resolve", "It is put right", "resolved",
        (
            Section("When", ("on",), labels={"on": "On which day did you see that?"}),
            Section("What shows it", ("rationale",), model=DECISION, needed=("rationale",),
                    labels={"rationale": "What is different for the child now?"}),
        ),
        permission="conference.chair", action=f"{ACTIONS}:end_page",
        intro="For the chair alone. A promise is not enough: say what you have seen.",
    ),
    Page(
        "withdraw", "Withdraw the alert", "withdrawn",
        (
            Section("When", ("on",), labels={"on": "On which day?"}),
            Section("Why", ("rationale",), model=DECISION, needed=("rationale",),
                    labels={"rationale": "Why was it not needed?"}),
        ),
        permission="conference.chair", action=f"{ACTIONS}:end_page",
    ),
)
