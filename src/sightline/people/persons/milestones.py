"""The moments of a life that other floors must hear of at once: expected, born, lost, died.

A death or the end of a pregnancy ends every clock and letter in the same transaction, so the
floor that keeps clocks declares here what it does, and the actions of this room call it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sightline.kernel.register import Register

EXPECTED, BORN, PREGNANCY_ENDED, DIED = "expected", "born", "pregnancy_ended", "died"
WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Milestone:
    """One moment of one person's life, on the day it happened.

    `for_on` is the expected date of birth; `what` names the milestone a withdrawal takes back.
    """

    person_id: int
    kind: str
    on: date
    for_on: date | None = None
    what: str = ""
    reason: str = ""


Listener = Callable[[Sequence[Milestone], Any], None]

#: Called inside the writing transaction with the milestones and the user who recorded them.
on_milestone: Register[Listener] = Register("milestone listener")


def announce(milestones: Sequence[Milestone], by: Any) -> None:
    """Tell every listener; a listener that fails undoes the record that caused it."""
    if milestones:
        for listener in on_milestone:
            listener(milestones, by)
