"""`sightline`: the one command, and the rooms' own commands beneath it."""

import os
import sys
from importlib import import_module
from importlib.util import find_spec

import typer

BASE_SETTINGS = "sightline.project.settings.base"
DEMO_SETTINGS = "sightline.project.settings.demo"
#: Commands that read a file and ask nothing of the record: they need no house.
WITHOUT_A_HOUSE = {("returns", "validate"), ("returns", "check-cases"), ("returns", "rules")}

app = typer.Typer(
    name="sightline",
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,
    rich_markup_mode="markdown",
    add_completion=False,
    help=(
        "Every child in view: what should have happened by now, and under which law.\n\n"
        "Start with **sightline demo**. Every command explains itself: add --help to it."
    ),
    epilog=(
        "Records are kept in the folder that SIGHTLINE_HOME names (`var` otherwise), "
        "or in PostgreSQL when DATABASE_URL is set."
    ),
)


@app.callback()
def stand_up() -> None:
    """Bring the house up before any command runs; asking for help needs no house."""
    if tuple(sys.argv[1:3]) in WITHOUT_A_HOUSE:
        return
    import django

    django.setup()


def main() -> None:
    """Gather every command and run the one that was asked for."""
    # whatever is written here is somebody's record: nobody else on this machine reads it
    os.umask(0o077)
    settings = DEMO_SETTINGS if sys.argv[1:2] == ["demo"] else BASE_SETTINGS
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", settings)
    gather()
    try:
        app()
    except Exception as fault:
        if not is_without_tables(fault):
            raise
        typer.echo(
            "The records here are not in the shape this version needs, or there are none yet."
            "\nRun `sightline migrate`; SIGHTLINE_HOME or DATABASE_URL says where they are kept.",
            err=True,
        )
        sys.exit(1)


def is_without_tables(fault: BaseException | None) -> bool:
    """Whether a database lacks a table or a column, as one does that was never migrated."""
    from django.db import DatabaseError

    words = ("no such table", "no such column", "UndefinedTable", "UndefinedColumn")
    told = f"{fault} {type(getattr(fault, '__cause__', None)).__name__}"
    return isinstance(fault, DatabaseError) and any(word in told for word in words)


def gather() -> typer.Typer:
    """The commands of this floor, then those of each room that brings some, floor by floor.

    A room's `commands.py` has `register(app)`. It is read before the house stands, so it imports
    its models inside the commands and not above them.
    """
    from sightline.project.settings.apps import ROOMS

    own = ("demo", "serve", "migrate", "rooms", "clocks", "docs")
    for module in (f"sightline.project.commands.{name}" for name in own):
        import_module(module).register(app)
    for room in ROOMS:
        if room != "sightline.project" and find_spec(f"{room}.commands"):
            import_module(f"{room}.commands").register(app)
    return app
