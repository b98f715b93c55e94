"""Every rule of the census, found in the rules' folder, and those of one year."""

from __future__ import annotations

from functools import cache

from sightline.returns.cin_census import rules as folder
from sightline.returns.kit.rules import Rule, by_code, declared_in

FIRST_YEAR, LAST_YEAR = 2023, 2027


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule there is, by code."""
    return declared_in(folder)


def rule(code: str) -> Rule | None:
    """The rule of that code."""
    return by_code(rules()).get(code)


def rules_of(year: int) -> tuple[Rule, ...]:
    """The rules in force in a census year."""
    return tuple(each for each in rules() if each.in_force(year))
