"""Which pieces of work end in something that parents are owed, and by which document."""

from __future__ import annotations

from dataclasses import dataclass

from sightline.kernel.register import Register


@dataclass(frozen=True)
class Owed:
    """What parents are owed of one process: its document, the event that sends it, its name.

    `clock` is the key of the limit within which they are to have it. `finished` names the events
    each of which finishes a version: what was sent before the last of them is an earlier one.
    """

    process: str
    document: str
    sent_by: str
    title: str
    clock: str
    finished: tuple[str, ...] = ()


def clocks_owed() -> list[str]:
    """Keys of the limits within which parents are to have something."""
    return [one.clock for one in owed]


owed: Register[Owed] = Register("what parents are owed")
