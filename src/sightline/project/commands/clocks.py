"""`sightline clocks`: the law as it is held here, a due date worked out, and every clock again."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date, datetime
from typing import Annotated, Any

import typer

from sightline.base.terminal import AnswerFormat, Format, show, tell, working
from sightline.kernel.clocks import ClockRule

BATCH = 200

commands = typer.Typer(no_args_is_help=True, help="Deadlines: the law, a due date, a rebuild.")


def register(app: typer.Typer) -> None:
    app.add_typer(commands, name="clocks")


@commands.command("list")
def listed(answer: AnswerFormat = Format.TEXT) -> None:
    """Every clock: its limit in force today, how binding it is, and the law it comes from."""
    columns = {
        "key": "Key",
        "title": "Clock",
        "limit": "Limit today",
        "strength": "Strength",
        "change": "Local change",
        "citation": "Law",
        "verified": "Read by us",
    }
    show((clock_row(rule) for rule in all_rules()), columns, answer=answer)


def all_rules() -> Iterator[ClockRule]:
    from sightline.record.spine.deriving import rules

    return iter(sorted(rules(), key=lambda rule: rule.key))


def clock_row(rule: ClockRule) -> dict[str, Any]:
    from sightline.base.moments import today

    version = rule.version_on(today())
    return {
        "key": rule.key,
        "title": rule.title,
        "limit": version.limits() if version else "none in force",
        "since": version.since if version else None,
        "strength": str(rule.strength),
        "change": str(rule.change),
        "citation": version.cite if version else "",
        "verified": str(version.verified) if version else "",
        "carry_over": bool(version and version.carry_over),
    }


@commands.command("due")
def due(
    key: Annotated[str, typer.Argument(help="a key from `sightline clocks list`, such as icpc")],
    start: Annotated[
        str,
        typer.Option(help="when it starts: 2026-12-11, or 2026-12-11T22:00", show_default=False),
    ],
    authority: Annotated[str, typer.Option(help="an authority's code, for its local limits")] = "",
    now: Annotated[str, typer.Option(help="say how it stands at this moment, not today's")] = "",
    outcome: Annotated[str, typer.Option(help="the outcome of the starting event")] = "",
    answer: AnswerFormat = Format.TEXT,
) -> None:
    """When a duty falls due if it starts at a moment: date, version of the law, citation, state."""
    from sightline import law
    from sightline.base.moments import now as this_moment
    from sightline.kernel.due import due as kernel_due

    begun = read_moment(start, "--start")
    found = kernel_due(
        the_rule(key, begun),
        begun,
        law.calendar(),
        local=local_values(authority),
        authority=authority,
        outcome=outcome,
        now=at_noon(read_moment(now, "--now")) if now else this_moment(),
    )
    if answer is Format.JSON:
        tell(asdict(found))
        return
    named = {"title": "Clock", "limit": "Limit", "due_on": "Due on", "due_at": "Due at"}
    named |= {"state": "State", "version": "Version since", "citation": "Law"}
    named |= {"strength": "Strength", "verified": "Read by us", "note": "Note"}
    values = asdict(found)
    if found.due_at:
        values["due_at"] = f"{found.due_at:%H:%M on %A %-d %B %Y}"
    if found.due_on:
        values["due_on"] = f"{found.due_on:%A %-d %B %Y}"
    rows = [{"what": words, "is": values[name]} for name, words in named.items() if values[name]]
    show(rows, {"what": key, "is": ""})


def the_rule(key: str, begun: date | datetime) -> ClockRule:
    for rule in all_rules():
        if rule.key == key:
            return rule
    day = begun.date() if isinstance(begun, datetime) else begun
    catalogued = rules_of_the_catalogue(key)
    catalogued = [rule for rule in catalogued if rule.version_on(day)] or catalogued[:1]
    if len(catalogued) == 1:
        return catalogued[0]
    if catalogued:
        ways = ", ".join(rule.versions[-1].id for rule in catalogued)
        raise typer.BadParameter(f"{key!r} is counted in several ways; name one of: {ways}")
    near = sorted(rule.key for rule in all_rules() if key[:3] in rule.key)
    hint = f" Near it: {', '.join(near)}." if near else ""
    raise typer.BadParameter(f"there is no clock {key!r}.{hint} See: sightline clocks list")


def rules_of_the_catalogue(key: str) -> list[ClockRule]:
    """Limits of the law whose process is not built here, by key or by the row's own name."""
    from sightline.law import reference

    found = list(reference.rules(key))
    if not found:
        named = (row.clock_key for row in reference.rows() if row.id == key.upper())
        found = [
            rule
            for clock_key in named
            for rule in reference.rules(clock_key)
            if any(version.id == key.upper() for version in rule.versions)
        ]
    return found


def read_moment(text: str, option: str) -> date | datetime:
    from sightline.base.moments import london

    try:
        return date.fromisoformat(text) if len(text) == 10 else london(datetime.fromisoformat(text))
    except ValueError:
        wanted = "write 2026-12-11 or 2026-12-11T22:00"
        raise typer.BadParameter(f"{option} {text!r} is no moment; {wanted}") from None


def at_noon(moment: date | datetime) -> datetime:
    from datetime import time

    from sightline.base.moments import at

    return moment if isinstance(moment, datetime) else at(moment, time(12))


def local_values(authority: str) -> Any:
    """The local limits of that authority; none when none is named, so no database is asked."""
    if not authority:
        return ()
    from sightline.access.authorities.models import Authority
    from sightline.record.spine.deriving import local_values as standing

    if not Authority.objects.filter(code=authority).exists():
        known = ", ".join(Authority.objects.order_by("code").values_list("code", flat=True))
        raise typer.BadParameter(f"no authority {authority!r} here; there is {known or 'none yet'}")
    return standing()


@commands.command("rebuild")
def rebuild(
    check: Annotated[bool, typer.Option("--check", help="only say what would change")] = False,
    answer: AnswerFormat = Format.TEXT,
) -> None:
    """Work out every clock again from the events. Changes nothing if all is well.

    With --check nothing is written, and the command fails when a stored clock differs.
    """
    from sightline.record.spine.models import Step

    ids = list(
        Step.objects.filter(child__isnull=False)
        .order_by("child_id")
        .values_list("child_id", flat=True)
        .distinct()
    )
    found = {"children": len(ids), "new": 0, "changed": 0, "gone": 0}
    with working("Working out clocks", len(ids)) as advance:
        for batch in batches(ids):
            differing = derive_batch(batch, write=not check)
            found["new"] += len(differing.new)
            found["changed"] += len(differing.changed)
            found["gone"] += len(differing.gone)
            advance(len(batch))
    differing_clocks = found["new"] + found["changed"] + found["gone"]
    if answer is Format.JSON:
        tell(found)
    else:
        verb = "differ" if check else "were put right"
        typer.echo(f"{found['children']} children: {differing_clocks} clocks {verb}")
    if check and differing_clocks:
        raise typer.Exit(1)


def derive_batch(ids: list[int], *, write: bool) -> Any:
    """The difference for some children; written in a transaction short enough for SQLite."""
    from django.db import transaction

    from sightline.record.spine.deriving import difference, rederive

    if not write:
        return difference(ids)
    with transaction.atomic():
        return rederive(ids)


def batches(ids: list[int]) -> Iterable[list[int]]:
    return (ids[start : start + BATCH] for start in range(0, len(ids), BATCH))
