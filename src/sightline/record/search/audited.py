"""What a search leaves in the audit trail: that it was made, and whose words it showed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from sightline.access.audit.actions import Seen, searched

if TYPE_CHECKING:
    from sightline.access.users.models import User

PAGE = "search"


def note(
    *, user: User, authority_id: int | None, child_id: int | None,
    held: Mapping[int, tuple[str, int]],
) -> None:
    """Note the search, and a reading of each child whose words or flags were shown.

    `held` has the ground on which each may be read, and in which authority.
    """
    seen = [Seen(child, ground, authority) for child, (ground, authority) in held.items()]
    searched(user=user, rows=seen, page=PAGE, authority_id=authority_id, child_id=child_id)
