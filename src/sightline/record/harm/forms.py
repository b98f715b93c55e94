"""The questions on categories of harm and plans elsewhere, for the pages of those who decide."""

from sightline.kernel.forms import Section

#: The categories of one child, one of them the main one.
HARM = Section(
    "Categories of harm",
    ("category", "main"),
    model="harm.Harm",
    many=True,
    per_child=True,
    help="Say which is the main one. It is what the census counts; the others are kept too.",
)

#: The same for a page about one child.
HARM_OF_ONE = Section(
    "Categories of harm",
    ("category", "main"),
    model="harm.Harm",
    many=True,
    needed=("category",),
    help="Say which is the main one. It is what the census counts; the others are kept too.",
)

ELSEWHERE = Section(
    "Protection plans elsewhere",
    ("authority_name", "started_on", "category", "ended_on", "how_many"),
    model="harm.PlanElsewhere",
    needed=("authority_name", "started_on", "how_many"),
)

#: The same for each child of a conference; most children have had none.
ELSEWHERE_TOO = Section(
    "Protection plans elsewhere, if there were any",
    ("how_many", "authority_name", "started_on", "ended_on"),
    model="harm.PlanElsewhere",
    per_child=True,
    help="Plans in other authorities count when it is worked out whether this one is a repeat.",
)
