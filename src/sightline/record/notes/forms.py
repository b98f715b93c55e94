"""The page on which a case note is written, once for all the children it is about."""

from sightline.kernel.forms import Page, Section

NOTE = "notes.Note"

PAGES = (
    Page(
        "note",
        "Write a case note",
        "recorded",
        (
            Section("When", ("on", "time"), labels={"on": "When was it?", "time": "At what time?"}),
            Section(
                "The note",
                ("kind", "with_whom", "purpose", "text"),
                model=NOTE,
                needed=("purpose", "text"),
            ),
            Section(
                "What it means",
                ("analysis",),
                model=NOTE,
                per_child=True,
                needed=("analysis",),
            ),
        ),
        when="any",
        shared=True,
        action="sightline.record.notes.actions:record_from_page",
    ),
)
