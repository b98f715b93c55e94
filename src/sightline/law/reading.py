"""A YAML file of law read value by value, each knowing its line, so that errors can name it."""

from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import NoReturn, TypeVar

import yaml

from sightline.law.errors import LawError

E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")
_EMPTY = frozenset({"", "null", "~"})


class Reading:
    """One value of a file of law. Every word is read as written: "on" and "yes" stay words."""

    def __init__(self, path: Path, node: yaml.Node) -> None:
        self.path, self.node = path, node

    @classmethod
    def of(cls, path: Path) -> "Reading":
        try:
            node = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            raise LawError(path, line, str(error.problem), "well-formed YAML") from error
        if node is None:
            raise LawError(path, 1, "an empty file", "at least one entry")
        return cls(path, node)

    @property
    def line(self) -> int:
        return int(self.node.start_mark.line) + 1

    def fail(self, allowed: str, found: str | None = None) -> NoReturn:
        raise LawError(self.path, self.line, self._shown() if found is None else found, allowed)

    def _shown(self) -> str:
        if isinstance(self.node, yaml.ScalarNode):
            return str(self.node.value)
        return "a list" if isinstance(self.node, yaml.SequenceNode) else "a mapping"

    @property
    def is_mapping(self) -> bool:
        return isinstance(self.node, yaml.MappingNode)

    @property
    def empty(self) -> bool:
        return isinstance(self.node, yaml.ScalarNode) and self.node.value in _EMPTY

    def entries(self, allowed: Iterable[str] | None = None) -> dict[str, "Reading"]:
        """The named values of a mapping; a name twice, or one not allowed, is an error."""
        if not isinstance(self.node, yaml.MappingNode):
            self.fail("a mapping of names to values")
        known = sorted(allowed) if allowed is not None else None
        found: dict[str, Reading] = {}
        for key_node, value_node in self.node.value:
            name = str(key_node.value)
            here = Reading(self.path, key_node)
            if name in found:
                here.fail("each name once", f"{name} (a second time)")
            if known is not None and name not in known:
                here.fail(f"one of: {', '.join(known)}")
            found[name] = Reading(self.path, value_node)
        return found

    def items(self) -> list["Reading"]:
        """The values of a list; a single value stands for a list of one."""
        if isinstance(self.node, yaml.SequenceNode):
            return [Reading(self.path, node) for node in self.node.value]
        return [] if self.empty else [self]

    def text(self) -> str:
        if not isinstance(self.node, yaml.ScalarNode):
            self.fail("words")
        return " ".join(str(self.node.value).split())

    def flag(self) -> bool:
        word = self.text()
        if word not in ("true", "false"):
            self.fail("true or false")
        return word == "true"

    def day(self) -> date:
        try:
            return date.fromisoformat(self.text())
        except ValueError:
            self.fail("a date written YYYY-MM-DD")

    def choice(self, kind: type[E]) -> E:
        try:
            return kind(self.text())
        except ValueError:
            self.fail(f"one of: {', '.join(kind)}")

    def read(self, parse: Callable[[str], T]) -> T:
        """The value as another reader understands it, its complaint with our line."""
        try:
            return parse(self.text())
        except LawError:
            raise
        except ValueError as error:
            self.fail(str(error))
