"""A question about some rows put into SQL once, and asked again with other numbers.

Django works out the words of a query each time it is asked, which takes longer than the answer of
a few rows. Only for what is asked at every recording.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

#: Numbers of rows that are nobody's, to find the places of numbers in the words.
NOBODY = -987_654_321

#: Composes the question for the numbers given; whatever else it looks at never changes.
Composed = Callable[[Sequence[int]], QuerySet[Any, Any]]


def asked(composed: Composed, ids: Sequence[int] = ()) -> list[tuple[Any, ...]]:
    """The rows of the answer, as the database gives them: moments may lack their zone.

    `composed` is a function of a module, so that its words are found again.
    """
    words = _words(composed, len(ids), connection.vendor)
    if words is None:
        return []
    sql, fixed, places = words
    values = list(fixed)
    for place, number in places:
        values[place] = ids[number]
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


@lru_cache(maxsize=512)
def _words(
    composed: Composed, count: int, vendor: str
) -> tuple[str, tuple[Any, ...], tuple[tuple[int, int], ...]] | None:
    marks = [NOBODY - number for number in range(count)]
    try:
        sql, values = composed(marks).query.sql_with_params()
    except EmptyResultSet:
        return None
    places = tuple(
        (place, NOBODY - value) for place, value in enumerate(values)
        if isinstance(value, int) and NOBODY - count < value <= NOBODY
    )
    return sql, tuple(values), places
