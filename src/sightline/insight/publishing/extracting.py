"""Rows of every relation drawn from the record, whole subjects at a time, as Arrow tables."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from sightline.insight.publishing.pseudonyms import token
from sightline.kernel.relations import Kind, Relation, relations
from sightline.record.spine.published import Batch, Subject

if TYPE_CHECKING:
    import pyarrow as pa

#: Children read at once: a few queries each time, and little memory.
AT_ONCE = 400


@cache
def arrow() -> dict[Kind, pa.DataType]:
    """The types of Arrow, which comes with the first publication and not with every process."""
    import pyarrow as pa

    return {
        Kind.TEXT: pa.string(), Kind.WHOLE: pa.int64(), Kind.YES_NO: pa.bool_(),
        Kind.DAY: pa.date32(), Kind.MOMENT: pa.timestamp("us"),
    }


def of_subjects() -> list[Relation]:
    """The relations whose rows are about a person."""
    return [relation for relation in relations if relation.subject]


def of_reference() -> list[Relation]:
    """The relations that are published whole."""
    return [relation for relation in relations if not relation.subject]


def shape() -> str:
    """What every relation looks like, in one word: another shape means publishing all again."""
    said = "\n".join(
        f"{relation.name} {[(c.name, str(c.kind)) for c in relation.all_columns()]}"
        for relation in relations
    )
    return hashlib.sha256(f"{said}\n{token('key', 0)}".encode()).hexdigest()[:16]


def schema(relation: Relation) -> pa.Schema:
    """The columns of a relation as Arrow has them; moments are UTC without a zone."""
    import pyarrow as pa

    return pa.schema([(column.name, arrow()[column.kind]) for column in relation.all_columns()])


def table(relation: Relation, rows: Iterable[Any]) -> pa.Table:
    """Rows as an Arrow table; a row without one of the columns is refused."""
    import pyarrow as pa

    wanted = schema(relation)
    listed = list(rows)
    arrays = [
        pa.array([_plain(row[name]) for row in listed], wanted.field(name).type)
        for name in wanted.names
    ]
    return pa.Table.from_arrays(arrays, schema=wanted)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(tzinfo=None)
    return value


def subjects(
    ids: Sequence[int], advance: Callable[[int], Any] = lambda count: None
) -> dict[str, pa.Table]:
    """Every row about these people, by relation; nobody's for those with no record."""

    wanted = of_subjects()
    parts: dict[str, list[pa.Table]] = {relation.name: [] for relation in wanted}
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        found = Batch(some, token).subjects()
        for relation in wanted:
            parts[relation.name].append(table(relation, _rows(relation, found)))
        advance(len(some))
    return {relation.name: _one(relation, parts[relation.name]) for relation in wanted}


def joined(parts: Sequence[dict[str, pa.Table]]) -> dict[str, pa.Table]:
    """What was drawn of some people and of others, as one."""
    return {
        relation.name: _one(relation, [part[relation.name] for part in parts])
        for relation in of_subjects()
    }


def _one(relation: Relation, parts: Sequence[pa.Table]) -> pa.Table:
    import pyarrow as pa

    return pa.concat_tables([schema(relation).empty_table(), *parts])


def _rows(relation: Relation, found: Iterable[Subject]) -> Iterable[Any]:
    return (row for subject in found for row in relation.extract(subject))


def references() -> dict[str, pa.Table]:
    """Every row of the relations that are published whole."""
    return {relation.name: table(relation, relation.extract(None)) for relation in of_reference()}
