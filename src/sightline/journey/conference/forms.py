"""The pages of a conference."""

from sightline.kernel.forms import Page, Section
from sightline.record.harm.forms import ELSEWHERE, ELSEWHERE_TOO, HARM
from sightline.record.meetings.forms import CONFERENCE_PART, INVITED, VIEWS
from sightline.record.reports.forms import REPORT

ACTIONS = "sightline.journey.conference.submitted"
DECISION = "conference.ConferenceDecision"


def _when(title: str, on: str, *, outcome: str = "", for_on: str = "", time: str = "") -> Section:
    fields, labels = ["on"], {"on": on}
    for name, words in (("time", time), ("outcome", outcome), ("for_on", for_on)):
        if words:
            fields.append(name)
            labels[name] = words
    needed = ("outcome",) if outcome else ()
    return Section(title, tuple(fields), needed=needed, labels=labels)


DELAY = Section(
    "Why", ("reason", "safety_plan", "decided_by"), model="conference.Delay",
    needed=("reason", "safety_plan"),
)
SENT = Section(
    "To whom", ("recipients", "way"), model="conference.Sharing", needed=("recipients", "way")
)

DECIDE = Page(
    "decide", "Record what the conference decided", "decided",
    (
        _when("When", "On which day was the conference?", time="At what time was it decided?"),
        Section("The meeting", ("place", "mode", "started", "notes"), model="meetings.Meeting"),
        CONFERENCE_PART,
        Section("Who decided", ("chair", "chair_name", "below_quorum_reason"), model=DECISION,
                needed=("chair",)),
        Section("The decision", ("outcome", "for_on"), per_child=True, needed=("outcome",),
                labels={"outcome": "What was decided for this child?",
                        "for_on": "If there is a plan: when is the next review conference?"},
                hints={"for_on": "The first within 3 months of the plan's start, then every 6."}),
        HARM, ELSEWHERE_TOO,
        Section("Why, and how the child was heard",
                ("reasons", "child_part", "not_heard_reason", "child_view", "advocate",
                 "report_quality", "report_words"),
                model="conference.ConferenceDecision", per_child=True,
                needed=("reasons", "child_part", "child_view", "report_quality"),
                reveals={"child_part": {"declined": ("not_heard_reason",),
                                        "not_asked": ("not_heard_reason",)}}),
        VIEWS,
        Section("The confidential part", ("confidential",), model=DECISION, per_child=True),
        Section("What comes next", ("first_core_group_on", "end_child_in_need", "follows",
                                    "follow_reason", "to_team", "to_outside"),
                model="conference.ConferenceDecision", per_child=True),
    ),
    permission="conference.chair", shared=True, corrected_alone=True, action=f"{ACTIONS}:decide",
    intro="The chair decides for each child. A decision that a child is to have a plan makes the "
    "plan from that day, whatever is still to be written.",
)

PAGES = (
    Page(
        "request", "Ask for a conference", "requested",
        (
            _when("Asking", "When is it asked for?", outcome="Which conference?"),
            Section("If it is asked for late", ("reason", "safety_plan", "decided_by"),
                    model="conference.Delay"),
        ),
        when="start", shared=True, action=f"{ACTIONS}:request",
    ),
    Page(
        "transfer", "Another authority tells us of a child on a plan", "transfer_notified",
        (_when("When", "On which day were we told?"), ELSEWHERE),
        when="start", shared=True, action=f"{ACTIONS}:notify_transfer",
        intro="The authority that has the plan answers for it until our own conference is held.",
    ),
    Page(
        "book", "Book the conference", "booked",
        (
            _when("Booking", "When was it booked?", for_on="For which day?"),
            Section("The meeting", ("started", "place", "mode", "chair", "chair_name"),
                    model="meetings.Meeting", needed=("started", "place", "chair"),
                    labels={"started": "When does it start?", "place": "Where is it?",
                            "mode": "How will people meet?", "chair": "Who chairs it?"}),
            Section("If it is after the day on which it is due, or at a weekend",
                    ("reason", "safety_plan", "decided_by"), model="conference.Delay"),
        ),
        permission="meeting.arrange", shared=True, action=f"{ACTIONS}:book",
        intro="Booking again takes the place of the booking before.",
    ),
    Page(
        "invite", "Invite people", "invited",
        (
            _when("When", "When were they invited?"), INVITED,
            Section("Who is not to come", ("name", "reason", "limits", "told_on"),
                    model="conference.Exclusion", many=True,
                    help="The chair decides before the day, in writing."),
        ),
        permission="meeting.arrange", shared=True,
    ),
    Page(
        "write_report", "Write the social worker’s report", "report_written",
        (_when("The report", "On which day is it finished?"), *REPORT),
        initial="sightline.record.reports.drafting:report_so_far",
        intro="One report for each child. The chair rates it from 1 to 4. It is shared on a page "
        "of its own.",
    ),
    Page(
        "report", "Share a report", "report_shared",
        (
            _when("Sharing", "On which day was it shared?", outcome="With whom?"),
            Section("The report", ("report", "written_by", "recipients", "way", "explained"),
                    model="conference.Sharing", needed=("report", "recipients", "way")),
        ),
        shared=True,
    ),
    Page(
        "pre_meeting", "Record the chair's meeting with the family", "pre_meeting_held",
        (
            _when("Meeting", "When was it?", outcome="With whom?"),
            Section("What was said", ("text", "analysis"), model="notes.Note", needed=("text",)),
        ),
        shared=True,
    ),
    DECIDE,
    Page(
        "adjourn", "Adjourn: no decision was reached", "adjourned",
        (_when("Adjourning", "On which day?", for_on="When does it go on?"), DELAY),
        shared=True, intro="The time limit goes on running until a conference decides.",
    ),
    Page(
        "stand_down", "Stand the conference down", "stood_down",
        (_when("Standing down", "On which day?"), DELAY),
        shared=True, intro="The time limit goes on running until a conference decides.",
    ),
    Page(
        "send_decision", "Send the decision and the outline plan", "decision_sent",
        (_when("Sending", "When was it sent?"), SENT), permission="document.send", shared=True,
    ),
    Page(
        "send_record", "Send the record of the conference", "record_sent",
        (
            _when("Sending", "When was it sent?"),
            Section("The record", ("text",), model="notes.Note",
                    labels={"text": "What was said at the conference?"}),
            SENT,
        ),
        permission="document.send", shared=True,
        initial="sightline.journey.conference.drafting:minutes_so_far",
    ),
    Page(
        "cancel", "Call the conference off: it is not required", "cancelled",
        (
            _when("Calling off", "On which day?"),
            Section("Why", ("reason", "decided_by"), model="conference.Delay",
                    needed=("reason", "decided_by")),
        ),
        permission="conference.chair", shared=True,
    ),
)
