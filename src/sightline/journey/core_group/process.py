"""The core group: held or missed, its notes sent; everything stands on the protection plan."""

from pathlib import Path

from sightline.journey.core_group.forms import PAGES
from sightline.kernel.process import EventKind, Process, Weight
from sightline.law import loader

PROCESS = Process(
    key="core_group",
    title="Core group",
    duty="Working Together, core groups carry out and develop the protection plan",
    events=(
        EventKind("held", "Core group held", shared=True, sets="Date of the next core group",
                  weight=Weight.NOTABLE),
        EventKind("missed", "Core group did not meet", shared=True,
                  sets="Date of the next core group", weight=Weight.NOTABLE),
        EventKind("notes_shared", "Notes of the core group sent", shared=True),
    ),
    worked_by=frozenset({"social_worker", "team_manager", "conference_chair"}),
    pages=PAGES,
    clocks=loader.clocks(Path(__file__).with_name("clocks.yaml")),
)
