"""`sightline insight`: publish what changed, and ask for a figure."""

from datetime import date, datetime, time
from enum import StrEnum
from typing import Annotated, Any

import typer

from sightline.base.terminal import AnswerFormat, Format, show, tell, working

commands = typer.Typer(no_args_is_help=True, help="Figures: publish what changed, ask for one.")


class Engine(StrEnum):
    """The engines that a figure can be asked of."""

    DUCKDB = "duckdb"
    POSTGRES = "postgres"


def register(app: typer.Typer) -> None:
    app.add_typer(commands, name="insight")


@commands.command("refresh")
def refresh(
    full: Annotated[
        bool, typer.Option("--full", help="publish everybody anew, not only what changed")
    ] = False,
    answer: AnswerFormat = Format.TEXT,
) -> None:
    """Bring the published relations in step with the record.

    Only people whose record changed are read again, unless --full is given or nothing was
    published yet. `sightline serve` does the same every five minutes.
    """
    from dataclasses import asdict

    from sightline.insight.publishing import refreshing

    with working("Publishing") as advance:
        done = refreshing.refresh(full=full, advance=advance)
    if answer is Format.JSON:
        tell(asdict(done))
        return
    how = "everybody" if done.full else "what changed"
    typer.echo(f"Published {how}: {done.people} people, {done.rows} rows")


@commands.command("list")
def listed(answer: AnswerFormat = Format.TEXT) -> None:
    """Every figure that can be asked for."""
    from sightline.kernel.indicators import indicators

    rows = [
        {"key": one.key, "title": one.title, "counts": one.words, "source": one.source}
        for one in indicators
    ]
    show(rows, {"key": "Key", "title": "Figure", "counts": "Counts"}, answer=answer)


@commands.command("measure")
def measure(
    key: Annotated[str, typer.Argument(help="a key from `sightline insight list`, such as RR12")],
    since: Annotated[str, typer.Option("--from", help="the first day, as 2025-04-01")],
    until: Annotated[str, typer.Option("--to", help="the last day, as 2026-03-31")],
    authority: Annotated[str, typer.Option(help="an authority's code; all when left out")] = "",
    known_at: Annotated[
        str, typer.Option(help="as we knew it at this moment: 2026-04-30, or 2026-04-30T09:00")
    ] = "",
    engine: Annotated[Engine, typer.Option(help="the engine to ask")] = Engine.DUCKDB,
    answer: AnswerFormat = Format.TEXT,
) -> None:
    """One figure with its breakdowns, as it was or as we knew it then.

    Numbers are whole, so this is for those who may produce returns: nothing small is hidden here.
    """
    from sightline.insight.measures.asking import Question
    from sightline.insight.publishing.files import NothingPublished
    from sightline.kernel.indicators import indicators

    if key not in indicators:
        known = ", ".join(one.key for one in indicators)
        raise typer.BadParameter(f"there is no figure {key!r}; there is {known}")
    moment = read_moment(known_at) if known_at else None
    question = Question(key, read_period(since, until), authority, moment, str(engine))
    try:
        told = answered(question)
    except NothingPublished as nothing:
        typer.echo(str(nothing), err=True)
        raise typer.Exit(1) from None
    if answer is Format.JSON:
        tell(told)
        return
    value = "" if told["percent"] is None else f", {told['percent']}%"
    typer.echo(f"{told['title']}\n{told['numerator']} of {told['denominator']}{value}")
    for line in told["breakdowns"]:
        show(line["lines"], {"code": line["title"], "numerator": "Of these", "denominator": "All"})


def answered(question: Any) -> dict[str, Any]:
    """A figure in the words of its JSON."""
    from sightline.insight.measures.asking import Asked

    asked, indicator = Asked(question), question.indicator
    return {
        "key": indicator.key, "title": indicator.title,
        "from": question.period.since, "to": question.period.until,
        "authority": question.authority or None, "known_at": question.known_at,
        "engine": question.engine,
        "numerator": asked.count.numerator, "denominator": asked.count.denominator,
        "percent": None if indicator.shape == "spread" else asked.count.share,
        "breakdowns": [
            {
                "column": each.column, "title": each.title,
                "lines": [
                    {"code": line.code, "numerator": line.count.numerator,
                     "denominator": line.count.denominator}
                    for line in asked.lines(each.column)
                ],
            }
            for each in indicator.breakdowns
        ],
    }


def read_period(since: str, until: str) -> Any:
    """The days asked for; refused in words when they are no days, or the wrong way round."""
    from sightline.kernel.indicators import Period

    try:
        return Period(date.fromisoformat(since), date.fromisoformat(until))
    except ValueError as wrong:
        raise typer.BadParameter(f"--from {since!r} --to {until!r}: {wrong}") from None


def read_moment(text: str) -> datetime:
    """A moment in London; a day alone means its end."""
    from sightline.base.moments import at, london

    try:
        if len(text) == 10:
            return at(date.fromisoformat(text), time.max)
        return london(datetime.fromisoformat(text))
    except ValueError:
        wanted = "write 2026-04-30 or 2026-04-30T09:00"
        raise typer.BadParameter(f"--known-at {text!r} is no moment; {wanted}") from None
