"""`sightline search`: the index of words compared with the record, and made again from it."""

from dataclasses import asdict
from typing import Annotated

import typer

from sightline.base.terminal import AnswerFormat, Format, tell, working

commands = typer.Typer(no_args_is_help=True, help="The index of words: make it again, check it.")


def register(app: typer.Typer) -> None:
    app.add_typer(commands, name="search")


# one command alone would lose its name
@commands.callback()
def named() -> None:
    """The index of words in the record."""


@commands.command("rebuild")
def rebuild(
    check: Annotated[bool, typer.Option("--check", help="only say what would change")] = False,
    answer: AnswerFormat = Format.TEXT,
) -> None:
    """Bring the index in line with the record; with --check, exit 1 when it is not.

    Run again, it changes nothing. Nobody who records has to wait for it.
    """
    from sightline.record.search.actions import rebuild as again
    from sightline.record.spine.models import Event

    last = Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    with working("Comparing" if check else "Indexing", last) as advance:
        found = again(check=check, watch=advance)
    if answer is Format.JSON:
        tell({**asdict(found), "differs": found.differs})
    else:
        verb = "would be" if check else "were"
        typer.echo(
            f"{found.events:,} events of children: {found.lacking:,} texts {verb} added, "
            f"{found.other:,} replaced, {found.left_over:,} taken out; "
            f"{found.words_lacking:,} words {verb} added, {found.words_left_over:,} forgotten."
        )
        if found.broken:
            typer.echo("The full-text tables did not say what the passages say.")
    if check and found.differs:
        raise typer.Exit(1)
