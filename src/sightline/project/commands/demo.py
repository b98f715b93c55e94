"""`sightline demo`: a borough that nobody lives in, to look at and to learn on."""

import json
import os
import resource
import time
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from sightline.base.terminal import working

USUAL = 8000


class Scale(StrEnum):
    """How large a borough is made."""

    MERROW = "merrow"
    KENT = "kent"


def register(app: typer.Typer) -> None:
    app.command("demo")(demo)


def demo(
    today: Annotated[
        str, typer.Option(help="the day the borough believes it is, as 2026-06-10")
    ] = "",
    port: Annotated[
        int | None, typer.Option(help="the port to serve on (8000, or a free one if that is taken)")
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="fetch the home page and end")] = False,
    scale: Annotated[
        Scale | None,
        typer.Option(
            help="how large: merrow (900 children with work open) or kent (7,000, and 120,000 "
            "known, with ten years of work, for trying how quick it is)",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Make the demo borough if it is not there, and serve it on this machine.

    Everybody in it is made up. It is kept apart from real records, in `var/demo`; delete that
    folder to begin again. `--today` makes a borough that stays on that day.
    """
    from sightline.project.checking import check_served, free_port, taken
    from sightline.project.commands.serve import refuse_a_taken_port, supervisor

    read_day(today)
    refuse_real_records()
    if port and not check:
        refuse_a_taken_port("127.0.0.1", port)
    settle_the_day(today, scale)
    make_borough()
    if check:
        raise typer.Exit(check_served(free_port()))
    chosen = port or (free_port() if port == 0 or taken("127.0.0.1", USUAL) else USUAL)
    typer.echo(f"\nThe demo borough is at  http://127.0.0.1:{chosen}/   (Ctrl-C to stop)\n")
    raise typer.Exit(supervisor("127.0.0.1", chosen, 2, 4).run())


def refuse_real_records() -> None:
    """Stop before anything is changed in a database that holds an authority's own records.

    One click signs anybody in to a demonstration, so it never stands beside them.
    """
    from django.db import connection

    from sightline.access.authorities.models import Authority

    if Authority._meta.db_table not in connection.introspection.table_names():
        return
    borough = the_borough()
    if Authority.objects.exists() and (borough is None or not borough.stands()):
        raise typer.BadParameter(
            "this database holds an authority's records, and a demonstration lets anybody in. "
            "Give DATABASE_URL an empty database, or leave it empty"
        )


def settle_the_day(today: str, scale: Scale | None = None) -> None:
    """Fix the borough's day for this process and those it starts; begin again on another day.

    So too where it is to have another size than the one that is there.
    """
    from django.conf import settings
    from django.db import connection

    from sightline.access.audit import noting

    before = kept() if kept_at().exists() else None
    there = before or {"today": "", "scale": Scale.MERROW}
    wanted = {"today": read_day(today) or there["today"], "scale": scale or there["scale"]}
    if before is not None and wanted != before:
        if connection.vendor != "sqlite":
            raise typer.BadParameter(
                f"this database holds a borough of the size of {there['scale']}, made for "
                f"{there['today'] or 'the day itself'}; give --today and --scale as they were, "
                "or DATABASE_URL an empty database"
            )
        connection.close()
        for path in [*Path(settings.HOME).glob("sightline.sqlite3*"), noting.place()]:
            path.unlink(missing_ok=True)
    kept_at().write_text(json.dumps(wanted))
    if wanted["today"]:
        os.environ["SIGHTLINE_NOW"] = wanted["today"]


def kept_at() -> Path:
    """Where it is kept for which day, and in which size, the borough was made."""
    from django.conf import settings

    return Path(settings.HOME) / "borough.json"


def kept() -> dict[str, str]:
    """The day (empty for the day itself) and the size of the borough that is there."""
    return {"scale": str(Scale.MERROW)} | json.loads(kept_at().read_text())


def read_day(text: str) -> str:
    if not text:
        return ""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no date; write it as 2026-06-10") from None


def make_borough() -> None:
    """The database in its present shape, with the borough in it."""
    from sightline.base.jobs.counts import count_again
    from sightline.base.moments import today
    from sightline.project.shaping import bring_to_shape

    bring_to_shape(verbosity=0)
    borough = the_borough()
    if borough is None:
        return
    if borough.stands():
        typer.echo("The demo borough is there already.")
        return
    county = kept()["scale"] == Scale.KENT
    beside, begun = borough.Beside(), time.monotonic()
    total = borough.KNOWN if county else borough.CHILDREN
    with working("Making the demo borough", total=total) as advance:
        borough.make(today=today(), advance=advance, beside=beside, county=county)
    count_again()
    typer.echo(f"The demo borough is made. Look for {borough.SHOWN}, or sign in and look around.")
    if county:
        tell_what_it_came_to(time.monotonic() - begun, beside.peak)


def tell_what_it_came_to(seconds: float, beside: int) -> None:
    """What was made, in how long, and with how much memory at the most in both processes."""
    from sightline.demo.borough import counted

    for words, count in counted().items():
        typer.echo(f"{count:>12,}  {words}")
    here = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    typer.echo(f"{seconds:>12,.0f}  seconds")
    typer.echo(f"{here + beside:>12,}  MB of memory at the most, in two processes")


def the_borough():  # type: ignore[no-untyped-def]
    from importlib import import_module
    from importlib.util import find_spec

    if find_spec("sightline.demo") and find_spec("sightline.demo.borough"):
        return import_module("sightline.demo.borough")
    return None
