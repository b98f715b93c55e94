"""A question put into SQL once, and asked again with others and at other moments.

Composing it of querysets takes up to forty times as long as the database takes to answer it, at
every recording, on every page about a child and in every list. What is kept is the text alone; for
the question of the policy, for one person with the same roles and the same declarations. Whatever
the answer depends on is read from the database each time it is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from sightline.base.moments import fixed
from sightline.base.shaped import Shape

#: A child that is nobody, and two moments at which nobody asks: what differs between two wordings
#: is what the moment decides. They differ in everything one may ask of a moment: weekday, month,
#: hour and minute among them.
NOBODY = -987_654_321
#: Children are asked for in as many places as the next of these; above the last, anew each time.
PLACES = (1, 4, 16, 64, 256, 1024)
AHEAD = (
    timedelta(days=40_000, hours=7, microseconds=111),
    timedelta(days=41_053, hours=2, minutes=31, seconds=9),
)
MOST = 4096

#: For a question in which no moment stands.
EVER = datetime(2000, 1, 1, tzinfo=UTC)

#: As the database gives them: moments may lack their zone.
Rows = list[tuple[Any, ...]]
#: Composes the question for some children and a moment.
Composed = Callable[[Sequence[int], datetime], QuerySet[Any, Any]]
#: A value of the question: as it stands, a child, or so long after the moment or its day.
Filler = Callable[[Sequence[int], datetime], Any]


class Worded:
    """One question in words, how each of its values is found, and what its rows become."""

    def __init__(self, sql: str, fillers: list[Filler], shape: Shape | None = None) -> None:
        self.sql, self.fillers, self.shape = sql, fillers, shape

    def filled(self, child_ids: Sequence[int], now: datetime) -> tuple[Any, ...]:
        """The values of the question for these children at this moment."""
        return tuple(fill(child_ids, now) for fill in self.fillers)

    def ask(self, child_ids: Sequence[int], now: datetime) -> Rows:
        """The rows of the answer."""
        with connection.cursor() as cursor:
            cursor.execute(self.sql, self.filled(child_ids, now))
            return list(cursor.fetchall())


_kept: dict[Hashable, Worded] = {}


def asked(key: Hashable, composed: Composed, child_ids: Sequence[int], now: datetime) -> Rows:
    """The answer to a question about some children, in its kept words where it may be kept.

    `key` must hold everything but children and moment that `composed` looks at. A question that
    looks something up while it is composed, or whose values follow the moment in a way that is not
    understood, is composed anew each time.
    """
    words, filled = _for(key, composed, child_ids, now)
    if words is None:
        return [tuple(row) for row in composed(child_ids, now)]
    return words.ask(filled, now)


def found(
    key: Hashable, lists: Sequence[Sequence[int]], composed: Callable[..., QuerySet[Any, Any]],
    now: datetime = EVER,
) -> list[Any]:
    """What a queryset holds, as it gives it: rows of models with what they select, or tuples.

    `composed` is called with the lists of ids, at the moment asked about: it may ask `today()`.
    `key` must hold everything else that it looks at.
    """
    flat, question = of_lists(lists, composed)
    words, filled = _for((key, tuple(map(size_of, lists))), question, flat, now, shaped=True)
    if words is None or words.shape is None:
        return list(question(flat, now))
    return words.shape.made(words.ask(filled, now))


def of_lists(
    lists: Sequence[Sequence[int]], composed: Callable[..., QuerySet[Any, Any]]
) -> tuple[list[int], Composed]:
    """Several lists of ids as one, and the question about them as one about that one."""
    sizes = [size_of(ids) for ids in lists]
    # a list is filled up with the last of it: who is asked for twice is found once
    flat = [one for ids, size in zip(lists, sizes, strict=True)
            for one in [*ids, *ids[-1:] * (size - len(ids))]]

    def question(asked: Sequence[int], moment: datetime) -> QuerySet[Any, Any]:
        ends = list(accumulate(sizes))
        parts = [asked[end - size : end] for end, size in zip(ends, sizes, strict=True)]
        with fixed(moment):
            return composed(*parts)

    return flat, question


def size_of(ids: Sequence[int]) -> int:
    """How many places a list of ids takes in a question."""
    return next((n for n in PLACES if n >= len(ids)), len(ids)) if ids else 0


def rows(composed: Callable[[Sequence[int]], QuerySet[Any, Any]], ids: Sequence[int] = ()) -> Rows:
    """The answer to a question about some rows that looks at nothing else.

    `composed` is a function of a module, so that its words are found again, and asks for any of
    `ids`, so that one of them may stand twice.
    """
    return asked(composed, lambda some, _: composed(some), ids, EVER)


def day(value: Any) -> date | None:
    """A day of an answer: some databases give what they worked out of days as text."""
    return date.fromisoformat(value[:10]) if isinstance(value, str) else value


def list_of(
    key: Hashable, composed: Callable[[datetime], QuerySet[Any, Any]], now: datetime
) -> QuerySet[Any, Any] | RawSQL:
    """A list of ids to stand in another question, in its kept words where it may be kept."""
    words = _words(key, lambda _, moment: composed(moment), 0, now)
    return composed(now) if words is None else RawSQL(words.sql, words.filled((), now))


def _for(
    key: Hashable, composed: Composed, ids: Sequence[int], now: datetime, *, shaped: bool = False
) -> tuple[Worded | None, list[int]]:
    """The words of a question about so many, and the ids with which it is filled."""
    places = next((size for size in PLACES if size >= len(ids)), None) if ids else 0
    if places is None:
        return None, []
    # the places left over are filled with the last of them
    filled = [*ids, *ids[-1:] * (places - len(ids))]
    return _words(key, composed, places, now, shaped=shaped), filled


def _words(
    key: Hashable, composed: Composed, places: int, now: datetime, *, shaped: bool = False
) -> Worded | None:
    key = (connection.vendor, places, shaped, key)
    words = _kept.get(key)
    if words is None and (words := _put_into_words(composed, places, now, shaped)) is not None:
        if len(_kept) >= MOST:
            _kept.clear()
        _kept[key] = words
    return words


def forget() -> None:
    """Put every question into words again when it is next asked."""
    _kept.clear()


def _put_into_words(
    composed: Composed, places: int, now: datetime, shaped: bool
) -> Worded | None:
    nobodies = [NOBODY - place for place in range(places)]
    looked_up: list[str] = []

    def noticing(execute: Any, sql: str, *more: Any) -> Any:
        looked_up.append(sql)
        return execute(sql, *more)

    first, second = now + AHEAD[0], now + AHEAD[1]
    try:
        with connection.execute_wrapper(noticing):
            asked = composed(nobodies, first)
            compiler = asked.query.get_compiler(DEFAULT_DB_ALIAS)
            sql, one = compiler.as_sql()
            again, two = composed(nobodies, second).query.sql_with_params()
    except EmptyResultSet:
        return None
    if looked_up or sql != again or len(one) != len(two):
        return None
    fillers = [_filler(a, b, first, second) for a, b in zip(one, two, strict=True)]
    if None in fillers:
        return None
    shape = Shape(asked, compiler) if shaped else None
    return Worded(sql, [fill for fill in fillers if fill is not None], shape)


def _filler(one: Any, two: Any, first: datetime, second: datetime) -> Filler | None:
    """How a value is found; none when it changes with the moment in no way that is understood."""
    if one == two:
        if isinstance(one, int) and NOBODY - PLACES[-1] < one <= NOBODY:
            return lambda children, now: children[NOBODY - one]
        return lambda children, now: one
    ops = connection.ops
    read, other = _moment(one), _moment(two)
    if read is None or other is None:
        return None
    if isinstance(read, datetime) and isinstance(other, datetime):
        after = read - _naive(first)
        if after != other - _naive(second):
            return None
        return lambda children, now: ops.adapt_datetimefield_value(now + after)
    days = read - first.date()
    if days != other - second.date():
        return None
    return lambda children, now: ops.adapt_datefield_value(now.date() + days)


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
