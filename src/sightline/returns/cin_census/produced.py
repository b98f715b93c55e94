"""What `sightline returns cin` did and says: the file, its hash, and what is new since the last."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sightline.base.terminal import working
from sightline.returns.cin_census import layout
from sightline.returns.cin_census.actions.producing import write_return
from sightline.returns.cin_census.declared import CENSUS
from sightline.returns.cin_census.modules import WORDS
from sightline.returns.submissions.actions import prepare
from sightline.returns.submissions.models import SignedOff
from sightline.returns.submissions.since import since_signed

if TYPE_CHECKING:
    from sightline.access.authorities.models import Authority
    from sightline.access.users.models import User
    from sightline.returns.kit.declared import Since


@dataclass(frozen=True)
class Produced:
    """A file that was written, and under which number its bytes are kept, if they are."""

    path: Path
    year: int
    serial: str
    digest: str
    size: int
    modules: Mapping[str, int]
    notes: tuple[str, ...]
    kept_as: int | None = None
    signed: SignedOff | None = None
    since: Since | None = None

    def as_data(self) -> dict[str, Any]:
        """The same for a machine."""
        told: dict[str, Any] = {
            "file": str(self.path), "census_year": layout.year_words(self.year),
            "serial": self.serial, "children": self.modules.get("children", 0),
            "episodes": self.modules.get("episodes", 0), "modules": dict(self.modules),
            "sha256": self.digest, "bytes": self.size, "notes": list(self.notes),
            "prepared": self.kept_as,
        }
        if self.signed is not None and self.since is not None:
            told["since_signed_off"] = {
                "signed_at": self.signed.signed_at, "serial": self.signed.prepared.serial,
                "came": len(self.since.came), "went": len(self.since.went),
                "changed": len(self.since.changed),
            }
        return told

    def lines(self) -> Iterator[str]:
        """The same for a person."""
        yield (f"{self.path}: {self.modules.get('children', 0)} children, "
               f"{self.modules.get('episodes', 0)} episodes of need, census "
               f"{layout.year_words(self.year)}, submission {self.serial}.")
        yield "; ".join(f"{WORDS[key]}: {count}" for key, count in self.modules.items())
        yield f"SHA-256 {self.digest}"
        yield from self.notes
        if self.signed is not None and self.since is not None:
            yield (f"Since submission {self.signed.prepared.serial} was signed off on "
                   f"{self.signed.signed_at:%-d %B %Y}: {len(self.since.came)} children are new in "
                   f"it, {len(self.since.went)} are in it no longer, of {len(self.since.changed)} "
                   "it says something else.")
        if self.kept_as is not None:
            yield ("Its bytes are kept. It is not to be sent before it is signed off: "
                   f"/returns/prepared/{self.kept_as}/")


def produced(
    out: Path, authority: Authority, year: int, *, by: User, serial: str = "", whole: bool = False
) -> Produced:
    """Write the file, and keep its bytes unless the whole of the record was asked for."""
    with working("Writing the census") as advance:
        if whole:
            made = write_return(out=out, authority=authority, year=year, by=by, whole=True,
                                serial=serial or "001", told=advance)
            return Produced(out, year, made.serial, made.digest, made.size, made.modules,
                            tuple(made.notes()))
        kept = prepare(what=CENSUS, authority=authority, year=year, by=by, out=out, serial=serial,
                       told=advance)
    signed, found = since_signed(kept, out)
    modules = {count.module: count.number for count in kept.counts.all()}
    return Produced(out, year, kept.serial, kept.digest, kept.size, modules,
                    tuple(kept.notes.splitlines()), kept.pk, signed, found)
