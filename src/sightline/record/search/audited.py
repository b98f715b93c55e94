"""What a search leaves in the audit trail: that it was made, and whose words it showed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sightline.access.audit.actions import Seen, change, reads
from sightline.access.policy.scope import grounds_of

if TYPE_CHECKING:
    from sightline.access.users.models import User

PAGE = "search"


def note(
    *, user: User, authority_id: int | None, child_id: int | None, shown: Sequence[int],
    people: int, texts: int,
) -> None:
    """Note the search, and a reading of each child whose words were shown.

    What was typed is kept nowhere: it may name anybody.
    """
    change(
        user=user, action="searched", kind="search", ident=None, authority_id=authority_id,
        child_id=child_id, payload={"people": people, "texts": texts},
    )
    held = grounds_of(user, shown)
    seen = [Seen(child, ground, authority) for child, (ground, authority) in held.items()]
    reads(user=user, rows=seen, page=PAGE)
