"""`sightline referral-form`: the telephone numbers that the form tells people to ring."""

from typing import Annotated

import typer

commands = typer.Typer(no_args_is_help=True, help="The professionals' referral form.")


def register(app: typer.Typer) -> None:
    """Add the commands of this room."""
    app.add_typer(commands, name="referral-form")


@commands.callback()
def keep_its_name() -> None:
    """The professionals' referral form."""


@commands.command("numbers")
def numbers(
    authority: Annotated[str, typer.Argument(help="DfE number of the authority")],
    day: Annotated[str, typer.Option(help="the number to ring by day")],
    night: Annotated[str, typer.Option(help="the number at night and weekends")] = "",
) -> None:
    """Say on which numbers the front door is reached; the form and its receipt show them."""
    from sightline.access.authorities.models import Authority
    from sightline.portal.referral_form.actions import set_numbers

    where = Authority.objects.filter(code=authority).first()
    if where is None:
        raise typer.BadParameter(
            f"No authority has the number {authority}. Add it: sightline authorities add"
        )
    set_numbers(authority=where, day_phone=day, night_phone=night, by=None)
    typer.echo(f"The form of {where.name} now says: ring {day}; at night {night or day}.")
