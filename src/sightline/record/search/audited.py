"""What a search leaves in the audit trail: that it was made, and whose words it showed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sightline.access.audit.actions import Seen, searched
from sightline.access.policy.scope import grounds_of

if TYPE_CHECKING:
    from sightline.access.users.models import User

PAGE = "search"


def note(
    *, user: User, authority_id: int | None, child_id: int | None, shown: Sequence[int]
) -> None:
    """Note the search, and a reading of each child whose words were shown, with its ground."""
    held = grounds_of(user, shown)
    seen = [Seen(child, ground, authority) for child, (ground, authority) in held.items()]
    searched(user=user, rows=seen, page=PAGE, authority_id=authority_id, child_id=child_id)
