"""`sightline authorities`: those that keep their records in this installation."""

from datetime import datetime
from typing import Annotated

import typer

commands = typer.Typer(no_args_is_help=True, help="The authorities of this installation.")


def register(app: typer.Typer) -> None:
    app.add_typer(commands, name="authorities")


@commands.command("add")
def add(
    code: Annotated[str, typer.Argument(help="its three-digit DfE number, such as 999")],
    name: Annotated[str, typer.Argument(help="its name: 'Borough of Merrow'")],
    go_live: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="the first day recorded here"),
    ] = None,
) -> None:
    """Let an authority keep its records here."""
    from django.core.exceptions import ValidationError

    from sightline.access.authorities.actions import add_authority

    try:
        day = go_live.date() if go_live else None
        authority = add_authority(code=code, name=name, by=None, go_live_on=day)
    except ValidationError as problem:
        raise typer.BadParameter("; ".join(problem.messages)) from None
    typer.echo(f"{authority.name} ({authority.code}) keeps its records here.")
