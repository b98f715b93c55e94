"""A list of a team board, and one line of it: what screen, paper and file are made from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sightline.oversight.worklists.board import Board
    from sightline.people.persons.models import Person


@dataclass(frozen=True)
class Line:
    """One line of a list: which child, what is said in each column, and what it opens.

    A `quiet` line is on the list and in its count, and not among the first that a board shows.
    `ident` is whom a line without a child is about. `said` puts columns and address together when
    the line is shown: a board counts a dozen lists and shows the first lines of four.
    """

    child: Person | None
    said: tuple[str, ...] | Callable[[], tuple[tuple[str, ...], str]]
    opens: str = ""
    late: bool = False
    name: str = ""
    quiet: bool = False
    ident: int = 0

    @property
    def cells(self) -> tuple[str, ...]:
        """What is said in each column."""
        return self._shown[0]

    @property
    def href(self) -> str:
        """The address that the line opens."""
        return self._shown[1]

    @cached_property
    def _shown(self) -> tuple[tuple[str, ...], str]:
        return self.said() if callable(self.said) else (self.said, self.opens)


@dataclass(frozen=True)
class Listing:
    """One list of the board: its words, its columns, and how its lines are found."""

    key: str
    title: str
    about: str
    headings: tuple[str, ...]
    find: Callable[[Board, Any], list[Line]]
