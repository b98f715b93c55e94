"""`sightline audit`: whether the trail is as it was written, and its head to be noted elsewhere."""

from dataclasses import asdict
from typing import Annotated

import typer

from sightline.base.terminal import AnswerFormat, Format, tell, working

commands = typer.Typer(no_args_is_help=True, help="The audit trail: verify it, note its head.")


def register(app: typer.Typer) -> None:
    app.add_typer(commands, name="audit")


@commands.command("verify")
def verify(
    noted: Annotated[
        str,
        typer.Option(
            help="a head noted earlier: shows whether the end was cut since (without it, the one "
            "that was last noted in the data directory)"
        ),
    ] = "",
    answer: AnswerFormat = Format.TEXT,
) -> None:
    """Walk the whole chain; exit 1 with the first entry that is not as it was written."""
    from sightline.access.audit.models import Entry
    from sightline.access.audit.noting import noted_head
    from sightline.access.audit.verifying import verify as walk

    with working("Verifying the audit trail", Entry.objects.count()) as advance:
        verdict = walk(noted=noted or noted_head(), progress=advance)
    broken = verdict.broken
    if answer is Format.JSON:
        place = asdict(broken) if broken else None
        tell({**asdict(verdict), "whole": verdict.whole, "broken": place})
    elif broken:
        entry = f", entry {broken.entry_id}" if broken.entry_id else ""
        typer.echo(f"The audit trail is broken at place {broken.position}{entry}: {broken.why}.")
        typer.echo(f"The {verdict.checked} entries before it are as they were written.")
    else:
        typer.echo(f"The audit trail is whole: {verdict.checked} entries.")
        typer.echo(f"Its head, to be noted where nobody here can write: {verdict.head}")
    raise typer.Exit(0 if verdict.whole else 1)


@commands.command("seal")
def seal() -> None:
    """Seal what is not sealed yet, and say the head of the chain."""
    from sightline.access.audit.actions import seal as seal_all
    from sightline.access.audit.verifying import head

    typer.echo(f"Sealed {seal_all(whole=True)} entries. Head: {head()}")
