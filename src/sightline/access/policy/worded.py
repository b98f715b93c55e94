"""The question of the policy in SQL: put into words once, asked with another child and moment.

Composing it of querysets takes forty times as long as the database takes to answer it, on every
page about a child. What is kept is the text alone, for one person with the same roles and the same
declarations: whatever the answer depends on is read from the database each time it is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

#: A child that is nobody, and two moments at which nobody asks: what differs between two wordings
#: is what the moment decides. They differ in everything one may ask of a moment: weekday, month,
#: hour and minute among them.
NOBODY = -987_654_321
AHEAD = (
    timedelta(days=40_000, hours=7, microseconds=111),
    timedelta(days=41_053, hours=2, minutes=31, seconds=9),
)
MOST = 4096

Rows = list[tuple[Any, ...]]
#: Composes the question for a child and a moment.
Composed = Callable[[int, datetime], QuerySet[Any, Any]]
#: A value of the question: as it stands, the child, or so long after the moment or its day.
Filler = Callable[[int, datetime], Any]


class Worded:
    """One question in words, and how each of its values is found."""

    def __init__(self, sql: str, fillers: list[Filler]) -> None:
        self.sql, self.fillers = sql, fillers

    def ask(self, child_id: int, now: datetime) -> Rows:
        """The rows of the answer."""
        with connection.cursor() as cursor:
            cursor.execute(self.sql, [fill(child_id, now) for fill in self.fillers])
            return list(cursor.fetchall())


_kept: dict[Hashable, Worded] = {}


def asked(key: Hashable, composed: Composed, child_id: int, now: datetime) -> Rows:
    """The answer to a question, in its kept words where it may be kept.

    `key` must hold everything but child and moment that `composed` looks at. A question that looks
    something up while it is composed, or whose values follow the moment in a way that is not
    understood, is composed anew each time.
    """
    key = (connection.vendor, key)
    words = _kept.get(key)
    if words is None:
        words = _put_into_words(composed, now)
        if words is None:
            return [tuple(row) for row in composed(child_id, now)]
        if len(_kept) >= MOST:
            _kept.clear()
        _kept[key] = words
    return words.ask(child_id, now)


def forget() -> None:
    """Put every question into words again when it is next asked."""
    _kept.clear()


def _put_into_words(composed: Composed, now: datetime) -> Worded | None:
    looked_up: list[str] = []

    def noticing(execute: Any, sql: str, *more: Any) -> Any:
        looked_up.append(sql)
        return execute(sql, *more)

    first, second = now + AHEAD[0], now + AHEAD[1]
    try:
        with connection.execute_wrapper(noticing):
            sql, one = composed(NOBODY, first).query.sql_with_params()
            again, two = composed(NOBODY, second).query.sql_with_params()
    except EmptyResultSet:
        return None
    if looked_up or sql != again or len(one) != len(two):
        return None
    fillers = [_filler(a, b, first, second) for a, b in zip(one, two, strict=True)]
    return None if None in fillers else Worded(sql, [fill for fill in fillers if fill is not None])


def _filler(one: Any, two: Any, first: datetime, second: datetime) -> Filler | None:
    """How a value is found; none when it changes with the moment in no way that is understood."""
    if one == two:
        return (lambda child, now: child) if one == NOBODY else (lambda child, now: one)
    ops = connection.ops
    read, other = _moment(one), _moment(two)
    if read is None or other is None:
        return None
    if isinstance(read, datetime) and isinstance(other, datetime):
        after = read - _naive(first)
        if after != other - _naive(second):
            return None
        return lambda child, now: ops.adapt_datetimefield_value(now + after)
    days = read - first.date()
    if days != other - second.date():
        return None
    return lambda child, now: ops.adapt_datefield_value(now.date() + days)


def _moment(value: Any) -> Any:
    """A value of the question as the naive moment (UTC) or the day that it is."""
    if isinstance(value, str):
        read = date.fromisoformat if len(value) == len("2026-06-10") else datetime.fromisoformat
        try:
            value = read(value)
        except ValueError:
            return None
    if isinstance(value, datetime):
        return _naive(value)
    return value if isinstance(value, date) else None


def _naive(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment
