"""The pages of a section 47 enquiry."""

from sightline.kernel.forms import Page, Section
from sightline.record.decisions.forms import DECISION

ACTIONS = "sightline.journey.section47.submitted"
STANDING = "sightline.journey.section47.reopened:as_it_stands"
EMERGENCY, ENQUIRY = "section47.Emergency", "section47.Enquiry"
CONCLUSION = "section47.Conclusion"


def _when(question: str) -> Section:
    return Section("When", ("on", "time"), labels={"on": question, "time": "At what time?"})


def _said(title: str, *fields: str, needed: tuple[str, ...] = ()) -> Section:
    return Section(title, fields, model=ENQUIRY, needed=needed or fields)


PAGES = (
    Page(
        "emergency", "Emergency action began an enquiry", "started",
        (_when("When was the action taken?"),
         Section("The emergency action", ("action", "words", "done_by", "where"),
                 model=EMERGENCY, needed=("action", "words", "where"))),
        when="start", shared=True, action=f"{ACTIONS}:begin",
        intro="Protecting the child comes first. The enquiry opens at once, and a strategy "
        "discussion is owed today. If the agencies have talked, record the discussion instead: "
        "it opens the enquiry.",
    ),
    Page(
        "child", "This child", "written",
        (_when("When was this written?"), _said("The child", "child_account", "seen_and_found")),
        initial=STANDING,
        intro="This child only. Brothers and sisters each have their own.",
    ),
    Page(
        "others", "Parents, agencies and checks", "written",
        (_when("When was this written?"),
         _said("What others say", "parents_account", "others_account", "checks")),
        shared=True, action=f"{ACTIONS}:write", initial=STANDING,
        intro="Write it once for brothers and sisters who are enquired into too.",
    ),
    Page(
        "submit", "Submit the enquiry", "submitted",
        (_when("When is it handed in?"),
         _said("What it means", "analysis", "safe_now", "recommended")),
        initial=STANDING,
    ),
    Page(
        "return", "Send the enquiry back", "returned",
        (_when("When is it sent back?"), DECISION), permission="journey.authorise",
        action=f"{ACTIONS}:send_back",
    ),
    Page(
        "conclude", "Conclude the enquiry", "concluded",
        (Section("The outcome", ("on", "time", "outcome"), needed=("outcome",),
                 labels={"on": "When was it decided?", "time": "At what time?",
                         "outcome": "What was concluded?"}),
         DECISION,
         Section("What follows", ("next", "leads", "agencies_told_on", "family_told_on"),
                 model=CONCLUSION)),
        permission="journey.authorise", action=f"{ACTIONS}:conclude",
        intro="By a manager who did not write it. A conference, or what else follows, starts at "
        "once; an outcome that needs no conference needs a reason and a decider.",
    ),
    Page(
        "review-date", "Set a date to review the child’s case", "review_set",
        (Section("The review", ("on", "for_on"), needed=("for_on",),
                 labels={"on": "When was it decided?", "for_on": "When is it to be reviewed?"}),
         DECISION),
        when="closed", permission="journey.authorise",
        intro="Where no order is sought, the authority considers whether to review and fixes a "
        "date if so (Children Act 1989 s.47(7)).",
    ),
    Page(
        "reviewed", "Record the review", "reviewed",
        (_when("When was it reviewed?"), DECISION), when="closed",
    ),
    Page(
        "no-review", "Decide that no review is needed", "review_not_needed",
        (_when("When was it decided?"), DECISION), when="closed",
        permission="journey.authorise",
    ),
)
