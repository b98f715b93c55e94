"""How the rows of a question become what its queryset would give, without composing it again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import QuerySet, Value
from django.db.models.expressions import Col
from django.db.models.query import (
    FlatValuesListIterable,
    ModelIterable,
    get_related_populators,
)


class Shape:
    """What Django's own reading of the rows looks up in a question, looked up once.

    The question itself is not held: only where each column goes, and what makes of it what Python
    has. Its rows are those of one model, with what is selected and annotated beside, or tuples.
    """

    def __init__(self, asked: QuerySet[Any, Any], compiler: Any) -> None:
        select, told = compiler.select, compiler.klass_info
        self.flat = asked._iterable_class is FlatValuesListIterable  # type: ignore[attr-defined]
        whole = asked._iterable_class is ModelIterable  # type: ignore[attr-defined]
        self.width = compiler.col_count
        self.converters = [
            (place, converters, _light(expression)) for place, (converters, expression)
            in compiler.get_converters([each[0] for each in select[: self.width]]).items()
        ]
        self.model = told["model"] if whole else None
        if whole:
            self.first, self.end = told["select_fields"][0], told["select_fields"][-1] + 1
            self.names = [each[0].target.attname for each in select[self.first : self.end]]
            self.beside = get_related_populators(told, select, DEFAULT_DB_ALIAS)
            self.annotated = list(compiler.annotation_col_map.items())

    def made(self, rows: Iterable[Iterable[Any]]) -> list[Any]:
        """What the queryset would have given for these rows."""
        read = [self._read(list(row)) for row in rows]
        if self.model is not None:
            return [self._row(row) for row in read]
        return [row[0] for row in read] if self.flat else [tuple(row) for row in read]

    def _read(self, row: list[Any]) -> list[Any]:
        for place, converters, expression in self.converters:
            value = row[place]
            for convert in converters:
                value = convert(value, expression, connection)
            row[place] = value
        return row[: self.width]

    def _row(self, row: list[Any]) -> Any:
        made = self.model.from_db(DEFAULT_DB_ALIAS, self.names, row[self.first : self.end])
        for each in self.beside:
            each.populate(row, made)
        for name, place in self.annotated:
            setattr(made, name, row[place])
        return made


def _light(expression: Any) -> Any:
    """A column as it is; of anything composed only what it is, for all of it would be kept."""
    if isinstance(expression, Col):
        return expression
    return Value(None, output_field=expression.output_field)
