"""`sightline serve`: the pages, one job worker and the scheduler, kept alive together."""

import sys
from typing import Annotated

import typer

from sightline.project.supervision import Child, Supervisor

#: Seconds after the pages that the jobs begin: whoever starts Sightline waits for the pages.
BACKGROUND = 4.0


def register(app: typer.Typer) -> None:
    app.command("serve")(serve)


def serve(
    host: Annotated[str, typer.Option(help="the address to listen on")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="the port to listen on")] = 8000,
    workers: Annotated[int, typer.Option(help="web processes; one for each processor")] = 2,
    threads: Annotated[int, typer.Option(help="threads in each web process")] = 4,
) -> None:
    """Serve the pages and run the jobs until you stop it with Ctrl-C.

    A process that dies is started again. Behind an authority's own HTTPS, set SIGHTLINE_HTTPS=1
    and SIGHTLINE_HOSTS to its name.
    """
    refuse_an_old_shape()
    refuse_a_taken_port(host, port)
    typer.echo(f"Sightline is at http://{host}:{port}/  (Ctrl-C to stop)")
    raise typer.Exit(supervisor(host, port, workers, threads).run())


def refuse_an_old_shape() -> None:
    """Stop before serving from a database that this version would misread."""
    from sightline.project.commands.migrate import unapplied

    if lacking := unapplied():
        typer.echo(
            f"The database lacks {len(lacking)} changes of shape, the first {lacking[0]}. "
            "Run: sightline migrate",
            err=True,
        )
        raise typer.Exit(1)


def refuse_a_taken_port(host: str, port: int) -> None:
    """Stop before two installations answer at one address, each with its own records."""
    from sightline.project.checking import taken

    if taken(host, port):
        raise typer.BadParameter(
            f"somebody is serving at {host}:{port} already. Stop them, or choose another --port"
        )


def supervisor(host: str, port: int, workers: int, threads: int) -> Supervisor:
    """The three kinds of process that an installation is."""
    python = [sys.executable, "-m"]
    web = [*python, "sightline.project.web", host, str(port), str(workers), str(threads)]
    jobs = [*python, "django", "db_worker", "--queue-name", "*", "--no-reload", "-v", "0"]
    return Supervisor(
        [
            Child("web", web),
            Child("jobs", jobs, after=BACKGROUND),
            Child("scheduler", [*python, "sightline.project.scheduler"], after=BACKGROUND),
        ]
    )
