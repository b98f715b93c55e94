"""A second process that works beside the one that makes the borough, on the other processor.

What has been written down it reads to publish it, and gathers the words of it. It publishes while
the lived stories are still being played, and puts the last words into the index when the first
process has no more to write.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sightline.record.search.models import Passage


RUN = "import django; django.setup(); from sightline.demo.borough import beside; beside.main()"

READ, PUBLISH, INDEX = "read", "publish", "index"
PUBLISHED = "published"
#: More passages than these are not kept until the first process has no more to write.
HELD = 50_000
#: Passages to a transaction, which the first process may have to wait for.
AT_ONCE = 5_000

Ends = tuple[int, int]


class Beside:
    """The second process, seen from the first."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", RUN], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.heard = True
        self.peak = 0

    def read(self, people: Ends, events: Ends) -> None:
        """Let it read these people and events, from the first number to the last."""
        self._say([READ, people, events])

    def publish(self) -> None:
        """Begin to publish: everything that was to be read is written."""
        self._say([PUBLISH])

    def published(self) -> bool:
        """Let it write its words, once it has published; False when it could not publish."""
        assert self.process.stdout is not None
        self._say([INDEX])
        return self.process.stdout.readline().strip() == PUBLISHED

    def indexed(self) -> bool:
        """Wait until its words are written; False when they are not, and still have to be."""
        if self.process.stdin is not None and self.heard:
            self.process.stdin.close()
        if self.process.stdout is not None:
            said = self.process.stdout.readline().strip()
            self.peak = int(said) if said.isdigit() else 0
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
    from sightline.base.rows import wait_for_the_other
    from sightline.insight.publishing.refreshing import Piecewise
    from sightline.record.search.actions import put_in_index

    # whatever else is printed here, such as how far a long query is, is no answer
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    wait_for_the_other()
    everybody = Piecewise()
    found: list[Passage] = []
    for line in sys.stdin:
        what, *told = json.loads(line)
        if what == READ:
            people, events = told
            everybody.read(*people)
            found += gathered(*events)
            if len(found) > HELD:
                put_in_index(found, at_once=AT_ONCE)
                found.clear()
        elif what == PUBLISH:
            everybody.publish()
        else:
            # SQLite has one writer at a time, and until now that was the first process
            everybody.settle()
            print(PUBLISHED, file=answers, flush=True)
            put_in_index(found, at_once=AT_ONCE)
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            print(peak, file=answers, flush=True)
            return


def gathered(first: int, last: int) -> Iterator[Passage]:
    """The passages of the events that stand between these numbers."""
    from sightline.record.search.gathering import AT_ONCE as TOGETHER
    from sightline.record.search.gathering import passages
    from sightline.record.spine.models import Event

    for begin in range(first, last + 1, TOGETHER):
        end = min(begin + TOGETHER, last + 1)
        yield from passages(Event.objects.filter(pk__gte=begin, pk__lt=end).standing())
