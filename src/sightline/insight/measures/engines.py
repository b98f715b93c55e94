"""The engines that a figure can be asked of, and the relations as an engine's expressions see them.

An expression names relations by their published columns and no engine, so the same one runs on
DuckDB (in this process, from the file of figures) and on PostgreSQL (the schema `published`). Ibis
takes a second to bring in, so it comes with the first figure and not with every process.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from django.db import connection

from sightline.insight.publishing import files, tables
from sightline.kernel.relations import Kind, Relation, relations

DUCKDB = "duckdb"
POSTGRES = "postgres"
ENGINES = (DUCKDB, POSTGRES)
TYPES = {
    Kind.TEXT: "string", Kind.WHOLE: "int64", Kind.YES_NO: "boolean", Kind.DAY: "date",
    Kind.MOMENT: "timestamp(6)",
}


@contextmanager
def reading(engine: str = DUCKDB) -> Iterator[Any]:
    """An engine with the relations open to be read."""
    if engine not in ENGINES:
        raise ValueError(f"No engine called {engine!r}; there is {' and '.join(ENGINES)}.")
    backend = _postgres() if engine == POSTGRES else _duckdb()
    try:
        yield backend
    finally:
        backend.disconnect()


def _duckdb() -> Any:
    import ibis

    return ibis.duckdb.connect(str(files.in_use().path), read_only=True)


def _postgres() -> Any:
    if not tables.here() or not tables.shape():
        raise files.NothingPublished(
            "Nothing is published in PostgreSQL. Set DATABASE_URL to the PostgreSQL that holds the "
            "record, and run: sightline insight refresh"
        )
    import ibis

    told = connection.settings_dict
    return ibis.postgres.connect(
        host=told["HOST"] or None, port=int(told["PORT"] or 5432), user=told["USER"],
        password=told["PASSWORD"] or None, database=told["NAME"], schema=tables.SCHEMA,
    )


def shown(relation: Relation) -> Any:
    """A relation as an expression names it, on whichever engine."""
    import ibis

    schema = {column.name: TYPES[column.kind] for column in relation.all_columns()}
    return ibis.table(schema, name=relation.name)


class Known(Mapping[str, Any]):
    """The relations as they stand, or as they were known at a moment; of one authority, or all."""

    def __init__(self, known_at: datetime | None = None, authority: str = "") -> None:
        self.known_at = known_at
        self.authority = authority

    def __getitem__(self, name: str) -> Any:
        import ibis

        relation = relations[name]
        found = shown(relation)
        if not relation.subject:
            return found
        if self.authority:
            found = found.filter(found.authority == self.authority)
        if self.known_at is None:
            return found.filter(found.voided_at.isnull())
        moment = ibis.literal(self.known_at.astimezone(UTC).replace(tzinfo=None), "timestamp(6)")
        still = found.voided_at.isnull() | (found.voided_at > moment)
        return found.filter(found.recorded_at <= moment, still)

    def __iter__(self) -> Iterator[str]:
        return iter([relation.name for relation in relations])

    def __len__(self) -> int:
        return len(relations)
