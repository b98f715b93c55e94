"""One thing that happened, as a chronology shows it."""

from dataclasses import dataclass
from datetime import date
from datetime import time as clock_time


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a chronology.

    `weight` is "routine", "notable" or "significant"; `late` says a late recording in words
    ("recorded 9 days later"); `voided` is the reason an entry no longer stands.
    """

    on: date
    title: str
    time: clock_time | None = None
    body: str = ""
    by: str = ""
    href: str = ""
    weight: str = "routine"
    source: str = ""
    late: str = ""
    voided: str = ""
