"""A rule in words: for the command that explains it and for the printed list."""

from __future__ import annotations

from sightline.returns.cin_census.checking.register import FIRST_YEAR, LAST_YEAR
from sightline.returns.cin_census.layout import year_words
from sightline.returns.kit.rules import Rule


def row_of(rule: Rule) -> dict[str, str]:
    """Everything that is declared of a rule."""
    return {
        "code": rule.code, "severity": str(rule.severity), "module": rule.module,
        "must_hold": rule.must_hold, "message": rule.message, "what_to_do": rule.mend,
        "fields": ", ".join(rule.fields), "years": years_of(rule), "guide": rule.guide,
        "read_otherwise": rule.dispute or "nothing known",
    }


def years_of(rule: Rule) -> str:
    """The census years in which a rule is in force."""
    first, last = max(rule.since, FIRST_YEAR), min(rule.until, LAST_YEAR)
    return year_words(first) if first == last else f"{year_words(first)} to {year_words(last)}"
