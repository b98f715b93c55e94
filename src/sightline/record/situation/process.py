"""The situation now: written again whenever it changes, and stale after thirty days."""

from sightline.kernel.process import EventKind, Process
from sightline.record.situation.forms import PAGES

PROCESS = Process(
    key="situation",
    title="Situation now",
    duty="Whoever opens the record, at any hour, understands at once how the child is.",
    events=(EventKind("written", "Situation now written"),),
    pages=PAGES,
)
