"""The page on which a decision that belongs to no other page is recorded."""

from sightline.kernel.forms import Page, Section

#: The questions of a decision, for any page of a process that records one.
DECISION = Section(
    "The decision",
    ("made_by", "made_by_name", "role", "rationale"),
    model="decisions.Decision",
    needed=("rationale",),
)

#: The same with the level of need, for decisions measured against the threshold document.
THRESHOLD_DECISION = Section(
    "The decision",
    ("threshold_level", "rationale", "made_by", "made_by_name", "role"),
    model="decisions.Decision",
    needed=("threshold_level", "rationale"),
)

PAGES = (
    Page(
        "decision",
        "Record a decision",
        "recorded",
        (
            Section(
                "What was decided",
                ("on", "outcome"),
                needed=("outcome",),
                labels={
                    "on": "When was it decided?",
                    "outcome": "What was the decision about?",
                },
            ),
            DECISION,
        ),
        when="any",
        shared=True,
        action="sightline.record.decisions.actions:record_from_page",
    ),
)
