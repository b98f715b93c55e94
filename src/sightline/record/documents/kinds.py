"""The register of documents: each says whom it is for, what it holds, and what records it sent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sightline.kernel.register import Register
from sightline.record.documents.models import ForWhom
from sightline.record.documents.parts import Part
from sightline.record.documents.recipients import FAMILY, Circle, To

if TYPE_CHECKING:
    from django.db.models import Model

    from sightline.access.users.models import User
    from sightline.people.persons.models import Person
    from sightline.record.spine.models import Event, Step

EVERYBODY = FAMILY | {ForWhom.AGENCY}


@dataclass
class Asked:
    """What a document is asked for: the child, the piece of work, the recipient, the reader."""

    child: Person
    step: Step | None
    to: To
    circle: Circle
    reader: User
    #: what a document has read once and needs again
    held: dict[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What the child is called in the text."""
        return self.child.given_names or self.child.display_name

    @property
    def family(self) -> bool:
        """Whether the words are to be those that a family uses."""
        return self.to.family


@dataclass(frozen=True)
class Sending:
    """The event by which a document counts as sent, and the facts of it that are not the copy."""

    event: str
    outcome: str = ""
    facts: Sequence[Model] = ()
    then: Callable[[Event], None] | None = None


@dataclass(frozen=True)
class DocumentKind:
    """One document: its title, for whom, on which piece of work, and what it holds.

    `steps` gives the pieces of work of a child that it can be about, newest first; without it the
    document is about the child. `parts` makes it; `sends` says which event records it as sent.
    """

    key: str
    title: str
    hint: str
    parts: Callable[[Asked], Sequence[Part]]
    steps: Callable[[int], Sequence[Step]] | None = None
    for_whom: frozenset[str] = EVERYBODY
    heading: Callable[[Asked], str] | None = None
    sends: Callable[[Asked], Sending] = lambda asked: Sending("document.sent")
    recipients: Callable[[Step], Sequence[To]] | None = None
    words_page: str = ""
    order: int = 50


kinds: Register[DocumentKind] = Register("document")

#: What another room adds to a document that it does not make: document to {room: parts}.
additions: Register[Callable[[Asked], Sequence[Part]]] = Register("part of a document")


def register(kind: DocumentKind) -> DocumentKind:
    """Declare a document."""
    return kinds.add(kind.key, kind)


def add_to(document: str, room: str, parts: Callable[[Asked], Sequence[Part]]) -> None:
    """Say what a room has to add to a document that another room makes."""
    additions.add(f"{document}:{room}", parts)


def added(document: str, asked: Asked, order: Sequence[str]) -> list[Part]:
    """What the rooms named add to a document, in that order."""
    found: list[Part] = []
    for room in order:
        parts = additions.get(f"{document}:{room}")
        if parts is not None:
            found += parts(asked)
    return found
