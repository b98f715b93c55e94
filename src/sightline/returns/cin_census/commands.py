"""`sightline import cin-census` and `sightline returns`: the census in and out."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sightline.base.terminal import AnswerFormat, Format, tell, working
from sightline.returns.cin_census.checking.commands import add_to

if TYPE_CHECKING:
    from sightline.access.authorities.models import Authority
    from sightline.access.users.models import User

importing = typer.Typer(no_args_is_help=True, help="Bring records in from another system's file.")
returns = typer.Typer(no_args_is_help=True, help="Statutory returns: written and compared.")

REFUSED = 2


def register(app: typer.Typer) -> None:
    app.add_typer(importing, name="import")
    app.add_typer(returns, name="returns")
    add_to(returns)


@importing.callback()
def bring() -> None:
    """Bring records in from another system's file."""


@importing.command("cin-census")
def cin_census(
    file: Annotated[Path, typer.Argument(help="the census XML file, as it was sent")],
    authority: Annotated[
        str, typer.Option(help="the authority's DfE number", show_default=False)
    ],
    answer: AnswerFormat = Format.TEXT,
    go_live: Annotated[
        str, typer.Option(help="the first day recorded here, from which local timescales run")
    ] = "",
    team: Annotated[
        str, typer.Option(help="the team with which open children wait for a worker")
    ] = "To be placed",
    by: Annotated[str, typer.Option(help="the user name it is recorded under")] = "",
    any_sender: Annotated[
        bool, typer.Option("--any-sender", help="though the file names another authority")
    ] = False,
) -> None:
    """Read a children in need census file into people, steps, events and clocks.

    Every element that was mended or set aside is listed with the reason. Importing the same file
    again changes nothing; a corrected file of the same year voids and replaces.
    """
    from sightline.returns.cin_census.actions import import_file
    from sightline.returns.cin_census.report import as_data, lines
    from sightline.returns.kit.reading import FileRefused

    live_on = read_day(go_live, "--go-live") if go_live else None
    try:
        where = the_authority(authority, file)
        done = import_file(
            path=file, authority=where, by=the_user(by), go_live_on=live_on, team_name=team,
            any_sender=any_sender, watch=lambda total: working("Importing the census", total),
        )
    except FileRefused as refused:
        stop(refused, answer)
    if answer is Format.JSON:
        tell(as_data(done))
    else:
        for line in lines(done):
            typer.echo(line)


def stop(refused: Any, answer: Format) -> None:
    if answer is Format.JSON:
        tell({"error": refused.what, "line": refused.line, "column": refused.column,
              "what_to_do": refused.mend, "changed": False})
    typer.echo(str(refused), err=True)
    raise typer.Exit(REFUSED)


def read_day(text: str, option: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{option} {text!r} is no date; write 2026-06-10") from None


def the_authority(code: str, file: Path) -> "Authority":
    """The authority of that number; it joins the installation when a good file is there for it."""
    from sightline.access.authorities.actions import add_authority
    from sightline.access.authorities.models import Authority
    from sightline.law.reference import authorities
    from sightline.returns.cin_census.reading import read_file

    found = Authority.objects.filter(code=code).first()
    if found is not None:
        return found
    if not (code.isascii() and code.isdigit() and len(code) == 3):
        raise typer.BadParameter(f"--authority {code!r} is no DfE number; it has three figures")
    # a file that is refused leaves no authority behind
    read_file(file)
    return add_authority(code=code, name=authorities().get(code, f"Authority {code}"), by=None)


def the_user(name: str) -> "User":
    from sightline.access.users.actions import create_user
    from sightline.access.users.models import User

    wanted = name or "census-import"
    found: User | None = User.objects.filter(username=wanted).first()
    if found is not None:
        return found
    if name:
        raise typer.BadParameter(f"there is no user {name!r}")
    return create_user(username=wanted, display_name="Census import", by=None)


@returns.command("cin")
def cin(
    year: Annotated[str, typer.Option(help="the census year, as 2022-23", show_default=False)],
    authority: Annotated[str, typer.Option(help="its DfE number", show_default=False)],
    out: Annotated[Path, typer.Option(help="the file to write", show_default=False)],
    serial: Annotated[
        str, typer.Option(help="the running number of the submission, else the next one")
    ] = "",
    whole: Annotated[
        bool, typer.Option("--whole", help="what was over before the year too; it is not kept")
    ] = False,
    by: Annotated[
        str, typer.Option(help="the user name of who prepares it; somebody else signs it off")
    ] = "",
    answer: AnswerFormat = Format.TEXT,
) -> None:
    """Write the children in need census of a year from the record, as an XML file.

    The exact bytes are kept with their hash, to be signed off at /returns/ before they are sent.
    """
    from sightline.access.authorities.models import Authority
    from sightline.returns.cin_census.layout import known_year
    from sightline.returns.cin_census.produced import produced

    try:
        census_year = known_year(year)
    except ValueError as unread:
        raise typer.BadParameter(str(unread)) from None
    where = Authority.objects.filter(code=authority).first()
    if where is None:
        raise typer.BadParameter(f"no authority {authority!r} keeps its records here")
    check_kept(out, by, whole)
    made = produced(out, where, census_year, by=the_user(by), serial=serial, whole=whole)
    if answer is Format.JSON:
        tell(made.as_data())
    else:
        for line in made.lines():
            typer.echo(line)


def check_kept(out: Path, by: str, whole: bool) -> None:
    """Refuse a return with no folder to be written into, or that nobody prepares."""
    if not out.parent.is_dir():
        raise typer.BadParameter(f"there is no folder {str(out.parent)!r} to write into")
    if not by and not whole:
        raise typer.BadParameter(
            "say who prepares the return, by the name they sign in with: --by USERNAME. It is kept "
            "to be signed off, and whoever prepared it may not be who signs."
        )


@returns.command("compare")
def compare(
    sent: Annotated[Path, typer.Argument(help="the file that was imported")],
    made: Annotated[Path, typer.Argument(help="the file written from the record")],
    answer: AnswerFormat = Format.TEXT,
) -> None:
    """Every difference between an imported census file and one written from the record, and why.

    Ends with 1 when a difference has no explanation.
    """
    from sightline.returns.cin_census.comparing import compare_files
    from sightline.returns.kit.reading import FileRefused

    try:
        found = compare_files(sent, made)
    except FileRefused as refused:
        stop(refused, answer)
    if answer is Format.JSON:
        tell(found.as_data())
    else:
        for line in found.lines():
            typer.echo(line)
    if found.unexplained:
        raise typer.Exit(1)
