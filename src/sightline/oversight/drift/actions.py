"""What a look leaves behind: the findings of today, and that everybody was looked at."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from django.db import transaction

from sightline.base.moments import now, today
from sightline.oversight.drift.models import Found, Looked

if TYPE_CHECKING:
    from sightline.access.authorities.models import Authority

#: Children whose findings are taken away by one statement.
AT_ONCE = 500


@transaction.atomic
def keep(
    authority: Authority, rows: Sequence[Found], some: Collection[int] | None, *, rules: str
) -> None:
    """Put what was found in the place of what was kept of these children, or of all.

    `rules` is every detector with its version and its numbers, by which the look was made.
    """
    kept = Found.objects.filter(authority=authority)
    if some is None:
        kept.delete()
    ids = sorted(some or ())
    for start in range(0, len(ids), AT_ONCE):
        kept.filter(child__in=ids[start : start + AT_ONCE]).delete()
    Found.objects.bulk_create(rows)
    Looked.objects.update_or_create(
        authority=authority, defaults={"on": today(), "rules": rules, "looked_at": now()}
    )


def look_noted(authority: Authority) -> None:
    """Nobody changed since the last look: what is kept stands as of now."""
    Looked.objects.filter(authority=authority).update(looked_at=now())
