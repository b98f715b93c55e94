"""The pages of a referral."""

from sightline.kernel.forms import Page, Section
from sightline.record.decisions.forms import DECISION, THRESHOLD_DECISION
from sightline.record.referrers.forms import REFERRER, REPLY

ACTIONS = "sightline.journey.referral.submitted"


def _asked(title: str, when: str, what: str = "") -> Section:
    if not what:
        return Section(title, ("on", "time"), labels={"on": when, "time": "At what time?"})
    return Section(
        title, ("on", "time", "outcome"), needed=("outcome",),
        labels={"on": when, "time": "At what time?", "outcome": what},
    )


SENT_TO = Section(
    "If it goes to another team",
    ("to_team",),
    model="handover.Handover",
    help="They are sent it, and it stays ours until they accept it.",
)

PAGES = (
    Page(
        "receive", "Record a referral", "received",
        (_asked("When", "When was it received?"), REFERRER),
        when="start", action=f"{ACTIONS}:receive",
        intro="Most referrals come from a contact, which keeps everything that was told. Record "
        "one here only when it was accepted elsewhere.",
    ),
    Page(
        "decide", "Decide the referral", "decided",
        (
            _asked("The decision", "When was it decided?", "What happens next?"),
            THRESHOLD_DECISION, SENT_TO,
        ),
        permission="frontdoor.decide", action=f"{ACTIONS}:decide",
    ),
    Page(
        "acknowledge", "Acknowledge the referrer", "acknowledged",
        (_asked("When", "When?", "Were they told we have it?"), REPLY), when="any",
    ),
    Page(
        "tell", "Tell the referrer the outcome", "referrer_told",
        (_asked("When", "When?", "Were they told?"), REPLY), when="any",
        permission="document.send",
    ),
    Page(
        "chase", "The referrer has asked what happened", "chased",
        (_asked("When", "When did they ask?"), REPLY), when="any",
    ),
    Page(
        "need", "Record the primary need", "need_recorded",
        (_asked("The need", "From which day?", "What is the main reason for services?"),),
        intro="The main reason the child first needed services. When in doubt choose the highest "
        "in the list.",
    ),
    Page(
        "close", "Close the case", "closed",
        (_asked("Closing", "On which day did services end?", "Why are they ending?"), DECISION),
        permission="journey.authorise",
    ),
    Page(
        "reopen", "Reopen: it was closed by mistake", "reopened",
        (_asked("Reopening", "When was the mistake found?", "Why?"), DECISION),
        when="closed", permission="journey.correct",
        intro="The same referral goes on. If there is a new worry, record a new contact instead.",
    ),
)
