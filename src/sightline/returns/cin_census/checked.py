"""A census file asked every rule of its year, in the words in which a return is shown."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from django.urls import reverse

from sightline.returns.kit.declared import Checks, Wrong

if TYPE_CHECKING:
    from sightline.returns.kit.rules import Breach


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
        values=tuple(item.values),
        href=reverse("return_rule", args=[found.rule]) if known else "",
    )
