"""`sightline users`: the first people of an installation, and those who come later."""

from typing import Annotated

import typer

commands = typer.Typer(no_args_is_help=True, help="People who sign in, and their roles.")


def register(app: typer.Typer) -> None:
    app.add_typer(commands, name="users")


@commands.command("add")
def add(
    username: str,
    name: Annotated[str, typer.Option(help="as colleagues know them: 'Amira Khan'")],
    role: Annotated[list[str], typer.Option(help="a role's key; may be given several times")],
    authority: Annotated[
        str, typer.Option(help="DfE number of the authority; empty for every authority")
    ] = "",
    password: Annotated[
        str, typer.Option(prompt=True, hide_input=True, confirmation_prompt=True)
    ] = "",
) -> None:
    """Let somebody sign in, with roles from today."""
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError
    from django.db import transaction

    from sightline.access.authorities.models import Authority
    from sightline.access.users.actions import RoleRefused, create_user, give_role
    from sightline.base.moments import today

    try:
        where = Authority.objects.get(code=authority) if authority else None
        validate_password(password)
        with transaction.atomic():
            user = create_user(username=username, display_name=name, by=None, password=password)
            for key in role:
                give_role(user=user, role=key, authority=where, by=None, on=today())
    except Authority.DoesNotExist:
        raise typer.BadParameter(
            f"No authority has the number {authority}. Add it: sightline authorities add"
        ) from None
    except ValidationError as problem:
        raise typer.BadParameter("; ".join(problem.messages)) from None
    except (KeyError, RoleRefused) as problem:
        raise typer.BadParameter(str(problem.args[0])) from None
    typer.echo(f"{name} may sign in as {username}: {', '.join(role)}.")
