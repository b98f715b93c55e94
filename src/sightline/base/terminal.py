"""What the command line shows: tables for people, JSON for machines, how far the work is."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Protocol

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

#: How wide a table is when it goes to a file and not to a screen.
WIDE = 160


class Format(StrEnum):
    """How an answer is written: for a person, or for a machine."""

    TEXT = "text"
    JSON = "json"


AnswerFormat = Annotated[
    Format, typer.Option("--format", help="text for a person to read, json for a machine")
]


class Advance(Protocol):
    """Called as work is done: by how many, and what is being done now."""

    def __call__(self, count: int = 1, words: str = "") -> None: ...


def show(
    rows: Iterable[Mapping[str, Any]],
    columns: Mapping[str, str] | Sequence[str],
    *,
    title: str = "",
    answer: Format = Format.TEXT,
) -> None:
    """Write rows as a table whose headings are `columns` (key to words), or as a JSON list."""
    listed = list(rows)
    if answer is Format.JSON:
        tell(listed)
        return
    headings = columns if isinstance(columns, Mapping) else {key: key for key in columns}
    table = Table(title=title or None, title_justify="left", header_style="bold")
    for place, words in enumerate(headings.values()):
        # a key is copied by hand or by mouse, so it is never broken over two lines
        table.add_column(words, overflow="fold", no_wrap=place == 0)
    for row in listed:
        table.add_row(*("" if row.get(key) is None else str(row.get(key)) for key in headings))
    console = Console()
    if not console.is_terminal:
        console = Console(width=WIDE)
    console.print(table)


def tell(answer: Any) -> None:
    """Write one answer as JSON: dates and moments in ISO form."""
    typer.echo(json.dumps(answer, indent=2, default=_plain, ensure_ascii=False))


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


@contextmanager
def working(words: str, total: int | None = None) -> Iterator[Advance]:
    """A progress bar on long work; on standard error, so that output can be piped."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    console = Console(stderr=True)
    with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task(words, total=total)

        def advance(count: int = 1, words: str = "") -> None:
            bar.update(task, advance=count, **({"description": words} if words else {}))

        yield advance
