"""`sightline docs`: the reference pages, printed from what the code declares."""

from pathlib import Path
from typing import Annotated

import typer

from sightline.project.printing import pages
from sightline.project.settings.home import CHECKOUT


def register(app: typer.Typer) -> None:
    app.command("docs")(docs)


def docs(
    into: Annotated[Path, typer.Option(help="the folder to print into")] = CHECKOUT
    / "docs"
    / "generated",
    check: Annotated[bool, typer.Option("--check", help="only say which pages are stale")] = False,
) -> None:
    """Print docs/generated from what the code declares: clocks, events, tables, roles, figures.

    With --check nothing is written, and the command fails when a page is stale.
    """
    stale = [name for name, text in pages().items() if read(into / name) != text]
    if check:
        typer.echo("\n".join(f"{name} is stale" for name in stale) or "every page is fresh")
        raise typer.Exit(1 if stale else 0)
    into.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (into / name).write_text(text, encoding="utf-8")
    typer.echo(f"{len(stale)} pages changed in {into}")


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""
