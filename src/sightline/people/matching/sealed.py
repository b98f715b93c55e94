"""Who hears, and nobody else, that a search or a new record met a sealed one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sightline.kernel.register import Register


@dataclass(frozen=True, slots=True)
class SealedMatch:
    """A sealed record that what was typed matches exactly, and where it was typed."""

    person_id: int
    where: str


Listener = Callable[[Sequence[SealedMatch], Any], None]

#: Called with the matches and the user who typed; the user is shown nothing of it.
on_sealed_match: Register[Listener] = Register("sealed match listener")


def tell(person_ids: Sequence[int], *, user: Any, where: str) -> None:
    """Tell every listener of the matches there are."""
    if person_ids:
        matches = [SealedMatch(person_id, where) for person_id in person_ids]
        for listener in on_sealed_match:
            listener(matches, user)
