"""What is done with kept forms: one is kept, thrown away, or forgotten when it is old."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction

from sightline.access.kept.models import RefusedPost
from sightline.base import moments

LASTS = timedelta(days=14)
#: Forms typed by nobody known; beyond this somebody is filling the disk, not writing.
STRANGERS = 500
#: Characters; the longest assessment is a tenth of it.
LARGEST = 1_000_000


def keep(
    *, browser: str, user_id: int | None, path: str, fields: Sequence[tuple[str, str]], why: str
) -> RefusedPost | None:
    """Keep a form for fourteen days; the latest of a path replaces the one before.

    None when there is nothing to keep, or too much of it.
    """
    size = sum(len(name) + len(value) for name, value in fields)
    if not any(value for _, value in fields) or size > LARGEST:
        return None
    strangers = RefusedPost.objects.filter(user__isnull=True)
    if user_id is None and strangers.count() >= STRANGERS:
        return None
    now = moments.now()
    with transaction.atomic():
        RefusedPost.objects.typed_by(user_id).filter(browser=browser, path=path).delete()
        return RefusedPost.objects.create(
            browser=browser,
            user_id=user_id,
            path=path,
            fields=[list(pair) for pair in fields],
            why=why,
            kept_at=now,
            until_at=now + LASTS,
        )


def throw_away(*, post: RefusedPost) -> None:
    """Throw a kept form away: it was taken after all, or its writer wants it gone."""
    post.delete()


def forget_old() -> int:
    """Forget what nobody came back for in fourteen days; returns how many."""
    gone, _ = RefusedPost.objects.filter(until_at__lte=moments.now()).delete()
    return gone
