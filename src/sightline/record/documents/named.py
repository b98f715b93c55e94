"""Brothers and sisters whom a document names in its words, so that nobody sends that unseen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from sightline.base.moments import today
from sightline.people.persons.named import names, spoken
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
    sought = [line for line in circle.lines if _spoken_of(line, circle, to)]
    found: dict[int, Named] = {}
    for part in parts if sought else ():
        if part.whose is not None and part.whose != circle.child.pk:
            continue
        said = spoken(texts_of(part.read()))
        for one in sought:
            if names(said, one.display_name, but=circle.child.display_name):
                named = found.setdefault(one.id, Named(one.id, one.display_name))
                named.parts.append(part.title)
    return list(found.values())


def _spoken_of(line: IdentityLine, circle: Circle, to: To) -> bool:
    return line.id in circle.told - {circle.child.pk, to.person_id} and _is_child(line)


def _is_child(line: IdentityLine) -> bool:
    if line.born_on is None:
        return False
    return age_on(line.born_on, today())[0] < ADULT
