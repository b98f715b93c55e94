"""Processes kept alive together: one that dies is started again, and all end as one."""

import logging
import os
import signal
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass, field
from types import FrameType

log = logging.getLogger("sightline.supervision")

STEADY = 60.0
LONGEST_WAIT = 30.0
PATIENCE = 10.0


@dataclass
class Child:
    """One process of the installation, and how often it has lately fallen over.

    `after`: so many seconds later than the first it is started, so that pages come first.
    """

    name: str
    command: list[str]
    after: float = 0.0
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    falls: int = 0
    resume: float = field(default=0.0)

    def start(self, now: float) -> None:
        """Start it, in a group of its own so that Ctrl-C reaches us first."""
        self.process = subprocess.Popen(
            self.command, stdin=subprocess.DEVNULL, start_new_session=True
        )
        self.started = now

    def fell(self, now: float) -> None:
        """Note the fall; the wait doubles each time until it has stood for a minute."""
        self.falls = 1 if now - self.started > STEADY else self.falls + 1
        wait = min(LONGEST_WAIT, 0.5 * 2 ** (self.falls - 1))
        code = self.process.returncode if self.process else None
        # what it had started itself would hold on to its port
        self.clear()
        log.warning("%s ended with code %s; starting again in %.1f s", self.name, code, wait)
        self.process = None
        self.resume = now + wait

    def clear(self) -> None:
        """End whatever is left of it: everything in the group that it led."""
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)


class Supervisor:
    """Starts the children, starts again the one that dies, and ends them all when told to."""

    def __init__(self, children: list[Child]) -> None:
        self.children = children
        self.ending = False

    def run(self) -> int:
        """Keep the children alive until a signal says to stop; then end them. Returns 0."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.end)
        began = time.monotonic()
        for child in self.children:
            child.resume = began + child.after
        while not self.ending:
            self.look()
            time.sleep(0.2)
        self.stop()
        return 0

    def end(self, number: int, frame: FrameType | None) -> None:
        self.ending = True

    def look(self) -> None:
        """Start whatever is not running and has waited long enough."""
        now = time.monotonic()
        for child in self.children:
            if child.process is not None and child.process.poll() is not None:
                child.fell(now)
            if child.process is None and now >= child.resume:
                child.start(now)

    def stop(self) -> None:
        """Ask every child to end, and make those that will not."""
        running = [child for child in self.children if child.process]
        for child in running:
            child.process.terminate()  # type: ignore[union-attr]
        until = time.monotonic() + PATIENCE
        for child in running:
            with suppress(subprocess.TimeoutExpired):
                child.process.wait(max(0.1, until - time.monotonic()))  # type: ignore[union-attr]
            child.clear()
            child.process.wait()  # type: ignore[union-attr]
