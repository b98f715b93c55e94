"""What is done about access: the glass is broken, and somebody else judges it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from sightline.access.audit import change
from sightline.access.policy.models import BreakGlass
from sightline.access.policy.scope import may_read
from sightline.base import moments

if TYPE_CHECKING:
    from sightline.access.users.models import User

#: A shift: long enough for the emergency, short enough that tomorrow's reading needs grounds.
LASTS = timedelta(hours=12)
#: Shorter than this says nothing to the person who reviews it.
SHORTEST_REASON = 15


class GlassRefused(Exception):
    """Why the glass could not be broken, or a review not be given."""


def break_glass(*, child_id: int, by: User, reason: str) -> BreakGlass:
    """Open a child's record without grounds for a shift; the reason is reviewed by another.

    Raises GlassRefused without the permission, for a child who to this person is absent
    (another authority, sealed), and for a reason too short to review.
    """
    reason = reason.strip()
    if len(reason) < SHORTEST_REASON:
        raise GlassRefused(
            "Say in a sentence why it could not wait: somebody else reads it and reviews it."
        )
    decision = may_read(by, child_id)
    if decision.kind == "absent" or decision.authority_id is None:
        raise GlassRefused("There is no such record in your authority.")
    if not by.may("glass.break", decision.authority_id):
        raise GlassRefused("Your role does not open records in an emergency. Ask a manager.")
    now = moments.now()
    with transaction.atomic():
        grant = BreakGlass.objects.create(
            user=by,
            child_id=child_id,
            authority_id=decision.authority_id,
            reason=reason,
            granted_at=now,
            until_at=now + LASTS,
        )
        change(
            user=by,
            action="glass_broken",
            kind="break_glass",
            ident=grant.pk,
            authority_id=decision.authority_id,
            child_id=child_id,
            reason=reason,
        )
    return grant


def review_glass(*, grant: BreakGlass, by: User, outcome: str, note: str = "") -> None:
    """Judge an emergency opening: needed and right, avoidable, or not justified.

    Raises GlassRefused for one's own, one already judged, an outcome there is not, or without
    the permission in that authority.
    """
    if grant.user_id == by.pk:
        raise GlassRefused("Nobody reviews their own. Another reviewer must read it.")
    if not by.may("glass.review", grant.authority_id):
        raise GlassRefused("Your role does not review emergency openings in that authority.")
    if outcome not in BreakGlass.Outcome.values:
        raise GlassRefused("Choose what you make of it.")
    with transaction.atomic():
        grant = BreakGlass.objects.select_for_update().get(pk=grant.pk)
        if grant.reviewed_at is not None:
            raise GlassRefused("This was reviewed already.")
        grant.reviewed_at, grant.reviewed_by = moments.now(), by
        grant.outcome, grant.review_note = outcome, note.strip()
        grant.save(update_fields=["reviewed_at", "reviewed_by", "outcome", "review_note"])
        change(
            user=by,
            action="glass_reviewed",
            kind="break_glass",
            ident=grant.pk,
            authority_id=grant.authority_id,
            child_id=grant.child_id,
            reason=note.strip(),
            payload={"outcome": outcome},
        )
