"""A database laid at once has the shape that walking through every migration gives."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

from sightline.project.shaping import lay

#: What a table says of itself, one saying for each column, constraint or index.
SAYINGS = re.compile(r", (?![^(]*\))")


def fresh() -> BaseDatabaseWrapper:
    """A connection to a database in memory that has nothing in it."""
    settings = {**connections.settings["default"], "NAME": ":memory:"}
    return type(connections["default"])(settings, alias="default")


def shape(of: BaseDatabaseWrapper) -> dict[tuple[str, str], list[str]]:
    """Everything the database holds beside rows; the order of columns says nothing."""
    with of.cursor() as cursor:
        cursor.execute("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite%'")
        found = cursor.fetchall()
    return {(kind, name): sorted(SAYINGS.split(" ".join((sql or "").split())[:-1]))
            for kind, name, sql in found}


def counts(of: BaseDatabaseWrapper) -> dict[str, int]:
    """How many rows each table holds."""
    with of.cursor() as cursor:
        tables = of.introspection.table_names(cursor)
        return {
            table: cursor.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]
            for table in tables
        }


@contextmanager
def default(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Make this the database of whoever does not say which: migrations of others do not."""
    before = connections["default"]
    connections["default"] = connection
    try:
        yield
    finally:
        connections["default"] = before


@pytest.mark.sqlite
@pytest.mark.long
@pytest.mark.django_db
def test_laid_at_once_and_step_by_step_give_the_same() -> None:
    walked, laid = fresh(), fresh()
    with default(walked):
        executor = MigrationExecutor(walked)
        executor.migrate(executor.loader.graph.leaf_nodes())
    with default(laid):
        assert lay(laid)
    assert shape(laid) == shape(walked)
    assert counts(laid) == counts(walked)
    assert ("trigger", "search_passage_stems_insert") in shape(laid)
    assert len(shape(laid)) > 300
    after = MigrationExecutor(laid)
    assert not after.migration_plan(after.loader.graph.leaf_nodes())
