"""The children behind a number: named only for a reader who may open them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sightline.access.policy import visible_children
from sightline.insight.measures.asking import Asked, Case
from sightline.insight.publishing import pseudonyms
from sightline.people.persons.summary import IdentityLine, summary

MET, REST = "met", "rest"


@dataclass(frozen=True, slots=True)
class Child:
    """One case of a child whom the reader may open."""

    line: IdentityLine
    on: date
    met: bool
    words: tuple[str, ...]


@dataclass(frozen=True)
class Behind:
    """The cases of one side of a figure: those that may be opened, and how many may not."""

    cases: list[tuple[int, Case]]
    unseen: int

    @property
    def seen(self) -> int:
        """How many of the cases may be opened."""
        return len(self.cases)


def behind(asked: Asked, user: Any, side: str = "") -> Behind:
    """The cases on a side (both when empty) that this person may open, newest first.

    Who is meant by a pseudonym is worked out from the children the person may open, and from
    nobody else: there is no way from a pseudonym to a name they may not see.
    """
    wanted = [
        case for case in asked.cases if side not in (MET, REST) or case.met is (side == MET)
    ]
    ids = visible_children(user).values_list("pk", flat=True) if wanted else ()
    known = pseudonyms.people(ids)
    seen = [(known[case.subject], case) for case in wanted if case.subject in known]
    return Behind(seen, len(wanted) - len(seen))


def named(cases: list[tuple[int, Case]], words: Any) -> list[Child]:
    """These cases with the children's names; `words` puts the codes of a case into words."""
    lines = summary({child for child, _ in cases})
    return [
        Child(lines[child], case.counted_on, case.met, words(case))
        for child, case in cases if child in lines
    ]
