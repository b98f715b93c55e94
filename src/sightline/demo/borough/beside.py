"""A second process that works beside the one that makes the borough, on the other processor.

While the lived stories are still being played it publishes what has been written down, and gathers
the words of it; it puts the words into the index when the first process has no more to write.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sightline.record.search.models import Passage


RUN = "import django; django.setup(); from sightline.demo.borough import beside; beside.main()"

PUBLISHED = "published"


class Beside:
    """The second process, seen from the first."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", RUN], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.heard = True

    def publish(self, events: Sequence[int]) -> None:
        """Begin: these events, from the first number to the last, are written."""
        self._say([min(events), max(events)] if events else [])

    def published(self) -> bool:
        """Let it write its words, once it has published; False when it could not publish."""
        assert self.process.stdout is not None
        self._say("index")
        return self.process.stdout.readline().strip() == PUBLISHED

    def indexed(self) -> bool:
        """Wait until its words are written; False when they are not, and still have to be."""
        if self.process.stdin is not None and self.heard:
            self.process.stdin.close()
        if self.process.stdout is not None:
            self.process.stdout.close()
        return self.process.wait() == 0 and self.heard

    def _say(self, what: object) -> None:
        assert self.process.stdin is not None
        try:
            self.process.stdin.write(json.dumps(what) + "\n")
            self.process.stdin.flush()
        except OSError:
            self.heard = False


def main() -> None:
    """Work on what the first process says, line by line."""
    from sightline.base.changed.queue import Taken, settle
    from sightline.insight.publishing.refreshing import refresh
    from sightline.record.search.actions import put_in_index

    told = sys.stdin.readline()
    if not told:
        return
    between = json.loads(told)
    taken: list[Taken] = []
    refresh(full=True, settled=taken.append)
    found = list(gathered(*between)) if between else []
    # SQLite has one writer at a time, and until now that was the first process
    if sys.stdin.readline():
        for each in taken:
            settle(each)
        print(PUBLISHED, flush=True)
        put_in_index(found)


def gathered(first: int, last: int) -> Iterator[Passage]:
    """The passages of the events that stand between these numbers."""
    from sightline.record.search.gathering import AT_ONCE, passages
    from sightline.record.spine.models import Event

    for begin in range(first, last + 1, AT_ONCE):
        end = min(begin + AT_ONCE, last + 1)
        yield from passages(Event.objects.filter(pk__gte=begin, pk__lt=end).standing())
