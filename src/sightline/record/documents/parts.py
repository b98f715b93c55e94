"""A part of a document and what it is, from which it follows who may be given it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from sightline.base.documents.blocks import Block


class Nature(StrEnum):
    """What a part of the record is, said once by the room that knows it."""

    OPEN = "open"
    CHILD_SAID = "child_said"
    ADULTS_SAID = "adults_said"
    OWN_WORDS = "own_words"
    OTHER_CHILD = "other_child"
    ABOUT_ADULT = "about_adult"
    PROFESSIONAL = "professional"
    POLICE = "police"
    STRATEGY = "strategy"
    CONFIDENTIAL = "confidential"
    REFERRER = "referrer"
    WHEREABOUTS = "whereabouts"
    SCHOOL = "school"
    REPLY = "reply"


@dataclass(frozen=True)
class Part:
    """One part of a document: its key, its name for the sender, its blocks and its nature.

    `whose` is the person whose own words or whereabouts they are, where that decides.
    `build` makes the blocks only when they are to be read: another child's, say.
    """

    key: str
    title: str
    blocks: Sequence[Block] = ()
    nature: Nature = Nature.OPEN
    whose: int | None = None
    build: Callable[[], Sequence[Block]] | None = None

    def read(self) -> Sequence[Block]:
        """The blocks, made now if they were not yet."""
        return self.build() if self.build is not None else self.blocks


@dataclass(frozen=True)
class Left:
    """A part that a recipient's copy does not hold, why, and whether it may be shared."""

    part: Part
    why: str
    may_share: bool = True


@dataclass
class Judged:
    """The parts of a document sorted for one recipient."""

    kept: list[Part] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    shared: list[Part] = field(default_factory=list)
