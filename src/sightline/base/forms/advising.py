"""Page advice: what a floor above has to say of answers before they are recorded, and at once.

Advice never holds a page back. It is asked for while somebody types and where the answers are
checked; whoever gives it has been declared here by a floor that may read the floor of the page.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sightline.kernel.register import Register

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers as they stand: the event they would record, of whom, and what was typed.

    `kind` is the event's full name, such as "referral.closed". `values` has the shape of
    `PageForm.values()`. `asked` are the columns the page asks for, as "app.Model.column" or, of
    the event itself, by name. `step_id` is none where the page would open a step. `finished` says
    that whoever fills it in is done: until then an answer that is not there is only not there yet.
    """

    kind: str
    children: Sequence[int]
    values: Mapping[str, Any]
    asked: frozenset[str]
    step_id: int | None = None
    finished: bool = False
    #: Who writes: an adviser tells nothing of a record that this person may not open.
    reader: Any = None


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing to look at again: of which child, what seems wrong, what to do, and why."""

    child_id: int
    words: str
    mend: str
    values: tuple[tuple[str, str], ...] = ()
    source: str = ""
    href: str = ""


Adviser = Callable[[Answers], Sequence[Advice]]
advisers: Register[Adviser] = Register("page advice")


def advice_on(answers: Answers) -> list[Advice]:
    """What every adviser has to say; one that fails says nothing, and the page goes on."""
    found: list[Advice] = []
    for name in advisers.names():
        try:
            found += advisers[name](answers)
        except Exception as wrong:  # noqa: BLE001  advice must never stand in the way of a record
            # the kind of fault alone: its words may name a person
            log.error("page advice %s failed: %s", name, type(wrong).__name__)
    return found
