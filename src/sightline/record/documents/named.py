"""Brothers and sisters whom a document names in its words, so that nobody sends that unseen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from sightline.base.moments import today
from sightline.people.persons.plain import plain
from sightline.people.persons.summary import IdentityLine
from sightline.people.persons.words import ADULT, age_on
from sightline.record.documents.entitlement import texts_of
from sightline.record.documents.parts import Part
from sightline.record.documents.recipients import Circle, To


@dataclass
class Named:
    """Another child whom these words name, and the parts that do."""

    child_id: int
    name: str
    parts: list[str] = field(default_factory=list)


def children_named(parts: Iterable[Part], circle: Circle, to: To) -> list[Named]:
    """The children near this one whom the parts name by first or full name.

    Only those whom the sender may know of. A part that names somebody sealed is not there at all,
    and a part of another child that was shared on purpose has been answered for already.
    """
    sought = _sought(circle, to)
    found: dict[int, Named] = {}
    for part in parts if sought else ():
        if part.whose is not None and part.whose != circle.child.pk:
            continue
        said = f" {plain(' . '.join(texts_of(part.read())))} "
        for one, names in sought:
            if any(f" {name} " in said for name in names):
                named = found.setdefault(one.id, Named(one.id, one.display_name))
                named.parts.append(part.title)
    return list(found.values())


def _sought(circle: Circle, to: To) -> list[tuple[IdentityLine, set[str]]]:
    own = set(plain(circle.child.display_name).split())
    found = []
    for line in circle.lines:
        if line.id in (circle.child.pk, to.person_id) or line.id not in circle.told:
            continue
        if not _is_child(line):
            continue
        full = plain(line.display_name)
        first = full.split(" ")[0]
        names = {full} | ({first} if len(first) > 2 and first not in own else set())
        found.append((line, names))
    return found


def _is_child(line: IdentityLine) -> bool:
    if line.born_on is None:
        return False
    return age_on(line.born_on, today())[0] < ADULT
