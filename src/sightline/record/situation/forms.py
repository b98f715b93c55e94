"""The short page on which the situation is written, opened with what was last said."""

from sightline.kernel.forms import Page, Section

ROW = "situation.Situation"

PAGES = (
    Page(
        "write",
        "Write the situation now",
        "written",
        (
            Section("When", ("on",), labels={"on": "On which day is this so?"}),
            Section(
                "In two lines each",
                ("worry", "working"),
                model=ROW,
                needed=("worry", "working"),
            ),
            Section(
                "Tonight",
                ("where_is", "where_words", "with_whom", "with_words", "kept_from",
                 "kept_from_words"),
                model=ROW,
                needed=("where_is", "with_whom", "kept_from"),
                reveals={
                    "with_whom": {"named": ("with_words",)},
                    "kept_from": {"named": ("kept_from_words",)},
                },
            ),
        ),
        when="any",
        intro="For somebody who has never met the child and must act tonight.",
        initial="sightline.record.situation.queries:last_said",
    ),
)
