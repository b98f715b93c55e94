"""What an open referral says on the child's page: that it is a re-referral, and of what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.urls import reverse

from sightline.base.components.words import day
from sightline.journey.referral import queries
from sightline.record.child.panels import Lane, Mark, Panel, register

if TYPE_CHECKING:
    from sightline.record.spine.models import Step


def marks(steps: Sequence[Step]) -> list[Mark]:
    """Re-referral, with how the referral before it ended; worked out from dates."""
    found = []
    for step in steps:
        before = queries.rereferral(step)
        if before is not None:
            ended = f": {before.reason_words.lower()}" if before.reason_words else ""
            found.append(
                Mark(
                    f"Re-referral; referred before on {day(before.received_on)}{ended}", "purple",
                    reverse("pages:step", args=[before.step.child_id, before.step.pk]),
                )
            )
    return found


def declare() -> None:
    """Hang the panel on the child's page."""
    register(Panel("referral", marks=marks, lane=Lane("Referral", 10)))
