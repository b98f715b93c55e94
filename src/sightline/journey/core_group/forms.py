"""The pages of a core group."""

from sightline.kernel.forms import Page, Section
from sightline.record.meetings.forms import ABOUT, SAID, TOOK_PART

ACTIONS = "sightline.journey.core_group.submitted"

PAGES = (
    Page(
        "held", "Record a core group", "held",
        (
            Section("When", ("on", "time", "for_on"),
                    labels={"on": "When did it meet?", "time": "At what time?",
                            "for_on": "When does it meet next?"},
                    needed=("for_on",)),
            ABOUT, TOOK_PART, SAID,
            Section("Each child", ("progress", "child_view", "not_done", "plan_changed"),
                    model="core_group.ChildsProgress", per_child=True, needed=("progress",)),
        ),
        when="any", shared=True, action=f"{ACTIONS}:held",
        intro="For children who have a protection plan. The group carries the plan out and may "
        "change how; it cannot end it.",
    ),
    Page(
        "missed", "Record that a core group did not meet", "missed",
        (
            Section("When", ("on", "for_on"),
                    labels={"on": "On which day was it to meet?",
                            "for_on": "When does it meet instead?"},
                    needed=("for_on",)),
            Section("Why", ("reason", "instead"), model="core_group.Missed",
                    needed=("reason",)),
        ),
        when="any", shared=True, action=f"{ACTIONS}:missed",
        intro="The conference chair is told. The time limit goes on running.",
    ),
    Page(
        "notes", "Send the notes of a core group", "notes_shared",
        (
            Section("When", ("on",), labels={"on": "When were they sent?"}),
            Section("To whom", ("name", "way"), model="core_group.NotesSent", many=True,
                    needed=("name",), help="Every member, those who could not come too."),
        ),
        when="any", shared=True, permission="document.send", action=f"{ACTIONS}:notes",
    ),
)
