"""Which typed tables hold rows of these events or occasions: one question, asked of them all."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from django.db import connection, models


def holding(
    tables: Sequence[type[models.Model]], column: str, ids: Sequence[int]
) -> list[type[models.Model]]:
    """Those of `tables` with a row whose `column` ("event_id") is one of `ids`, in their order.

    The question is put into words once for a number of ids, for it is asked at every recording:
    made of querysets it cost more than all the rest of it.
    """
    wanted = [int(one) for one in ids]
    if not tables or not wanted:
        return []
    question = _question(tuple(tables), column, len(wanted), connection.vendor)
    with connection.cursor() as cursor:
        cursor.execute(question, wanted * len(tables))
        found = sorted(number for (number,) in cursor.fetchall())
    return [tables[number] for number in found]


@lru_cache(maxsize=256)
def _question(
    tables: tuple[type[models.Model], ...], column: str, count: int, vendor: str
) -> str:
    name = connection.ops.quote_name
    marks = ", ".join(["%s"] * count)
    return " UNION ALL ".join(
        f"SELECT {number} WHERE EXISTS (SELECT 1 FROM {name(model._meta.db_table)} "
        f"WHERE {name(column)} IN ({marks}))"
        for number, model in enumerate(tables)
    )
