"""Marking events: what stands in the curated chronology, and what was taken out of it."""

from sightline.kernel.process import EventKind, Process

MARKED = "timeline.marked"
SIGNIFICANT, TAKEN_OUT = "significant", "taken_out"

PROCESS = Process(
    key="timeline",
    title="Chronology",
    duty="A chronology is of what mattered to the child, not of what we did.",
    events=(
        EventKind(
            "marked",
            "Event weighed for the chronology",
            outcomes={
                SIGNIFICANT: "Marked as significant",
                TAKEN_OUT: "Taken out of the significant events",
            },
        ),
    ),
)
