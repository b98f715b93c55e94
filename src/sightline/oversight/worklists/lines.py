"""A list of a team board, and one line of it: what screen, paper and file are made from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sightline.oversight.worklists.board import Board
    from sightline.people.persons.models import Person


@dataclass(frozen=True)
class Line:
    """One line of a list: which child, what is said in each column, and what it opens.

    A `quiet` line is on the list and in its count, and not among the first that a board shows.
    `ident` is whom a line without a child is about.
    """

    child: Person | None
    cells: tuple[str, ...]
    href: str = ""
    late: bool = False
    name: str = ""
    quiet: bool = False
    ident: int = 0


@dataclass(frozen=True)
class Listing:
    """One list of the board: its words, its columns, and how its lines are found."""

    key: str
    title: str
    about: str
    headings: tuple[str, ...]
    find: Callable[[Board, Any], list[Line]]
