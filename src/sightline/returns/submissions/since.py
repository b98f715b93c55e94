"""What has changed in the record since a return was prepared, as its reader may see it."""

from __future__ import annotations

import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sightline.access.policy import visible_children
from sightline.insight.screens.small import FEW, LEAST, unseen_words
from sightline.people.persons.summary import IdentityLine, summary
from sightline.returns.kit.declared import Since, declared
from sightline.returns.submissions.actions.preparing import next_serial
from sightline.returns.submissions.keeping import unpacked
from sightline.returns.submissions.models import Prepared, SignedOff

if TYPE_CHECKING:
    from sightline.access.users.models import User


@dataclass(frozen=True, slots=True)
class Seen:
    """One child whom the reader may open, and what is different of them."""

    line: IdentityLine
    what: str
    elements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """What has changed: counts for whoever sees returns, children for those who may open them."""

    same: bool
    came: str
    went: str
    elements: tuple[tuple[str, str], ...]
    children: tuple[Seen, ...]
    unseen: str


def compared(prepared: Prepared, by: User) -> Since:
    """The bytes that are kept, set beside what the record gives now; nothing is kept of it."""
    what = declared[prepared.kind]
    with tempfile.TemporaryDirectory(prefix="sightline-return-") as folder:
        now = Path(folder) / "now.xml"
        what.write(
            out=now, authority=prepared.authority, year=prepared.year, by=by,
            serial=next_serial(what, prepared.authority, prepared.year),
        )
        return what.since(laid_out(prepared, Path(folder)), now)


def since_signed(prepared: Prepared, path: Path) -> tuple[SignedOff | None, Since | None]:
    """The return of that year that was signed off last, and what a later file says otherwise."""
    signed = SignedOff.objects.filter(
        prepared__kind=prepared.kind, prepared__authority=prepared.authority_id,
        prepared__year=prepared.year,
    ).select_related("prepared").order_by("-signed_at", "-id").first()
    if signed is None:
        return None, None
    with tempfile.TemporaryDirectory(prefix="sightline-return-") as folder:
        before = laid_out(signed.prepared, Path(folder))
        return signed, declared[prepared.kind].since(before, path)


def laid_out(prepared: Prepared, folder: Path) -> Path:
    """The kept bytes as a file again."""
    path = folder / "before.xml"
    with path.open("wb") as file:
        for part in unpacked(prepared):
            file.write(part)
    return path


def shown(prepared: Prepared, found: Since, reader: User) -> Shown:
    """The changes as a reader may see them; a few of children they may not open is not a number."""
    what = declared[prepared.kind]
    everybody = sorted({*found.came, *found.went, *found.changed})
    people = what.people(prepared.authority_id, everybody)
    open_to = set(
        visible_children(reader).filter(pk__in=list(people.values())).values_list("pk", flat=True)
    )
    seen = {number for number, person in people.items() if person in open_to}
    lines = summary({people[number] for number in seen})
    hidden = len(everybody) - len(seen)
    elements = Counter(
        element for _, element in {(change.child, change.element) for change in found.changes})
    return Shown(
        same=not found,
        came=_number(len(found.came), hidden), went=_number(len(found.went), hidden),
        elements=tuple(
            (name, _number(count, hidden))
            for name, count in sorted(elements.items(), key=lambda pair: (-pair[1], pair[0]))
        ),
        children=tuple(_seen(found, number, lines[people[number]]) for number in sorted(seen)),
        unseen=unseen_words(hidden),
    )


def _number(count: int, hidden: int) -> str:
    return FEW if hidden and 0 < count < LEAST else f"{count:,}"


def _seen(found: Since, number: str, line: IdentityLine) -> Seen:
    if number in found.came:
        return Seen(line, "Is in the return now, and was not")
    if number in found.went:
        return Seen(line, "Was in the return, and is not now")
    elements = dict.fromkeys(c.element for c in found.changes if c.child == number)
    return Seen(line, "Says something else", tuple(elements))
