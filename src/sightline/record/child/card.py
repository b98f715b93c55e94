"""The situation card: parts of labelled lines, which the screen, the paper and the PDF all read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

NOT_ASKED = "Not asked"
NOT_KNOWN = "Not known"
NOT_APPLICABLE = "Does not apply"
SOURCE_CANNOT_SAY = "Not known from this source"
#: Longer than this is no longer two lines; the whole of it stays on the record.
TWO_LINES = 240


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that the card says, under its label.

    `note` says whose word it is and of when. `tone` is "late", "soon", "grave" or "quiet" and
    never says what the words do not. `paper` replaces the words where they would leave the house.
    """

    label: str
    words: str
    note: str = ""
    tone: str = ""
    href: str = ""
    paper: str = ""

    @property
    def printed(self) -> str:
        """What stands on paper: the words, or what replaces them there, with the note."""
        said = self.paper or self.words
        return f"{said} ({self.note})" if self.note else said


@dataclass(frozen=True)
class Part:
    """A part of the card: a heading and its lines, in reading order."""

    key: str
    title: str
    lines: Sequence[Line] = ()
    note: str = ""
    tone: str = ""
    href: str = ""
    link: str = ""
    more: Sequence[Line] = field(default=())


def clipped(text: str) -> str:
    """A text cut to about two lines, at a word."""
    plain = " ".join(text.split())
    if len(plain) <= TWO_LINES:
        return plain
    return plain[:TWO_LINES].rsplit(" ", 1)[0] + " …"


def joined(*parts: str, by: str = ", ") -> str:
    """The parts that say something, joined."""
    return by.join(part for part in parts if part)
