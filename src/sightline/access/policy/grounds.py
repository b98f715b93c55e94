"""The registers of grounds and barriers: why a child's record opens, and what holds it shut.

A floor above declares, once, which children a person has a ground for; pages, lists, search,
exports, documents, the API and jobs all read that one declaration.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sightline.kernel.register import Register

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from sightline.access.users.models import User

#: A queryset of one column of child ids; it may be a union. `now` is an aware moment.
ChildIds = Callable[["User", datetime], "QuerySet[Any, Any]"]


@dataclass(frozen=True)
class Ground:
    """A reason for which a person may open a child's record.

    `title` says it to the reader ("You are the allocated worker"). With `roles`, it counts only
    for children of the authorities in which the person holds one of them today. `everybody`: its
    children are all there are, so that nothing need be looked up.
    """

    key: str
    title: str
    children: ChildIds
    roles: frozenset[str] | None = None
    everybody: bool = False


@dataclass(frozen=True)
class Barrier:
    """What holds records shut against a person in spite of their grounds.

    `children` are those shut against this person: who is let in is the barrier's own affair.
    A barrier that says `glass` (restricted) gives way to broken glass, and shows one line with
    whom to `ask`; one that does not (sealed) makes the child absent. One that `leads` (merged)
    says which other record the child is now read on.
    """

    key: str
    title: str
    children: ChildIds
    glass: bool = False
    ask: Callable[[int], str] | None = None
    leads: Callable[[int], int | None] | None = None


@dataclass(frozen=True)
class ChildTable:
    """The table in which children are kept, and its column for the authority of each.

    `rows` gives a queryset whose primary key is the child's id.
    """

    rows: Callable[[], QuerySet[Any]]
    authority: str = "authority_id"


#: In the order of their keys; the first that holds is the one that the audit trail names.
grounds: Register[Ground] = Register("ground")
barriers: Register[Barrier] = Register("barrier")
#: Told by the people floor under the key "children".
tables: Register[ChildTable] = Register("table of children")
#: Callables that say whom to ask about a child ("Amira Khan, allocated social worker").
keepers: Register[Callable[[int], str]] = Register("keeper of a child's record")


def register(ground: Ground) -> Ground:
    """Declare a ground."""
    return grounds.add(ground.key, ground)


def register_barrier(barrier: Barrier) -> Barrier:
    """Declare a barrier."""
    return barriers.add(barrier.key, barrier)


def register_children(table: ChildTable) -> ChildTable:
    """Say where the children are; there is one such table in the house."""
    return tables.add("children", table)


def register_keeper(key: str, whom: Callable[[int], str]) -> None:
    """Declare how to find whom a person without grounds should ask; it may answer nothing."""
    keepers.add(key, whom)


def whom_to_ask(child_id: int) -> list[str]:
    """The people who answer for this child's record, as the floors above name them."""
    return [named for keeper in keepers if (named := keeper(child_id))]
