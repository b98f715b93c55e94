"""The questions that every meeting's page asks, for the pages of the processes that meet."""

from sightline.kernel.forms import Section

MEETING = "meetings.Meeting"
PARTICIPANT = "meetings.Participant"
HEALTH = {"agency": {"health": ("health_kind",)}}

#: Where and how people met, and who led it.
ABOUT = Section(
    "The meeting",
    ("place", "mode", "started", "chair", "chair_name"),
    model=MEETING,
    needed=("chair",),
)

#: What was said and agreed, once for everybody.
SAID = Section("What was said", ("notes",), model=MEETING, needed=("notes",))

#: Who is asked to come.
INVITED = Section(
    "Who is invited",
    ("agency", "health_kind", "name", "role", "organisation", "direct_contact", "comes_to",
     "invited"),
    model=PARTICIPANT,
    many=True,
    needed=("agency", "name"),
    reveals=HEALTH,
)

#: Who took part, on whose behalf, and what they thought.
TOOK_PART = Section(
    "Who took part",
    ("agency", "health_kind", "name", "role", "attendance", "view"),
    model=PARTICIPANT,
    many=True,
    needed=("agency", "attendance"),
    reveals=HEALTH,
    help="Write down those who were asked and did not come, too.",
)

#: The same for a conference, where quorum and reports matter.
CONFERENCE_PART = Section(
    "Who took part",
    ("agency", "health_kind", "name", "role", "organisation", "invited", "comes_to",
     "attendance", "direct_contact", "report_received_on", "view"),
    model=PARTICIPANT,
    many=True,
    needed=("agency", "attendance", "direct_contact"),
    reveals=HEALTH,
    help="Write down those who were asked and did not come, too.",
)

#: Each agency's view of the decision, child by child.
VIEWS = Section(
    "What each agency thinks of the decision",
    ("agency", "name", "opinion", "words"),
    model="meetings.AgencyView",
    per_child=True,
    many=True,
    needed=("agency", "opinion"),
)
