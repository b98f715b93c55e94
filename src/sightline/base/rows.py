"""Rows put into their table in one go: one after each thing recorded, ten thousand in a load.

Django's `bulk_create` works out the words of an SQL statement for every few rows, which takes
longer than the database takes to write them. Here a table's statement is worked out once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from enum import Enum
from typing import Any

from django.db import connection, models, transaction
from django.db.models.base import ModelState

#: Columns whose Python value is what the database is given.
AS_THEY_ARE = (
    models.IntegerField, models.BooleanField, models.CharField, models.TextField, models.DateField,
)
#: Columns of those kinds that are something else underneath.
OTHERWISE = (models.DateTimeField, models.GenericIPAddressField)

#: What a column of those kinds may hold and is given to the database without a look at each.
PLAIN = frozenset({type(None), str, int, bool})


def maker(model: type[models.Model]) -> Callable[..., Any]:
    """Makes rows of a model of the values of their columns, many times quicker than the model.

    A column is named as it is stored ("step_id"), and one left out has its default. Nothing is
    checked, and no signal is sent.
    """
    fields = model._meta.concrete_fields
    worked_out = {f.attname: f.default for f in fields if f.has_default() and callable(f.default)}
    given = {f.attname: f.get_default() for f in fields if f.attname not in worked_out}

    def made(**values: Any) -> Any:
        row = model.__new__(model)
        row.__dict__.update(given, _state=ModelState(), **values)
        for name, default in worked_out.items():
            if name not in values:
                row.__dict__[name] = default()
        return row

    return made


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


def append(rows: Sequence[models.Model]) -> None:
    """Insert rows of one model whose keys nobody needs to know: the database numbers them."""
    if rows:
        with transaction.atomic(savepoint=False):
            _write(type(rows[0]), rows, numbered=False)


def update(rows: Sequence[models.Model], columns: Sequence[str]) -> None:
    """Write these columns ("stop_event_id") of rows of one model that are there already."""
    if not rows:
        return
    model = type(rows[0])
    if any(type(row) is not model for row in rows):
        raise ValueError("Rows of one model are written at a time.")
    by_column = {field.attname: field for field in model._meta.concrete_fields}
    fields = [by_column[name] for name in columns]
    held = [row.__dict__ for row in rows]
    values = zip(*(_column(field, rows, held) for field in [*fields, model._meta.pk]), strict=True)
    name = connection.ops.quote_name
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        sets = ", ".join(f"{name(field.column)} = %s" for field in fields)
        cursor.executemany(
            f"UPDATE {name(model._meta.db_table)} SET {sets} "
            f"WHERE {name(model._meta.pk.column)} = %s",
            list(values),
        )


def wait_for_the_other() -> None:
    """Let this process wait as long as it takes while another one that loads is writing.

    SQLite has one writer at a time, and its ten seconds are over sooner than a batch is written on
    a machine that has much else to do.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA busy_timeout = 600000")


def analyse() -> None:
    """Let the database count what is in its tables, after a load, so that it plans well."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            # a sample of each index is enough, and takes a second however much there is
            cursor.execute("PRAGMA analysis_limit = 1000")
        cursor.execute("ANALYZE")


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


def _write(
    model: type[models.Model], rows: Sequence[models.Model], *, numbered: bool = True
) -> None:
    fields = [field for field in model._meta.concrete_fields
              if not field.generated and (numbered or not field.primary_key)]
    for row in rows:
        if "fields_cache" in row._state.__dict__:
            # the rows it points to may have been given their keys since they were set on it
            row._prepare_related_fields_for_save(  # type: ignore[attr-defined]
                operation_name="insert"
            )
    held = [row.__dict__ for row in rows]
    columns = [_column(field, rows, held) for field in fields]
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


def _column(
    field: models.Field, rows: Sequence[models.Model], held: Sequence[dict[str, Any]]
) -> list[Any]:
    """The values of one column, as the database takes them; `held` is what each row holds."""
    name, target = field.attname, field
    while isinstance(target, models.ForeignKey):
        target = target.target_field
    if isinstance(target, AS_THEY_ARE) and not isinstance(target, OTHERWISE):
        values = [each[name] for each in held]
        kinds = set(map(type, values))
        return values if kinds <= PLAIN else [_plain(field, value) for value in values]
    if isinstance(target, models.DateTimeField | models.TimeField) and not _stamped(target):
        told: dict[Any, Any] = {}
        # moments are few beside the rows, and each takes long to say in the database's way
        return [_once(field, each[name], told) for each in held]
    return [field.get_db_prep_save(field.pre_save(row, add=True), connection) for row in rows]


def _stamped(field: models.Field) -> bool:
    """Whether the column is given the moment of writing."""
    return bool(getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False))


def _once(field: models.Field, value: Any, told: dict[Any, Any]) -> Any:
    if value not in told:
        told[value] = field.get_db_prep_save(value, connection)
    return told[value]


def _plain(field: models.Field, value: Any) -> Any:
    kind = type(value)
    if kind in PLAIN:
        return value
    if kind is date:
        return value.isoformat()
    return field.get_db_prep_save(value.value if isinstance(value, Enum) else value, connection)
