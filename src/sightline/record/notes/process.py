"""Case notes: written once for every child they are about."""

from sightline.kernel.process import EventKind, Process
from sightline.record.notes.forms import PAGES

PROCESS = Process(
    key="note",
    title="Case note",
    duty="What is done and learnt is written down with its purpose and what it means.",
    events=(EventKind("recorded", "Case note", shared=True),),
    pages=PAGES,
)
