"""The pages of a strategy discussion."""

from sightline.kernel.forms import Page, Section
from sightline.record.decisions.forms import DECISION
from sightline.record.meetings.forms import ABOUT, SAID, TOOK_PART

ACTIONS = "sightline.journey.strategy_discussion.submitted"
REQUEST, DISCUSSION = "strategy_discussion.Request", "strategy_discussion.Discussion"
AGREED, WHY_NOT = "strategy_discussion.Agreed", "strategy_discussion.WhyNotAll"
ACTION = ("text", "owner_worker", "owner_name", "due_on")


def _when(question: str) -> Section:
    return Section("When", ("on", "time"), labels={"on": question, "time": "At what time?"})


HELD_FOR = (
    Section(
        "What was decided", ("outcome",), per_child=True, needed=("outcome",),
        labels={"outcome": "What was decided for this child?"},
    ),
    Section(
        "This child",
        ("before", "before_words", "harm", "safe_tonight", "medical", "interviews", "others",
         "parents_told", "again_on"),
        model=DISCUSSION, per_child=True,
        needed=("before", "harm", "safe_tonight", "parents_told"),
        reveals={"before": {"emergency": ("before_words",), "enquiry": ("before_words",)}},
    ),
    Section(
        "What is to be done for this child", ACTION, model=AGREED, per_child=True, many=True,
        help="Each action becomes a task. An enquiry cannot be concluded while one is open.",
    ),
)
EVERYBODY = Section(
    "What is to be done for all of them", ACTION, model=AGREED, many=True,
    help="It becomes a task on each child.",
)


def _held(key: str, when: str) -> Page:
    return Page(
        key, "Record a strategy discussion", "held",
        (_when("When was it held?"), ABOUT, TOOK_PART, SAID, *HELD_FOR, EVERYBODY, DECISION),
        when=when, shared=True, action=f"{ACTIONS}:hold",
        intro="What it decides starts at once. If police or health were missing, record it all "
        "the same: it is marked, and their view is asked for.",
    )


PAGES = (
    Page(
        "request", "Ask for a strategy discussion", "requested",
        (Section("When", ("on", "time", "outcome"), needed=("outcome",),
                 labels={"on": "When was it asked for?", "time": "At what time?",
                         "outcome": "By when has it to be held?"}),
         Section("The worry",
                 ("asked_by", "worry", "injury", "sexual_abuse", "immediate_risk", "safe_now"),
                 model=REQUEST, needed=("worry", "injury", "sexual_abuse", "immediate_risk"))),
        when="start", shared=True, action=f"{ACTIONS}:request",
        intro="Where there is injury, sexual abuse or immediate risk it is due today, whatever "
        "is chosen. If it has been held already, record it as held.",
    ),
    _held("held-at-once", "start"),
    _held("held", "open"),
    Page(
        "reason", "Say why it was not fully constituted", "constitution_reason_given",
        (_when("When was the reason given?"),
         Section("The chair’s reason", ("reason", "view", "view_learnt_on"), model=WHY_NOT,
                 needed=("reason", "view"))),
        when="closed", after="not_constituted", action=f"{ACTIONS}:give_reason",
    ),
    Page(
        "minutes", "Record that the minutes were shared", "minutes_shared",
        (Section("When", ("on", "time", "outcome"), needed=("outcome",),
                 labels={"on": "When were they shared?", "time": "At what time?",
                         "outcome": "With whom?"}),),
        when="closed", action=f"{ACTIONS}:share_minutes",
    ),
)
