"""`sightline board`: attendance at the partnership's meetings, for a person or a machine."""

from typing import Annotated, Any

import typer

from sightline.base.terminal import AnswerFormat, Format, show, tell

commands = typer.Typer(no_args_is_help=True, help="The safeguarding partnership's meetings.")


def register(app: typer.Typer) -> None:
    """Add the commands of this room."""
    app.add_typer(commands, name="board")


@commands.callback()
def keep_its_name() -> None:
    """The safeguarding partnership's meetings."""


@commands.command("attendance")
def attendance(
    body: Annotated[str, typer.Argument(help="the body's name, or its number")],
    year: Annotated[int, typer.Option(help="the year it begins in: 2025 is 2025-26")] = 0,
    answer: AnswerFormat = Format.TEXT,
) -> None:
    """Who came, meeting by meeting and agency by agency, in a year from April to March."""
    from sightline.base.moments import today
    from sightline.partnership.board import periods
    from sightline.partnership.board.attendance import attendance as counted

    named = the_body(body)
    held = periods.years(named)
    asked = periods.Year(year) if year else (held or [periods.year_of(today())])[0]
    found = counted(named, asked.since, asked.until)
    if answer is Format.JSON:
        tell(as_answer(found))
        return
    rows = as_answer(found)["meetings"]
    columns = {"held_on": "Meeting", "attended": "Attended", "of": "Of", "percent": "Per cent",
               "substitutes": "Substitutes", "vacant": "Vacant", "blank": "Blank"}
    show(rows, columns)
    typer.echo(f"{named.name}, {asked}: mean {found.mean}%, all marks together {found.pooled}%.")


def the_body(text: str) -> Any:
    """A body by its name or its number."""
    from sightline.partnership.board.models import Body

    found = Body.objects.filter(name__iexact=text).first()
    if found is None and text.isdecimal():
        found = Body.objects.filter(pk=int(text)).first()
    if found is None:
        known = ", ".join(Body.objects.order_by("name").values_list("name", flat=True))
        raise typer.BadParameter(f"there is no body {text!r}; there is {known or 'none yet'}")
    return found


def as_answer(found: Any) -> dict[str, Any]:
    """The counts as plain values."""

    def plain(value: Any) -> float | None:
        return None if value is None else float(value)

    return {
        "body": found.body.name, "since": found.since, "until": found.until,
        "meetings": [
            {"held_on": held.meeting.held_on, "kind": held.meeting.kind,
             "attended": held.tally.attended, "of": held.tally.base,
             "percent": plain(held.tally.percent), "substitutes": held.tally.substitutes,
             "percent_with_substitutes": plain(held.tally.percent_with_substitutes),
             "vacant": held.tally.vacant, "blank": held.tally.blank}
            for held in found.meetings
        ],
        "mean": plain(found.mean), "pooled": plain(found.pooled),
        "pooled_with_substitutes": plain(found.pooled_with_substitutes),
        "seats": len(found.seats),
        "never_marked": [sat.seat.role for sat in found.never_marked],
        "never_came": [sat.seat.role for sat in found.never_came],
        "agencies": [
            {"agency": a.name, "attended": a.attended, "of": a.marked, "percent": plain(a.percent)}
            for a in found.agencies
        ],
    }
