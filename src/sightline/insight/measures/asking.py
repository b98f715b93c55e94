"""A figure asked: of which indicator, which days, which authority, and known when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property, lru_cache
from typing import Any

from sightline.insight.measures.engines import DUCKDB, Known, reading
from sightline.insight.publishing import files
from sightline.kernel.indicators import Indicator, Period, indicators
from sightline.kernel.relations import relations


@dataclass(frozen=True, slots=True)
class Count:
    """How many cases there are, and how many of them are in the numerator."""

    numerator: int
    denominator: int

    @property
    def share(self) -> float | None:
        """The numerator as a percentage, to one place; none of nothing."""
        if not self.denominator:
            return None
        return round(100 * self.numerator / self.denominator, 1)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a breakdown: its code, and how many."""

    code: str
    count: Count


@dataclass(frozen=True, slots=True)
class Case:
    """One case behind a number, with the pseudonym of its person."""

    case_id: str
    subject: str
    counted_on: Any
    met: bool
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dated:
    """What a code stood for from one day until another."""

    words: str
    since: date
    until: date | None


@dataclass(frozen=True)
class Question:
    """What is asked; `authority` is empty for all, `known_at` for as the record stands."""

    key: str
    period: Period
    authority: str = ""
    known_at: datetime | None = None
    engine: str = DUCKDB

    @property
    def indicator(self) -> Indicator:
        """The indicator asked for; KeyError names those there are."""
        return indicators[self.key]

    def during(self, period: Period) -> Question:
        """The same of another period."""
        return replace(self, period=period)

    def expression(self) -> Any:
        """One row for each case, on no engine in particular."""
        known = Known(self.known_at, self.authority)
        return self.indicator.expression(known, self.period)


@dataclass
class Answers:
    """Questions answered by one engine while it is open."""

    backend: Any

    def count(self, question: Question) -> Count:
        """The figure."""
        cases = question.expression()
        asked = cases.aggregate(numerator=cases.count(where=cases.met), denominator=cases.count())
        row = self._rows(asked)[0]
        return Count(row["numerator"], row["denominator"])

    def lines(self, question: Question, column: str) -> tuple[Line, ...]:
        """The figure by one of its breakdowns; what has no code comes last, under no code."""
        cases = question.expression()
        cases = cases.mutate(code=cases[column].fill_null(""))
        asked = cases.group_by("code").aggregate(
            numerator=cases.count(where=cases.met), denominator=cases.count()
        )
        rows = sorted(self._rows(asked), key=lambda row: (not row["code"], row["code"]))
        return tuple(
            Line(row["code"], Count(row["numerator"], row["denominator"])) for row in rows
        )

    def cases(self, question: Question) -> tuple[Case, ...]:
        """Every case behind the figure, newest first."""
        found = [
            Case(
                row["case_id"], row["subject"], row["counted_on"], row["met"],
                tuple(row[b.column] or "" for b in question.indicator.breakdowns),
            )
            for row in self._rows(question.expression())
        ]
        found.sort(key=lambda case: case.case_id)
        return tuple(sorted(found, key=lambda case: case.counted_on, reverse=True))

    def words(self, relation: str) -> dict[str, str]:
        """The codes of a reference relation with their words."""
        return {row[0]: row[1] for row in self._values(Known()[relation])}

    def dated_words(self, relation: str) -> dict[str, tuple[Dated, ...]]:
        """What each code of a dated reference relation stood for, and from when until when."""
        found: dict[str, list[Dated]] = {}
        for row in self._values(Known()[relation]):
            _, said, code, since, until = row
            found.setdefault(code, []).append(Dated(said, since or date.min, until))
        return {code: tuple(sorted(told, key=lambda d: d.since)) for code, told in found.items()}

    def _rows(self, expression: Any) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.backend.to_pyarrow(expression).to_pylist()
        return found

    def _values(self, expression: Any) -> Iterable[list[Any]]:
        return (list(row.values()) for row in self._rows(expression))


@dataclass
class Asked:
    """One question with all its answers, each fetched when it is first looked at."""

    question: Question

    @cached_property
    def count(self) -> Count:
        """The figure."""
        return answer("count", self.question)

    def lines(self, column: str) -> tuple[Line, ...]:
        """The figure by one of its breakdowns."""
        return answer("lines", self.question, column)

    @cached_property
    def cases(self) -> tuple[Case, ...]:
        """Every case behind the figure."""
        return answer("cases", self.question)


def answer(what: str, question: Question, *more: Any) -> Any:
    """One answer. From the file of figures it is kept for as long as that file is in use."""
    if question.engine == DUCKDB:
        return _kept(str(files.in_use().path), what, question, *more)
    with reading(question.engine) as backend:
        return getattr(Answers(backend), what)(question, *more)


@lru_cache(maxsize=512)
def _kept(path: str, what: str, question: Question, *more: Any) -> Any:
    with reading(question.engine) as backend:
        return getattr(Answers(backend), what)(question, *more)


@lru_cache(maxsize=16)
def _words(path: str, relation: str) -> dict[str, str]:
    with reading() as backend:
        return Answers(backend).words(relation)


def words(relation: str) -> dict[str, str]:
    """The words of a reference relation's codes, from the file in use."""
    if relation not in relations:
        return {}
    return _words(str(files.in_use().path), relation)


#: For a reference relation, the one that says what its codes stood for earlier: its columns are a
#: key, the words, the code, the first day and the day from which they no longer hold.
DATED = {"department": "department_names"}


@lru_cache(maxsize=16)
def _dated_words(path: str, relation: str) -> dict[str, tuple[Dated, ...]]:
    with reading() as backend:
        return Answers(backend).dated_words(relation)


def words_then(relation: str, code: str, period: Period) -> str:
    """What a code stood for on the days of a period, each of its words in turn; empty if unsaid."""
    dated = DATED.get(relation, "")
    if dated not in relations:
        return ""
    told = _dated_words(str(files.in_use().path), dated).get(code, ())
    begun = [each for each in told if each.since <= period.until]
    # a team's work may be older than its first name, which it then goes by
    held = [each.words for each in begun if each.until is None or each.until > period.since]
    return ", then ".join(dict.fromkeys(held or [each.words for each in (begun[-1:] or told[:1])]))
