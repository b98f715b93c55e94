"""The relations as tables of PostgreSQL, in a schema of their own beside the record.

The same rows as in the file; a transaction swaps them in, so a reader sees all or nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

from sightline.insight.publishing import extracting
from sightline.kernel.relations import Kind, Relation, relations

if TYPE_CHECKING:
    import pyarrow as pa

SCHEMA = "published"
TYPES = {
    Kind.TEXT: "text", Kind.WHOLE: "bigint", Kind.YES_NO: "boolean", Kind.DAY: "date",
    Kind.MOMENT: "timestamp",
}


def here() -> bool:
    """Whether the record is kept in PostgreSQL, and the relations therefore too."""
    return connection.vendor == "postgresql"


def shape() -> str:
    """The shape of what was published here last; empty before that."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s)", [f"{SCHEMA}.made"])
        if cursor.fetchone()[0] is None:
            return ""
        cursor.execute(f"SELECT shape FROM {SCHEMA}.made")
        found = cursor.fetchone()
        return str(found[0]) if found else ""


def make(fresh: Mapping[str, pa.Table], replaced: Iterable[str] | None = None) -> None:
    """Publish all anew, or put fresh rows in the place of some subjects'."""
    with transaction.atomic(), connection.cursor() as cursor:
        if replaced is None:
            cursor.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
            cursor.execute(f"CREATE SCHEMA {SCHEMA}")
            cursor.execute(f"CREATE TABLE {SCHEMA}.made (shape text NOT NULL)")
            cursor.execute(f"INSERT INTO {SCHEMA}.made VALUES (%s)", [extracting.shape()])
        gone = sorted(replaced) if replaced is not None else None
        for relation in relations:
            if gone is None:
                cursor.execute(_made(relation))
            elif relation.subject:
                where = f'"{relation.subject}" = ANY(%s)'
                cursor.execute(f"DELETE FROM {_name(relation)} WHERE {where}", [gone])
            else:
                cursor.execute(f"DELETE FROM {_name(relation)}")
            _copy(cursor, relation, fresh[relation.name])


def _name(relation: Relation) -> str:
    return f'{SCHEMA}."{relation.name}"'


def _made(relation: Relation) -> str:
    columns = ", ".join(f'"{c.name}" {TYPES[c.kind]}' for c in relation.all_columns())
    keys = ", ".join(f'"{column}"' for column in relation.order())
    return f"CREATE TABLE {_name(relation)} ({columns}, PRIMARY KEY ({keys}))"


def _copy(cursor: Any, relation: Relation, fresh: pa.Table) -> None:
    columns = ", ".join(f'"{c.name}"' for c in relation.all_columns())
    with cursor.copy(f"COPY {_name(relation)} ({columns}) FROM STDIN") as copy:
        for batch in fresh.to_batches():
            for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                copy.write_row(row)
