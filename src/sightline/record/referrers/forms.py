"""The questions about a referrer, for any page that asks who told us or says what they heard."""

from sightline.kernel.forms import Section

REFERRER = Section(
    "Who told us",
    ("source", "identity", "name", "role", "organisation", "organisation_name", "phone", "email",
     "best_reply"),
    model="referrers.Referrer",
    needed=("source",),
    reveals={
        "identity": {
            "named": ("name", "role", "phone", "email"),
            "withheld": ("name", "role", "phone", "email"),
        }
    },
)

REPLY = Section(
    "The reply",
    ("way", "said_to", "words", "why_not"),
    model="referrers.Reply",
    needed=("words",),
)
