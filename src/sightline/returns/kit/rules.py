"""A rule of a statutory return: what must hold, of whom, in which years, and what to do if not.

A rule is a pure function over one row, over one child's rows, or (a few) over the whole return as
it goes by. The same rule is run on a file, on its own examples, and on rows made from the record.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import ModuleType
from typing import Any, NoReturn, Protocol


class Severity(StrEnum):
    """How the department takes a broken rule: it must be mended, or it must be explained."""

    ERROR = "error"
    QUERY = "query"


class Scope(StrEnum):
    """Of what a rule speaks: each row by itself, one child, or the whole return."""

    ROW = "row"
    CHILD = "child"
    RETURN = "return"


class CannotTell(Exception):
    """A rule met a value that could not be read, so it neither holds nor is broken."""


class Unread:
    """A value that stands in the file and is not what its element may hold.

    It is there, so it is not None; but whoever compares it is told that nothing can be said.
    """

    __slots__ = ("text", "field")

    def __init__(self, text: str, field: str) -> None:
        self.text, self.field = text, field

    def _refuse(self, *_: object) -> NoReturn:
        raise CannotTell(f"{self.field} is {self.text!r}, which cannot be read")

    __lt__ = __le__ = __gt__ = __ge__ = __eq__ = __ne__ = __hash__ = _refuse  # type: ignore[assignment]
    __sub__ = __rsub__ = __add__ = __radd__ = _refuse

    def __getattr__(self, name: str) -> NoReturn:
        if name.startswith("__"):
            raise AttributeError(name)
        self._refuse()

    def __str__(self) -> str:
        return self.text


class Row:
    """One record of one table; `number` counts the records of that table from 0 in file order.

    `home` names the list that such rows are kept in, with the child and with what they lie in.
    """

    table = ""
    home = ""
    number = -1
    line = 0

    def __init__(self, **values: Any) -> None:
        self.__dict__.update(values)


#: Elements of rows that broke a rule together: one finding.
Marks = tuple[tuple[Row, str], ...]


def at(row: Row, *fields: str) -> Marks:
    """These elements of a row; add two to name the elements of several rows."""
    return tuple((row, name) for name in fields)


class Subject(Protocol):
    """One child as a rule sees it: a name, and every row with the row it lies in, if in any."""

    @property
    def name(self) -> str: ...

    @property
    def rows(self) -> Sequence[tuple[Row, Any]]: ...


class Watch(Protocol):
    """What a rule on the whole return keeps while the children go by."""

    def see(self, child: Any) -> None: ...

    def broken(self) -> Iterable[Marks]: ...


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: the words for it, the years it is in force, and the function that tells.

    `fields` are written Table.Element. `table` is the table of a rule on a row; of a rule on a
    child, one without which it cannot be broken. `must_hold` says what is right, `message` what is
    wrong, `mend` what to do, `guide` where it comes from, `dispute` where others read it otherwise.
    """

    code: str
    severity: Severity
    module: str
    fields: tuple[str, ...]
    must_hold: str
    message: str
    mend: str
    scope: Scope
    test: Callable[..., Any]
    table: str = ""
    since: int = 0
    until: int = 9999
    guide: str = ""
    dispute: str = ""

    def in_force(self, year: int) -> bool:
        """Whether the rules of that year have it."""
        return self.since <= year <= self.until

    def marks(self, row: Row, above: Any) -> Marks:
        """The declared elements, on the row and on the one it lies in."""
        found: list[tuple[Row, str]] = []
        for place in self.fields:
            table, _, name = place.partition(".")
            if table == row.table:
                found.append((row, name))
            elif isinstance(above, Row) and table == above.table:
                found.append((above, name))
        return tuple(found)


@dataclass(slots=True)
class Breach:
    """One finding: a rule, the child, the elements that broke it, what they say, and the line."""

    rule: str
    severity: str
    child: str | None
    locations: tuple[tuple[str, str, int], ...]
    message: str
    line: int = 0
    values: tuple[str, ...] = ()

    def as_data(self) -> dict[str, Any]:
        """The finding for a machine."""
        return {
            "rule": self.rule, "severity": self.severity, "child": self.child,
            "locations": [list(place) for place in self.locations], "message": self.message,
            "line": self.line, "values": list(self.values),
        }


@dataclass(frozen=True, slots=True)
class NotEvaluated:
    """A rule that could not be applied, to whom, and why: never a pass."""

    rule: str
    reason: str
    child: str | None = None

    def as_data(self) -> dict[str, Any]:
        """The entry for a machine."""
        return {"rule": self.rule, "reason": self.reason, "child": self.child}


def declared_in(package: ModuleType) -> tuple[Rule, ...]:
    """The rules of a folder, one in each file, by code."""
    found = []
    for module in pkgutil.iter_modules(package.__path__):
        held = getattr(importlib.import_module(f"{package.__name__}.{module.name}"), "RULE", None)
        if isinstance(held, Rule):
            found.append(held)
    return tuple(sorted(found, key=lambda rule: rule.code))


@dataclass
class Checker:
    """The rules of one year made ready to run, and what they have found so far.

    `around` is what a rule may ask about the return: its period and its codes.
    """

    rules: Sequence[Rule]
    around: Any
    found: list[Breach] = field(default_factory=list)
    not_evaluated: list[NotEvaluated] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._by_table: dict[str, list[tuple[Rule, Callable[..., Any]]]] = {}
        self._of_child: dict[str, list[tuple[Rule, Callable[..., Any]]]] = {}
        self._watches: list[tuple[Rule, Watch]] = []
        for rule in self.rules:
            if rule.scope is Scope.ROW:
                self._by_table.setdefault(rule.table, []).append((rule, rule.test))
            elif rule.scope is Scope.CHILD:
                self._of_child.setdefault(rule.table, []).append((rule, rule.test))
            else:
                self._begin(rule)

    def _begin(self, rule: Rule) -> None:
        try:
            self._watches.append((rule, rule.test(self.around)))
        except Exception as error:  # noqa: BLE001  a rule that fails is told, the others run
            self._failed(rule, None, error)

    def check(self, child: Subject) -> None:
        """Every rule on a row and on a child, applied to this child."""
        around, by_table = self.around, self._by_table
        present = {""}
        for row, holder in child.rows:
            present.add(row.table)
            above = child if holder is None else holder
            for rule, broken in by_table.get(row.table, ()):
                try:
                    if broken(row, above, around):
                        self._tell(rule, child.name, rule.marks(row, above))
                except Exception as error:  # noqa: BLE001
                    self._failed(rule, child.name, error)
        for table, rules in self._of_child.items():
            if table in present:
                self._check_whole(child, rules)

    def _check_whole(
        self, child: Subject, rules: Iterable[tuple[Rule, Callable[..., Any]]]
    ) -> None:
        for rule, broken in rules:
            told: set[frozenset[tuple[int, str]]] | None = None
            try:
                for marks in broken(child, self.around):
                    if told is None:
                        told = set()
                    # a rule on two rows may come upon them from either side
                    same = frozenset((id(row), name) for row, name in marks)
                    if same not in told:
                        told.add(same)
                        self._tell(rule, child.name, marks)
            except Exception as error:  # noqa: BLE001
                self._failed(rule, child.name, error)

    def see(self, child: Subject) -> None:
        """Let the rules on the whole return take note of this child."""
        for place, (rule, watch) in enumerate(self._watches):
            try:
                watch.see(child)
            except Exception as error:  # noqa: BLE001
                self._failed(rule, child.name, error)
                if not isinstance(error, CannotTell):
                    del self._watches[place]
                    return self.see(child)
        return None

    def end(self, unfinished: str = "") -> None:
        """What the rules on the whole return say; `unfinished` is why it was not read whole."""
        for rule, watch in self._watches:
            if unfinished:
                self.not_evaluated.append(NotEvaluated(rule.code, unfinished))
                continue
            try:
                for marks in watch.broken():
                    self._tell(rule, None, marks)
            except Exception as error:  # noqa: BLE001
                self._failed(rule, None, error)

    def _tell(self, rule: Rule, child: str | None, marks: Marks) -> None:
        self.found.append(breach(rule, child, marks))

    def _failed(self, rule: Rule, child: str | None, error: Exception) -> None:
        why = str(error) if isinstance(error, CannotTell) else (
            f"the rule itself failed: {type(error).__name__}: {error}")
        self.not_evaluated.append(NotEvaluated(rule.code, why, child))


def breach(rule: Rule, child: str | None, marks: Marks) -> Breach:
    """A finding of that rule on these elements."""
    places: dict[tuple[str, str, int], str] = {}
    for row, name in marks:
        places[(row.table, name, row.number)] = said(getattr(row, name, None))
    line = marks[0][0].line if marks else 0
    if child is None and marks:
        child = getattr(marks[0][0], "LAchildID", None)
    return Breach(
        rule.code, str(rule.severity), child, tuple(places), rule.message, line,
        tuple(places.values()),
    )


def said(value: Any) -> str:
    """A value as the file says it; nothing where it says nothing."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def by_code(rules: Iterable[Rule]) -> Mapping[str, Rule]:
    """Rules by their code."""
    return {rule.code: rule for rule in rules}
