"""A list that says more of a child than the name is a reading of that child: the trail has it.

One line of the trail for each child on the page, written at once. It is a glance, and no look into
the record: what changed since one last looked goes on counting from that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, cast

from sightline.access.audit.actions import Seen, opened
from sightline.access.policy.scope import grounds_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from sightline.access.users.models import User

#: By ground and authority, as the policy answers for several children.
Grounds = Mapping[int, tuple[str, int]]

#: The lists, by the name under which the trail has them; `list_file` is any of them taken away.
LISTS = frozenset({
    "front_door",
    "tonight",
    "my_day",
    "team_board",
    "exceptions",
    "service_waiting",
    "service_late",
    "conferences_due",
    "hidden_work",
    "moved_receipts",
    "duty",
    "chairs_alerts",
    "on_plans",
    "consulted",
    "recording",
    "alerts",
    "conference_calendar",
    "scrutiny_panel",
    "without_form",
    "list_file",
})


def noted(
    request: HttpRequest, page: str, child_ids: Iterable[int | None],
    grounds: Grounds,
) -> None:
    """Note each child whom a page of a list shows, on the ground on which they are shown.

    The policy is asked about those of whom the list does not know the ground: one more query.
    """
    assert page in LISTS
    user = cast("User", request.user)
    ids = list(dict.fromkeys(child_id for child_id in child_ids if child_id is not None))
    if unknown := [child_id for child_id in ids if child_id not in grounds]:
        grounds = {**grounds, **grounds_of(user, unknown)}
    opened(user=user, page=page, rows=[
        Seen(child_id, *grounds[child_id]) for child_id in ids if child_id in grounds
    ])
