"""Making many records at once: what an import and the demo borough call."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from sightline.people.persons.actions.making import create_many
from sightline.people.persons.given import AddressGiven, IdentifierGiven, NameGiven, NewPerson

if TYPE_CHECKING:
    from sightline.access.authorities.models import Authority
    from sightline.access.users.models import User

__all__ = ["AddressGiven", "IdentifierGiven", "NameGiven", "NewPerson", "create_people"]


def create_people(
    rows: Iterable[NewPerson],
    *,
    authority: "Authority",
    by: "User",
    on: date,
    listeners: bool = True,
) -> list[int]:
    """Make a record for each, in order, and return their numbers; a transaction to each 500.

    Leave `listeners` out only where the caller records the births and deaths itself.
    """
    return create_many(rows=rows, authority=authority, by=by, on=on, listeners=listeners)
