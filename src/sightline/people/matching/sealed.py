"""Who hears, and nobody else, that a search or a new record met a sealed or restricted one."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sightline.kernel.register import Register
from sightline.people.persons.summary import IdentityLine


@dataclass(frozen=True, slots=True)
class SealedMatch:
    """A kept record that matches what was typed, how it is kept, and where it was typed."""

    person_id: int
    level: str
    where: str


Listener = Callable[[Sequence[SealedMatch], Any], None]

#: Called with the matches and the user who typed; the user is shown nothing of it.
on_sealed_match: Register[Listener] = Register("sealed match listener")


def tell_keepers(lines: Iterable[IdentityLine], *, user: Any, where: str) -> None:
    """Tell every listener of the kept records among these, if there are any."""
    matches = [SealedMatch(line.id, line.restriction, where) for line in lines]
    if matches:
        for listener in on_sealed_match:
            listener(matches, user)
