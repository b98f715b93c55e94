"""Why the spine would not write something, in words a person can act on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sightline.kernel.process import Refusal


class RecordError(Exception):
    """The record was asked for something that cannot be: says what, where and what to do."""


class GateRefused(RecordError):
    """A closing, finalising, authorising, ending or sending is held until something is mended."""

    def __init__(self, title: str, refusals: list[Refusal]) -> None:
        self.refusals = refusals
        reasons = "; ".join(f"{r.reason} {r.mend}" for r in refusals)
        super().__init__(f"{title} is held: {reasons}")


class VoidRefused(RecordError):
    """Something that other records stand on cannot be voided before they are."""
