"""The page on which a visit is recorded once for every child it was meant for."""

from sightline.kernel.forms import Page, Section

VISIT = "visits.Visit"
CHILD = "visits.ChildPart"

PAGES = (
    Page(
        "visit",
        "Record a visit",
        "made",
        (
            Section(
                "When",
                ("on", "time"),
                labels={"on": "When was the visit?", "time": "At what time?"},
            ),
            Section(
                "Where and who",
                ("place", "place_words", "visited_by", "visited_by_name", "others", "announced",
                 "interpreter"),
                model=VISIT,
                needed=("place", "visited_by"),
                reveals={"place": {"other": ("place_words",), "community": ("place_words",)}},
            ),
            Section(
                "What it was for",
                ("purpose", "summary"),
                model=VISIT,
                needed=("purpose", "summary"),
            ),
            Section(
                "Each child",
                ("seen", "why_not", "why_not_words", "why_not_alone", "said", "presentation",
                 "bedroom_seen", "changed", "analysis", "next_visit_on"),
                model=CHILD,
                per_child=True,
                needed=("seen", "why_not", "why_not_alone", "analysis"),
                reveals={
                    "seen": {
                        "not_seen": ("why_not", "why_not_words"),
                        "seen": ("why_not_alone",),
                    },
                },
                help="Answer for each child. A child who was not seen stays not seen, whoever "
                "else was there.",
            ),
        ),
        when="any",
        shared=True,
        intro="Save what you have. What is missing is listed afterwards and can be added later.",
        action="sightline.record.visits.actions:record_from_page",
    ),
)
