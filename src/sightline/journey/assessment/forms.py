"""The pages of an assessment: written section by section, each a draft until it is recorded."""

from sightline.kernel.forms import Page, Section
from sightline.record.decisions.forms import DECISION
from sightline.record.identity.forms import NEEDS

ACTIONS = "sightline.journey.assessment.submitted"
STANDING = "sightline.journey.assessment.reopened:as_it_stands"
CONTENT, VIEW = "assessment.Content", "assessment.ChildView"
FACTOR, CHECKED = "assessment.Factor", "assessment.Checked"
ADULT = "assessment.Adult"


def _when(question: str) -> Section:
    return Section("When", ("on", "time"), labels={"on": question, "time": "At what time?"})


def _outcome(question: str, what: str) -> Section:
    return Section(
        "The outcome", ("on", "time", "outcome"), needed=("outcome",),
        labels={"on": question, "time": "At what time?", "outcome": what},
    )


def _said(title: str, *fields: str, needed: tuple[str, ...] = (), words: str = "") -> Section:
    return Section(title, fields, model=CONTENT, needed=needed, help=words)


PURPOSE = _said("Why it is made", "purpose", "reopened_because", needed=("purpose",))
CHILD_VIEW = Section(
    "What the child thinks", ("source", "learnt_on", "method", "tool", "words"), model=VIEW,
    many=True, needed=("source", "learnt_on", "method", "words"),
    reveals={"method": {"tool": ("tool",)}},
)
FACTORS = Section(
    "What was found", ("code",), model=FACTOR, many=True, needed=("code",),
    help="Everything known at the end of the assessment. The national census asks for it.",
)

STARTS = (
    Page("start", "Start an assessment", "started",
         (_when("When did it start?"), PURPOSE), when="start", shared=True,
         action=f"{ACTIONS}:start", since="2013-04-15",
         intro="It counts from the referral, whenever it is started."),
    Page("reassess", "Decide to assess again", "reassessment_decided",
         (_when("When was it decided?"), PURPOSE, DECISION), when="start",
         action=f"{ACTIONS}:start",
         intro="For a child already worked with. It counts from this decision."),
    Page("start-initial", "Record an initial assessment (the rules until April 2013)",
         "initial_started", (_when("When did it start?"), PURPOSE), when="start",
         action=f"{ACTIONS}:start", until="2016-08-31"),
    Page("start-core", "Record a core assessment (the rules until April 2013)",
         "core_started", (_when("When did it start?"), PURPOSE), when="start",
         action=f"{ACTIONS}:start", until="2016-08-31"),
)

SECTIONS = (
    Page("history", "Read the history", "history_acknowledged",
         (_when("When did you read it?"),
          _said("The history", "history_acknowledged", "history",
                needed=("history_acknowledged", "history"),
                words="What the record knows from before is written in below. Correct nothing "
                "away: say what it means.")), initial=STANDING),
    Page("child", "The child", "written",
         (_when("When was this written?"),
          _said("The child", "development", "identity", needed=("development", "identity")),
          NEEDS, CHILD_VIEW),
         initial=STANDING,
         intro="This child only. Brothers and sisters each have their own."),
    Page("family", "The family and what is around it", "written",
         (_when("When was this written?"),
          _said("The family", "parenting", "environment", "parents_views", "disagreement",
                "names_meant", needed=("parenting", "environment", "parents_views"))),
         shared=True, action=f"{ACTIONS}:write", initial=STANDING,
         intro="Write it once for brothers and sisters who are assessed too."),
    Page("adults", "The adults of the family", "written",
         (_when("When was this written?"),
          Section("Each adult", ("person", "name", "part", "met_on", "finding"), model=ADULT,
                  many=True, needed=("part", "finding"))),
         shared=True, action=f"{ACTIONS}:write",
         intro="Each on their own. What is found about an adult goes on the record of each child "
         "ticked here to whom they are related, or with whom they live."),
    Page("analysis", "What it means", "written",
         (_when("When was this written?"),
          _said("Analysis", "analysis", "needs", needed=("analysis", "needs"))),
         initial=STANDING),
)

PAGES = (
    *STARTS,
    *SECTIONS,
    Page("submit", "Submit the assessment", "submitted",
         (_when("When is it handed in?"),
          _said("Where it leads", "recommended", "over_time_reason", needed=("recommended",)),
          FACTORS), action=f"{ACTIONS}:submit", initial=STANDING),
    Page("checkpoint", "Look at an assessment that is still open", "checkpoint_recorded",
         (_when("When did you look at it?"), DECISION), permission="journey.authorise"),
    Page("return", "Send the assessment back", "returned",
         (_when("When is it sent back?"),
          Section("What is missing", ("point",), model=CHECKED, many=True, needed=("point",),
                  labels={"point": "Which points are not yet met?"}),
          DECISION), permission="journey.authorise", action=f"{ACTIONS}:send_back"),
    Page("authorise", "Authorise the assessment", "authorised",
         (_outcome("When is it authorised?", "What does it lead to?"),
          Section("What you looked at", ("point",), model=CHECKED, many=True, needed=("point",),
                  labels={"point": "Which points are met?"}),
          _said("What a manager answers for", "not_seen_reason", "same_words_reason"),
          DECISION),
         permission="journey.authorise", action=f"{ACTIONS}:authorise",
         intro="Authorising stops the clock. Telling the family comes after and does not hold it."),
    Page("share", "Share the assessment", "shared",
         (_outcome("When was it shared?", "With whom?"), _said("What came of it", "response")),
         when="any"),
)
