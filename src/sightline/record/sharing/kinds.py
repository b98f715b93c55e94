"""Which pieces of work end in something that parents are owed, and by which document."""

from __future__ import annotations

from dataclasses import dataclass

from sightline.kernel.register import Register


@dataclass(frozen=True)
class Owed:
    """What parents are owed of one process: its document, the event that sends it, its name.

    `clock` is the key of the limit within which they are to have it.
    """

    process: str
    document: str
    sent_by: str
    title: str
    clock: str


owed: Register[Owed] = Register("what parents are owed")
