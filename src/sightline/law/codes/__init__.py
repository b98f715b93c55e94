"""Code sets of the national returns: dated codes with their labels, read once from files."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from sightline.law.errors import LawError

HERE = Path(__file__).parent
TO_CONFIRM = "label to be confirmed"


@dataclass(frozen=True, slots=True)
class Code:
    """One code, the days it is valid, and whether its label was seen at its source."""

    code: str
    label: str
    valid_from: date | None
    valid_to: date | None
    source: str = ""
    note: str = ""
    confirm: bool = False

    def valid_on(self, day: date) -> bool:
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_to is None or day <= self.valid_to)

    @property
    def words(self) -> str:
        """The label as a screen shows it: an unseen one says so."""
        return f"{self.label} ({TO_CONFIRM})" if self.confirm else self.label


@dataclass(frozen=True)
class CodeSet:
    """The codes of one question, in the order they are asked."""

    key: str
    codes: tuple[Code, ...]

    def on(self, day: date) -> dict[str, str]:
        """The codes valid on a day, with their words."""
        return {code.code: code.words for code in self.codes if code.valid_on(day)}

    def valid(self, code: str, on: date) -> bool:
        return any(known.code == code and known.valid_on(on) for known in self.codes)

    def label(self, code: str, on: date | None = None) -> str:
        """The words for a code; an unknown code is shown as it stands, never hidden."""
        for known in self.codes:
            if known.code == code and (on is None or known.valid_on(on)):
                return known.words
        return code

    def choices(self, on: date | None = None) -> list[tuple[str, str]]:
        """Code and words, for a form: those of a day, or all that ever were."""
        return [(c.code, c.words) for c in self.codes if on is None or c.valid_on(on)]

    def __iter__(self) -> Iterator[Code]:
        return iter(self.codes)


@cache
def code_set(key: str) -> CodeSet:
    """The code set of that name; KeyError names what there is."""
    path = HERE / f"{key}.csv"
    if key not in code_sets():
        raise KeyError(f"No code set called {key!r}. Known: {', '.join(code_sets())}")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(enumerate(csv.DictReader(file), start=2))
    return CodeSet(key, tuple(_code(row, path, line) for line, row in rows))


def code_sets() -> list[str]:
    """The names of every code set."""
    return sorted(path.stem for path in HERE.glob("*.csv"))


def _code(row: dict[str, str], path: Path, line: int) -> Code:
    return Code(
        code=row["code"],
        label=row["label"],
        valid_from=_day(row["valid_from"], path, line),
        valid_to=_day(row["valid_to"], path, line),
        source=row["source"],
        note=row["note"],
        confirm=row["confirm"] == "yes",
    )


def _day(text: str, path: Path, line: int) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise LawError(path, line, text, "a date written YYYY-MM-DD, or nothing") from error
