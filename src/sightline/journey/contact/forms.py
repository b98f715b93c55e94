"""The pages of a contact: what was told, and every decision made on it."""

from sightline.kernel.forms import Page, Section
from sightline.record.decisions.forms import THRESHOLD_DECISION
from sightline.record.referrers.forms import REFERRER, REPLY

ACTIONS = "sightline.journey.contact.submitted"
ACCOUNT, FAMILY, CHILD = "contact.Account", "contact.FamilyTold", "contact.ChildPart"

WORRY = Section(
    "The worry",
    ("worry", "danger", "danger_action", "detail", "method"),
    model=ACCOUNT,
    needed=("worry", "danger", "method"),
    reveals={"danger": {"yes": ("danger_action",)}},
)
EACH_CHILD = Section(
    "Each child or adult",
    ("where", "safe", "safe_because", "own_worry"),
    model=CHILD,
    per_child=True,
    needed=("where", "safe"),
    help="Answer for each. That one is safe says nothing about the others.",
)
FAMILY_TOLD = Section(
    "What the family knows",
    ("answer", "agreed_to", "told_who", "told_by", "told_on", "why_not", "why_not_words",
     "basis", "basis_words"),
    model=FAMILY,
    needed=("answer", "basis"),
    reveals={
        "answer": {
            "agreed": ("agreed_to", "told_who", "told_by", "told_on"),
            "refused": ("told_who", "told_by", "told_on"),
            "told_only": ("told_who", "told_by", "told_on"),
            "not_told": ("why_not", "why_not_words"),
        }
    },
    help="What they were told and agreed to, or why not asked. "
    "A refusal never delays a decision about a child.",
)


def _when(question: str) -> Section:
    return Section("When", ("on", "time"), labels={"on": question, "time": "At what time?"})


def _decided(question: str, what: str, **more: str) -> Section:
    return Section(
        "The decision", ("on", "time", "outcome"), needed=("outcome",),
        labels={"on": question, "time": "At what time?", "outcome": what}, hints=more,
    )


SENT_TO = Section(
    "If it goes to early help or another authority",
    ("to_team", "to_outside"),
    model="handover.Handover",
    help="They are sent it, and it stays ours until they accept it.",
)

RECEIVE = Page(
    "receive", "Record a contact", "received",
    (_when("When did it reach us?"), WORRY, EACH_CHILD, REFERRER, FAMILY_TOLD),
    when="start", shared=True, action=f"{ACTIONS}:receive",
    intro="Save what you have: the clock runs from when it reached us, and what is missing "
    "can be added at any time.",
)

PAGES = (
    RECEIVE,
    Page(
        "more", "Add what you have learnt since", "added_to",
        (_when("When did you learn it?"), WORRY, EACH_CHILD, REFERRER, FAMILY_TOLD),
        when="any", shared=True, action=f"{ACTIONS}:add_to",
        intro="What was told first stays readable. This never moves the moment of receipt.",
    ),
    Page(
        "grade", "Grade the contact", "graded",
        (_decided("When was it graded?", "How urgent is it?"), THRESHOLD_DECISION),
        intro="A grade can be changed as often as needed. It never moves the moment of receipt.",
    ),
    Page(
        "decide", "Decide the contact", "decided",
        (
            _decided("When was it decided?", "What happens next?",
                     outcome="What was agreed to or refused by the family never delays this."),
            THRESHOLD_DECISION, SENT_TO,
        ),
        permission="frontdoor.decide", action=f"{ACTIONS}:decide",
    ),
    Page(
        "worker-decision", "Decide on a contact about a child you work with", "worker_decided",
        (_decided("When was it decided?", "What does it change?"), THRESHOLD_DECISION),
        after="passed_on", action=f"{ACTIONS}:worker_decide",
        intro="Read what was told, and say what it changes. A strategy discussion opens at once.",
    ),
    Page(
        "acknowledge", "Acknowledge the referrer", "acknowledged",
        (_decided("When?", "Were they told we have it?"), REPLY), when="any",
    ),
    Page(
        "tell", "Tell the referrer the outcome", "referrer_told",
        (_decided("When?", "Were they told?"), REPLY), when="any",
        permission="document.send",
    ),
    Page(
        "reopen", "Reopen the contact", "reopened",
        (_decided("When was it reopened?", "Why?"), THRESHOLD_DECISION),
        when="closed", permission="frontdoor.decide", action=f"{ACTIONS}:reopen",
        intro="The same contact goes on, from the moment it was first received. If something new "
        "has been reported, record a new contact instead.",
    ),
)
