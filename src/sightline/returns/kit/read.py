"""Children whose records a page of a return says something of: each counts as read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from sightline.access.audit import reads
from sightline.access.policy.scope import grounds_of

if TYPE_CHECKING:
    from sightline.access.users.models import User

Ground = tuple[str, int]


def note_read(*, user: User, child_ids: Iterable[int], page: str) -> None:
    """Leave on each child's trail that the page was read, and on what ground; two queries."""
    held: dict[Ground, list[int]] = defaultdict(list)
    for child_id, ground in grounds_of(user, dict.fromkeys(child_ids)).items():
        held[ground].append(child_id)
    for (ground_key, authority_id), ids in held.items():
        reads(user=user, child_ids=ids, page=page, ground=ground_key, authority_id=authority_id)
