"""A census file asked every rule of its year, in the words in which a return is shown."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from django.urls import reverse

from sightline.returns.cin_census.wording import THERE, called, worded
from sightline.returns.kit.declared import Checks, Wrong

if TYPE_CHECKING:
    from sightline.returns.kit.rules import Breach

#: What is said of a row where what is wrong is that it is there.
THERE_IS = "is in the return"

def check(path: Path, year: int) -> Checks:
    """What the rules of a year find in a file, and the rules that could not be asked."""
    # the rules take a moment to load, and most processes never run them
    from sightline.returns.cin_census.checking.validating import validate

    done = validate(path, year)
    return Checks(
        rules=len(done.rules),
        wrong=tuple(_wrong(each, done.mends) for each in done.findings),
        not_evaluated=tuple(dict.fromkeys(each.rule for each in done.not_evaluated)),
    )


def _wrong(found: Breach, mends: dict[str, str]) -> Wrong:
    from sightline.returns.cin_census.checking.register import rule
    from sightline.returns.cin_census.checking.told import SEVERITIES, explained

    item = explained(found, mends)
    known = rule(found.rule) is not None
    return Wrong(
        rule=found.rule, kind=SEVERITIES[str(found.severity)], message=found.message,
        mend=item.mend, guide=item.guide, harm=item.harm, child=found.child or "",
        values=_values(found),
        href=reverse("return_rule", args=[found.rule]) if known else "",
    )


def _values(found: Breach) -> tuple[tuple[str, str], ...]:
    """The elements that broke the rule in the words of work, with what each says."""
    told = dict.fromkeys(
        (called(table, name), THERE_IS) if name == "LAchildID" and table in THERE
        else (called(table, name), worded(name, _day(value) or value or None))
        for (table, name, _), value in zip(found.locations, found.values, strict=False)
    )
    return tuple(told)


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value) if len(value) == len("2026-03-31") else None
    except ValueError:
        return None
