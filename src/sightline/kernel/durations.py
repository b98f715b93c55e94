"""Lengths of time as the law writes them: "15 working days", "3 months", "72 hours"."""

import re
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

AS_SOON_AS_PRACTICABLE = "as soon as practicable"


class DurationError(ValueError):
    """A length of time nobody here can read."""


class Unit(StrEnum):
    """What a limit is counted in."""

    HOUR = "hour"
    OPENING_HOUR = "opening hour"
    DAY = "day"
    WORKING_DAY = "working day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


_SPOKEN = {f"{unit}s": unit for unit in Unit} | {str(unit): unit for unit in Unit}
_SPOKEN |= {"calendar day": Unit.DAY, "calendar days": Unit.DAY}
_SHORT = {
    "h": Unit.HOUR,
    "oh": Unit.OPENING_HOUR,
    "d": Unit.DAY,
    "wd": Unit.WORKING_DAY,
    "w": Unit.WEEK,
    "m": Unit.MONTH,
    "y": Unit.YEAR,
}
ALLOWED_WORDS = ", ".join(f"{unit}s" for unit in Unit)


@dataclass(frozen=True, slots=True)
class Duration:
    """A limit as written: a whole number of units, or no number at all."""

    number: int | None
    unit: Unit = Unit.DAY

    def __str__(self) -> str:
        if self.number is None:
            return AS_SOON_AS_PRACTICABLE
        return f"{self.number} {self.unit}{'' if self.number == 1 else 's'}"

    @property
    def has_number(self) -> bool:
        return self.number is not None

    @property
    def in_hours(self) -> bool:
        return self.unit in (Unit.HOUR, Unit.OPENING_HOUR)


def parse(text: str) -> Duration:
    """Read "15 working days", "1 year" or "as soon as practicable"."""
    words = " ".join(str(text).split()).lower()
    if words == AS_SOON_AS_PRACTICABLE:
        return Duration(None)
    found = re.fullmatch(r"(\d+) ([a-z ]+)", words)
    if found and found[2] in _SPOKEN:
        return Duration(int(found[1]), _SPOKEN[found[2]])
    raise DurationError(_complaint(str(text), found[2] if found else ""))


def _complaint(text: str, unit: str) -> str:
    near = get_close_matches(unit, list(_SPOKEN), n=1)
    hint = f" Did you mean '{near[0]}'?" if near else ""
    return (
        f"Not a duration the house knows: '{text}'. Write a whole number and one of: "
        f"{ALLOWED_WORDS}; or '{AS_SOON_AS_PRACTICABLE}'.{hint}"
    )


def parse_short(text: str) -> Duration:
    """Read a warning as it is written in a clock: "5wd", "2w", "24h", or "0" for the day itself."""
    word = str(text).strip().lower().lstrip("-")
    if word == "0":
        return Duration(0)
    found = re.fullmatch(r"(\d+)([a-z]+)", word)
    if found and found[2] in _SHORT:
        return Duration(int(found[1]), _SHORT[found[2]])
    raise DurationError(
        f"Not a warning the house knows: '{text}'. Write a whole number and one of: "
        f"{', '.join(_SHORT)} (hours, opening hours, days, working days, weeks, months, years); "
        "or 0 for the day itself."
    )
