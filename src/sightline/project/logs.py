"""How a fault is written to the log: where it happened and of what kind, never with what words.

A database says which row it would not take, and a parser what it could not read; both are words
of somebody's record, and a log is read by people who have no grounds for it.
"""

from __future__ import annotations

import logging
import traceback
from types import TracebackType

Fault = (
    tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
)


class Plain(logging.Formatter):
    """Formats a fault as its kinds and its places in the code, from the first cause on."""

    def formatException(self, ei: Fault) -> str:
        """The kind of each fault in the chain with the lines of code that it passed."""
        written: list[str] = []
        fault, seen = ei[1], set[int]()
        while fault is not None and id(fault) not in seen:
            seen.add(id(fault))
            lines = traceback.format_tb(fault.__traceback__)
            kind = type(fault)
            written.insert(0, "".join([*lines, f"{kind.__module__}.{kind.__qualname__}"]))
            hidden = fault.__suppress_context__
            fault = fault.__cause__ or (None if hidden else fault.__context__)
        return "\nwhich led to:\n".join(written)
