"""What a statutory return declares of itself, so that it can be prepared, signed off and kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from sightline.kernel.register import Register


class Written(Protocol):
    """A return that was written into a file."""

    digest: str
    size: int
    modules: Mapping[str, int]

    def notes(self) -> list[str]:
        """What it does not say, and why."""


@dataclass(frozen=True, slots=True)
class Change:
    """One element that two files say differently of one child."""

    child: str
    element: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Since:
    """What is different in a later file: children who came, who went, and what changed of others.

    Children are named by the local number under which they are sent.
    """

    came: tuple[str, ...] = ()
    went: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()

    @property
    def changed(self) -> frozenset[str]:
        """The children of whom both files tell, differently."""
        return frozenset(change.child for change in self.changes)

    def __bool__(self) -> bool:
        return bool(self.came or self.went or self.changes)


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing that the rules of a year find wrong with a return, with what explains it.

    `child` is the local number of the child, or nothing where it is of the return as a whole;
    `values` are the elements that broke the rule and what each says; `href` explains the rule.
    """

    rule: str
    kind: str
    message: str
    mend: str
    guide: str
    harm: int
    child: str
    values: tuple[tuple[str, str], ...]
    href: str


@dataclass(frozen=True, slots=True)
class Checks:
    """What came of asking a return every rule of its year; what could not be asked is no pass."""

    rules: int
    wrong: tuple[Wrong, ...] = ()
    not_evaluated: tuple[str, ...] = ()


@dataclass(frozen=True)
class Return:
    """One statutory return: how it is written for an authority and a year, compared and checked.

    `write` takes out, authority, year, by, serial and told; `since` an earlier and a later file;
    `check` a file and its year;
    `people` finds the record of each local number of an authority; `years` are those whose layout
    is known. `brought_in` is the page of files that were imported, if there is one.
    """

    key: str
    title: str
    receiver: str
    modules: Mapping[str, str]
    years: Sequence[int]
    year_words: Callable[[int], str]
    write: Callable[..., Written]
    since: Callable[[Path, Path], Since]
    check: Callable[[Path, int], Checks]
    people: Callable[[int, Sequence[str]], Mapping[str, int]]
    brought_in: str = ""

    def file_name(self, authority: Any, year: int, serial: str) -> str:
        """What its file is called: the return, the authority, the year and the submission."""
        return f"{self.key}-{authority.code}-{self.year_words(year)}-{serial}.xml"


declared: Register[Return] = Register("statutory return")
