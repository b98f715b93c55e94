"""`sightline drift run`: what had drifted on a day, as it was known then."""

from datetime import date, datetime
from typing import Annotated, Any

import typer

from sightline.base.terminal import AnswerFormat, Format, show

commands = typer.Typer(no_args_is_help=True, help="Failings looked for in every record.")


def register(app: typer.Typer) -> None:
    """Add `drift` to the command line."""
    app.add_typer(commands, name="drift")


@commands.callback()
def drift() -> None:
    """Failings that inspectors found, looked for in every record."""


@commands.command("run")
def run(
    as_at: Annotated[
        str, typer.Option("--as-at", help="the day asked about, as 2026-06-10; today otherwise")
    ] = "",
    known_at: Annotated[
        str,
        typer.Option(
            help="count what was known by this day or moment; the end of the day asked about "
            "otherwise"
        ),
    ] = "",
    authority: Annotated[str, typer.Option(help="an authority's code; all otherwise")] = "",
    detector: Annotated[str, typer.Option(help="one detector, such as D024")] = "",
    answer: AnswerFormat = Format.TEXT,
) -> None:
    """Every finding of a day: which failing, on which step, on what facts, and who is told.

    The answer about a day stays the same whatever is recorded, backdated, voided or reallocated
    afterwards; --known-at asks again with what was known later. Nothing is changed.
    """
    from sightline.base.moments import today
    from sightline.oversight.drift.running import run as look

    day = _day(as_at, "--as-at") if as_at else today()
    moment = _moment(known_at) if known_at else None
    alerts = look(
        as_at=day, known_at=moment, authority=_authority(authority), only=_only(detector)
    )
    columns = {
        "detector": "Detector", "child": "Child", "step": "Step", "level": "Level",
        "since": "Since", "facts": "Facts", "team": "Team", "told": "Told",
    }
    rows = _rows(alerts, day)
    if answer is Format.TEXT:
        rows = [
            row | {"facts": " ".join(row["facts"]), "told": ", ".join(row["told"])}
            for row in rows
        ]
    show(rows, columns, answer=answer)


def _rows(alerts: list[Any], day: date) -> list[dict[str, Any]]:
    from sightline.people.persons.models import Person
    from sightline.people.workforce.lookups import team_names

    names = team_names({a.team_id for a in alerts if a.team_id is not None}, day)
    children = {a.finding.child for a in alerts if a.finding.child is not None}
    refs = dict(Person.objects.filter(pk__in=children).order_by().values_list("pk", "ref"))
    return [
        {
            "detector": a.finding.detector, "child": refs.get(a.finding.child),
            "step": a.finding.step, "authority": a.finding.authority,
            "level": a.finding.level, "since": a.finding.since.isoformat(),
            "facts": list(a.finding.facts), "team": names.get(a.team_id), "worker": a.worker_id,
            "told": list(a.finding.told), "rule": a.finding.rule,
        }
        for a in alerts
    ]


def _only(key: str) -> tuple[str, ...]:
    from sightline.kernel.detectors import detectors

    if key and key not in detectors:
        known = ", ".join(each.key for each in detectors)
        raise typer.BadParameter(f"there is no detector {key!r}; there are {known}")
    return (key,) if key else ()


def _authority(code: str) -> Any:
    from sightline.access.authorities.models import Authority

    if not code:
        return None
    found = Authority.objects.filter(code=code).first()
    if found is None:
        known = ", ".join(Authority.objects.order_by("code").values_list("code", flat=True))
        raise typer.BadParameter(f"no authority {code!r} here; there is {known or 'none yet'}")
    return found


def _day(text: str, option: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{option} {text!r} is no day; write 2026-06-10") from None


def _moment(text: str) -> datetime:
    from sightline.base.moments import london
    from sightline.oversight.drift.knowing import end_of

    if len(text) == 10:
        return end_of(_day(text, "--known-at"))
    try:
        return london(datetime.fromisoformat(text))
    except ValueError:
        wanted = "write 2026-06-10 or 2026-06-10T17:30"
        raise typer.BadParameter(f"--known-at {text!r} is no moment; {wanted}") from None
