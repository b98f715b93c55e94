"""A column that SQLite may compare and not look up, where its index holds nearly every row."""

from typing import Any

from django.db.models import BigIntegerField, F, Func


class Unindexed(Func):
    """The number in a column, as it stands; SQLite begins with something else.

    SQLite takes the authority of each row for a good beginning although most rows are of one.
    PostgreSQL counts what the columns hold, and is given the column itself.
    """

    template = "%(expressions)s"
    arity = 1

    def __init__(self, column: str, **extra: Any) -> None:
        super().__init__(F(column), output_field=BigIntegerField(), **extra)

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """The column after a sign that changes nothing but that."""
        return self.as_sql(compiler, connection, template="+%(expressions)s", **extra)
