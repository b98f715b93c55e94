"""What a reader of a return has to say about an element: mended, set aside, or noted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What became of an element that was not as it should be."""

    MENDED = "mended"
    SET_ASIDE = "set_aside"
    NOTED = "noted"


WORDS = {
    Kind.MENDED: "Mended: kept, in another form than the file gives it",
    Kind.SET_ASIDE: "Set aside: not brought in",
    Kind.NOTED: "Noted: brought in as the file says it, though it looks wrong",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to know about one element of one child, and why.

    `read_as` is what was taken instead; `differs` says that a return written from the record will
    not say what the file said, as is so of everything mended or set aside.
    """

    kind: Kind
    child: str
    path: str
    line: int
    value: str
    reason: str
    read_as: str = ""
    differs: bool = True

    def as_row(self) -> dict[str, str | int]:
        """The finding as plain data."""
        return {
            "kind": str(self.kind), "child": self.child, "element": self.path,
            "line": self.line, "value": self.value, "reason": self.reason,
        }
