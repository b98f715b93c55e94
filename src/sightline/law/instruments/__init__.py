"""The instruments the clocks cite: Acts, regulations and guidance, with their days in force."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

from sightline.kernel.clocks import Verified
from sightline.law.reading import Reading

HERE = Path(__file__).parent
FIELDS = frozenset(
    ["title", "kind", "cited_as", "since", "until", "replaced_by", "verified", "note"]
)


class Kind(StrEnum):
    """What sort of text an instrument is."""

    ACT = "act"
    REGULATIONS = "regulations"
    GUIDANCE = "statutory guidance"
    STANDARD = "national standard"
    LOCAL = "local procedure"


@dataclass(frozen=True, slots=True)
class Instrument:
    """One text of law or guidance, and whether anybody here has read it."""

    key: str
    title: str
    kind: Kind
    cited_as: str
    since: date | None
    until: date | None
    replaced_by: str
    verified: Verified
    note: str = ""


@cache
def instruments() -> dict[str, Instrument]:
    """Every instrument, by key."""
    found: dict[str, Instrument] = {}
    for path in sorted(HERE.glob("*.yaml")):
        for key, reading in Reading.of(path).entries().items():
            if key in found:
                reading.fail("each instrument once", f"{key} (a second time)")
            found[key] = _instrument(key, reading)
    return found


def _instrument(key: str, reading: Reading) -> Instrument:
    given = reading.entries(FIELDS)
    for needed in ("title", "kind", "cited_as", "verified"):
        if needed not in given:
            reading.fail(f"an instrument with '{needed}'", f"{key} without it")
    since, until = given.get("since"), given.get("until")
    return Instrument(
        key=key,
        title=given["title"].text(),
        kind=given["kind"].choice(Kind),
        cited_as=given["cited_as"].text(),
        since=None if since is None or since.empty else since.day(),
        until=None if until is None or until.empty else until.day(),
        replaced_by=given["replaced_by"].text() if "replaced_by" in given else "",
        verified=given["verified"].choice(Verified),
        note=given["note"].text() if "note" in given else "",
    )


def cited_by(text: str) -> list[Instrument]:
    """The instruments a citation names, found by how each is cited."""
    return [found for found in instruments().values() if found.cited_as in text]
