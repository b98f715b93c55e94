"""What every change on this floor leaves behind: an audit entry, and a subject to publish again."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from sightline.access import audit
from sightline.base.changed.queue import mark

if TYPE_CHECKING:
    from sightline.access.users.models import User


def changed(
    kind: str, ident: int, *, by: "User", what: Mapping[str, Any], reason: str = ""
) -> None:
    """Note a change to the workforce, an organisation or a household."""
    audit.change(
        user=by, action=f"{kind}.changed", kind=kind, ident=ident, payload=what, reason=reason
    )
    mark(kind, [ident])


def person_changed(
    person_id: int,
    *,
    by: "User",
    action: str,
    authority_id: int | None = None,
    what: Mapping[str, Any] | None = None,
    reason: str = "",
) -> None:
    """Note a change to what is held about one person."""
    audit.change(
        user=by,
        action=action,
        kind="person",
        ident=person_id,
        child_id=person_id,
        authority_id=authority_id,
        payload=what or {},
        reason=reason,
    )
    mark("person", [person_id])


def people_made(
    made: Iterable[tuple[int, Mapping[str, Any]]], *, by: "User", authority_id: int | None
) -> None:
    """Note that records were made, many at once."""
    rows = [
        audit.Changed("person.created", "person", ident, ident, "", payload)
        for ident, payload in made
    ]
    audit.changes(user=by, rows=rows, authority_id=authority_id)
    mark("person", [row.ident for row in rows if row.ident is not None])
