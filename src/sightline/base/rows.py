"""Rows put into their table in one go: one after each thing recorded, ten thousand in a load.

Django's `bulk_create` works out the words of an SQL statement for every few rows, which takes
longer than the database takes to write them. Here a table's statement is worked out once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from enum import Enum
from operator import attrgetter
from typing import Any

from django.db import connection, models, transaction

#: Columns whose Python value is what the database is given.
AS_THEY_ARE = (
    models.IntegerField, models.BooleanField, models.CharField, models.TextField, models.DateField,
)
#: Columns of those kinds that are something else underneath.
OTHERWISE = (models.DateTimeField, models.GenericIPAddressField)

Value = Callable[[Any], Any]


def insert(rows: Sequence[models.Model]) -> None:
    """Insert rows of one model, none of which is there yet; each is given its key.

    As with `bulk_create`, no signal is sent. The model has a numbered key or one that is set.
    """
    if not rows:
        return
    model = type(rows[0])
    if any(type(row) is not model for row in rows):
        raise ValueError("Rows of one model are inserted at a time.")
    with transaction.atomic(savepoint=False):
        _number(model, [row for row in rows if row.pk is None])
        _write(model, rows)
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias


def update(rows: Sequence[models.Model], columns: Sequence[str]) -> None:
    """Write these columns ("stop_event_id") of rows of one model that are there already."""
    if not rows:
        return
    model = type(rows[0])
    if any(type(row) is not model for row in rows):
        raise ValueError("Rows of one model are written at a time.")
    by_column = {field.attname: field for field in model._meta.concrete_fields}
    fields = [by_column[name] for name in columns]
    values = zip(*(_column(field, rows) for field in [*fields, model._meta.pk]), strict=True)
    name = connection.ops.quote_name
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        sets = ", ".join(f"{name(field.column)} = %s" for field in fields)
        cursor.executemany(
            f"UPDATE {name(model._meta.db_table)} SET {sets} "
            f"WHERE {name(model._meta.pk.column)} = %s",
            list(values),
        )


def _number(model: type[models.Model], rows: Sequence[models.Model]) -> None:
    """Take as many keys as there are rows, as the table itself would have numbered them."""
    if not rows:
        return
    if not isinstance(model._meta.pk, models.AutoField | models.BigAutoField):
        raise ValueError(f"A row of {model._meta.label} lacks the key that it cannot be given.")
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                [connection.ops.quote_name(table), model._meta.pk.column, len(rows)],
            )
            keys = [key for (key,) in cursor.fetchall()]
        else:
            # inside a writing transaction of SQLite nobody else can take a key
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
            found = cursor.fetchone()
            first = (found[0] if found else 0) + 1
            keys = list(range(first, first + len(rows)))
    for row, key in zip(rows, keys, strict=True):
        row.pk = key


def _write(model: type[models.Model], rows: Sequence[models.Model]) -> None:
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    for row in rows:
        # the rows it points to may have been given their keys since they were set on it
        row._prepare_related_fields_for_save(operation_name="insert")  # type: ignore[attr-defined]
    columns = [_column(field, rows) for field in fields]
    name = connection.ops.quote_name
    names = ", ".join(name(field.column) for field in fields)
    values = zip(*columns, strict=True)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            words = f"COPY {name(model._meta.db_table)} ({names}) FROM STDIN"
            with connection.wrap_database_errors, cursor.copy(words) as copy:
                for one in values:
                    copy.write_row(one)
        else:
            marks = ", ".join(["%s"] * len(fields))
            cursor.executemany(
                f"INSERT INTO {name(model._meta.db_table)} ({names}) VALUES ({marks})", values
            )


def _column(field: models.Field, rows: Sequence[models.Model]) -> list[Any]:
    """The values of one column, as the database takes them."""
    read: Value = attrgetter(field.attname)
    target = field
    while isinstance(target, models.ForeignKey):
        target = target.target_field
    if not isinstance(target, AS_THEY_ARE) or isinstance(target, OTHERWISE):
        return [
            field.get_db_prep_save(field.pre_save(row, add=True), connection) for row in rows
        ]
    return [_plain(field, read(row)) for row in rows]


def _plain(field: models.Field, value: Any) -> Any:
    kind = type(value)
    if value is None or kind is str or kind is int or kind is bool:
        return value
    if kind is date:
        return value.isoformat()
    return field.get_db_prep_save(value.value if isinstance(value, Enum) else value, connection)
