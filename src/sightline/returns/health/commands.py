"""`sightline returns health`: what a return would find wrong with the record, looked for again."""

from typing import Annotated

import typer

from sightline.base.terminal import AnswerFormat, Format, tell, working
from sightline.returns.cin_census.commands import returns

health = typer.Typer(no_args_is_help=True, help="What a return would find wrong with the record.")


def register(app: typer.Typer) -> None:
    """Put these commands beneath `sightline returns`."""
    returns.add_typer(health, name="health")


@health.callback()
def health_of_the_return() -> None:
    """What a return would find wrong with the record as it stands."""


@health.command("refresh")
def refresh(
    answer: AnswerFormat = Format.TEXT,
    full: Annotated[
        bool, typer.Option("--full", help="look at every child, and not only at who changed")
    ] = False,
) -> None:
    """Run the rules of this census year on the record of every child who changed.

    The first time in a day it looks at every child: some rules are broken by time alone.
    """
    from sightline.returns.health.actions import refresh as look_again

    with working("Looking at the record") as advance:
        done = look_again(full=full, advance=advance)
    if answer is Format.JSON:
        tell({"children": done.children, "found": done.found, "put_right": done.gone})
    else:
        typer.echo(f"{done.children} children looked at: {done.found} things found, "
                   f"{done.gone} put right.")
